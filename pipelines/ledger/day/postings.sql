-- Every application of the day's batches; a reversal is a row of its own. The file sorts them.
select
    a.batch_id, a.application_id, a.reverses, a.entity, a.customer_id, a.item_number, a.instalment, a.gl_date,
    a.currency, money(a.cash_minor, c.unit) as cash, money(a.discount_minor, c.unit) as discount,
    money(a.deduction_minor, c.unit) as deduction, money(a.write_off_minor, c.unit) as write_off,
    money(a.fee_minor, c.unit) as fee, a.reason_code, a.new_item_number, b.bank_reference
from facts.applications a
join day_batches using (batch_id)
join facts.bank_lines b using (payment_id)
join facts.currencies c on c.currency = a.currency
