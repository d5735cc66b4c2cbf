-- The items that the deductions of these applications make, due when their parents are; what a reversal takes back is
-- the item that was made.
insert into facts.made_items by name
with fresh as (
    from facts.applications
    where batch_id = getvariable('batch_id') and new_item_number is not null and reverses is null
),
dues as (
    select item_id, due_date from facts.listed_items($as_of)
    union all
    select item_id, due_date from facts.made anti join facts.listed_items($as_of) using (item_id)
)
select
    facts.item_id(f.entity, f.customer_id, 'deduction', f.new_item_number, 1) as item_id, f.entity, f.customer_id,
    'deduction' as item_type, f.new_item_number as item_number, 1 as instalment, f.item_id as parent_item_id,
    f.reason_code, f.item_currency as currency, f.deduction_minor as original_minor, d.due_date, f.application_id,
    f.run_id, f.recorded_at
from fresh f
join dues d using (item_id)
union all by name
select
    m.* exclude (application_id, original_minor, run_id, recorded_at), -m.original_minor as original_minor,
    a.application_id, a.run_id, a.recorded_at
from facts.applications a
join facts.made_items m on m.application_id = a.reverses
where a.batch_id = getvariable('batch_id')
order by application_id
