-- The items that the deductions of these applications make, due when their parents are.
insert into facts.made_items by name
with fresh as (
    from facts.applications where batch_id = getvariable('batch_id') and new_item_number is not null
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
order by f.application_id
