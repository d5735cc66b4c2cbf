with ours as (
    select item_id, sum(minor) as ours_minor
    from (
        select item_id, item_minor as minor from facts.applications
        union all select item_id, -original_minor from facts.made_items
    ) group by item_id
),
expected as (
    select i.item_id, i.erp_minor - i.pending_minor + coalesce(o.ours_minor, 0) as expected_minor
    from facts.items_now i left join ours o using (item_id)
    union all
    select o.item_id, o.ours_minor from ours o anti join facts.items_now using (item_id)
),
interface as (
    select item_id, -sum(amount_minor) as interface_minor
    from facts.legs where account_class = 'erp' group by item_id
)
select (select count(*) from expected) as checked, null as finding
union all
select 0, concat('item ', item_id, ': by list and applications ', coalesce(expected_minor, 0), ', in the interface ',
    coalesce(interface_minor, 0))
from expected full join interface using (item_id)
where coalesce(expected_minor, 0) <> coalesce(interface_minor, 0)
