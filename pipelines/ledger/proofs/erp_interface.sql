-- The latest list, less what we took that it does not show yet, plus all we ever took by the journal: what others
-- moved, so what the interface must hold.
with ours as (
    select l.item_id, -sum(l.amount_minor) as taken_minor
    from facts.legs l
    join facts.entries e using (entry_no)
    where l.account_class in ('ar', 'on_account', 'deductions') and l.item_id is not null
        and not starts_with(e.cause, 'snapshot|')
    group by l.item_id
),
expected as (
    select
        item_id, coalesce(i.erp_minor, 0) - coalesce(i.pending_minor, 0) + coalesce(o.taken_minor, 0) as expected_minor
    from items_today i
    full join ours o using (item_id)
),
interface as (
    select item_id, -sum(amount_minor) as interface_minor from facts.legs where account_class = 'erp' group by item_id
)
select (select count(*) from expected) as checked, null as finding
union all
select 0, concat('item ', item_id, ': by list and journal ', coalesce(expected_minor, 0), ', in the interface ',
    coalesce(interface_minor, 0))
from expected
full join interface using (item_id)
where coalesce(expected_minor, 0) <> coalesce(interface_minor, 0)
