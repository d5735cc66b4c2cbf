-- Applications that fall, each a row of its own with opposite amounts, and why.
insert into facts.applications by name
with fallen as (
    select entry_id, gl_date, split_part(cause, '|', 2) as reverses
    from fresh_entries
    where starts_with(cause, 'reverse|')
)
select
    f.entry_id as application_id, a.payment_id, a.item_id, a.item_number, a.instalment, a.customer_id, a.entity,
    a.currency, a.item_currency, -a.item_minor as item_minor, -a.cash_minor as cash_minor,
    -a.discount_minor as discount_minor, -a.deduction_minor as deduction_minor, -a.write_off_minor as write_off_minor,
    -a.fee_minor as fee_minor, a.reason_code, a.new_item_number, a.rule, r.evidence, 'auto' as decided_by, f.gl_date,
    f.reverses, getvariable('batch_id') as batch_id, getvariable('run_id') as run_id,
    getvariable('recorded_at') as recorded_at
from fallen f
join facts.applications a on a.application_id = f.reverses
join reversals r on r.payment_id = a.payment_id
