-- What items rise by when a returnable receipt is taken back, and what the items it made fall by.
with standing as (
    select a.application_id, a.payment_id, a.item_id, a.item_minor
    from facts.applications a
    semi join returnable using (payment_id)
    where a.reverses is null
        and a.application_id not in (select reverses from facts.applications where reverses is not null)
),
parts as (
    select payment_id, item_id, item_minor from standing
    union all
    select s.payment_id, m.item_id, -m.original_minor
    from facts.made_items m
    join standing s using (application_id)
),
-- A list that does not say what an item was for shows what is open as its original amount.
originals as (
    select item_id, max(abs(original_minor)) as most_minor
    from (select item_id, original_minor from facts.item_versions union all
        select item_id, original_minor from facts.made_items)
    semi join parts using (item_id)
    group by item_id
)
select p.payment_id, p.item_id, sum(p.item_minor)::bigint as item_minor, any_value(o.most_minor) as most_minor
from parts p
join originals o using (item_id)
group by p.payment_id, p.item_id having sum(p.item_minor) <> 0
order by p.payment_id, p.item_id
