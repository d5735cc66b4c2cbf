-- The applications, and the items that deductions make.

insert into facts.applications by name
select * exclude (due_date) from fresh_applications order by application_id;

insert into facts.made_items by name
select
    facts.item_id(entity, customer_id, 'deduction', new_item_number, 1) as item_id, entity, customer_id,
    'deduction' as item_type, new_item_number as item_number, 1 as instalment, item_id as parent_item_id, reason_code,
    item_currency as currency, deduction_minor as original_minor, due_date, application_id, run_id, recorded_at
from fresh_applications
where new_item_number is not null
order by application_id;
