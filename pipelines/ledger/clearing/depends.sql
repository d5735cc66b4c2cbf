-- What would break if these legs were mirrored: money that went elsewhere since, and opened items settled since.
with back as (select payment_id, account_class, sum(amount_minor) as minor from mirrored where item_id is null group by all),
now_there as (
    select payment_id, account_class, -sum(amount_minor) as minor
    from facts.legs
    where item_id is null and payment_id in (select payment_id from back)
    group by all
),
later as (
    select a.payment_id, string_agg(distinct concat(a.item_number, ' (', a.decided_by, ', ', a.gl_date, ')'), ', ') as what
    from facts.applications a
    where a.reverses is null and a.application_id not in (select reverses from facts.applications where reverses is not null)
        and a.application_id not in (select entry_id from asked_entries)
    group by a.payment_id
),
opened as (
    select m.item_id, m.item_number, sum(m.original_minor) as original_minor
    from facts.made_items m
    where m.application_id in (select entry_id from asked_entries)
    group by all
)
select concat('what it left unapplied was placed since, on ', coalesce(l.what, 'another account')) as what
from back b
left join now_there n using (payment_id, account_class)
left join later l using (payment_id)
where b.account_class in ('unapplied', 'on_account', 'refund', 'non_ar') and coalesce(n.minor, 0) - b.minor < 0
    and b.minor > 0
    and exists (select 1 from facts.bank_lines x where x.payment_id = b.payment_id and x.amount_minor > 0)
union all
select concat('item ', o.item_number, ', which it opened, was settled since')
from opened o
where exists (
    select 1 from facts.applications a
    where a.item_id = o.item_id and a.reverses is null
        and a.application_id not in (select reverses from facts.applications where reverses is not null))
union all
select concat('item ', o.item_number, ', which it opened, is known to the ERP since')
from opened o
where exists (select 1 from facts.confirmations c where c.item_id = o.item_id)
order by what
