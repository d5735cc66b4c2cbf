-- Allocations whose entry is new.
insert into facts.applications by name
select
    e.entry_id as application_id, a.payment_id, a.item_id, a.item_number, a.instalment, a.customer_id,
    a.item_entity as entity, a.currency, a.item_currency,
    a.cash_minor + a.discount_minor + a.deduction_minor + a.write_off_minor + a.fee_minor as item_minor,
    a.cash_minor, a.discount_minor, a.deduction_minor, a.write_off_minor, a.fee_minor, a.reason_code,
    a.new_item_number, a.rule, a.confidence, a.evidence,
    case a.rule when 'manual' then $by_user else 'auto' end as decided_by, e.gl_date,
    getvariable('batch_id') as batch_id, getvariable('run_id') as run_id, getvariable('recorded_at') as recorded_at
from applied a
join fresh_entries e using (cause)
