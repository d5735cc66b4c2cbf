-- Allocations whose entry is new, with what the ledger knows of their item and payment.
insert into facts.applications by name
with caused as (
    select
        entry_id as application_id, gl_date, split_part(cause, '|', 2) as payment_id,
        split_part(cause, '|', 3) as item_id
    from fresh_entries
    where starts_with(cause, 'apply|')
),
listed as (
    select item_id, item_number, instalment, currency, entity from facts.listed_items($as_of)
),
items as (
    from listed
    union all
    select item_id, item_number, instalment, currency, entity from facts.made anti join listed using (item_id)
)
select
    c.application_id, a.payment_id, a.item_id, i.item_number, i.instalment, a.customer_id, i.entity, b.currency,
    i.currency as item_currency,
    a.cash_minor + a.discount_minor + a.deduction_minor + a.write_off_minor + a.fee_minor as item_minor,
    a.cash_minor, a.discount_minor, a.deduction_minor, a.write_off_minor, a.fee_minor, a.reason_code,
    a.new_item_number, a.rule, a.confidence, a.evidence,
    case a.rule when 'manual' then $by_user else 'auto' end as decided_by, c.gl_date,
    getvariable('batch_id') as batch_id, getvariable('run_id') as run_id, getvariable('recorded_at') as recorded_at
from caused c
join allocations a on a.payment_id = c.payment_id and a.item_id = c.item_id
join items i on i.item_id = c.item_id
join facts.bank_lines b on b.payment_id = c.payment_id
