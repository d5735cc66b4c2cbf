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
)
select payment_id, item_id, sum(item_minor)::bigint as item_minor
from parts
group by all having sum(item_minor) <> 0
order by payment_id, item_id
