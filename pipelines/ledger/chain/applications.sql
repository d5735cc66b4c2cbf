select
    application_id, payment_id, item_id, customer_id, currency, item_currency, item_minor, cash_minor, discount_minor,
    deduction_minor, write_off_minor, fee_minor, reason_code, new_item_number, rule,
    round(confidence * 1e9)::bigint as confidence, evidence, decided_by, gl_date, reverses
from facts.applications
where batch_id = $sealed_id
