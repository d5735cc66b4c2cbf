-- A batch is numbered without a gap.
with batch as (
    select min(entry_no) as first_no, max(entry_no) as last_no from facts.entries where batch_id = $sealed_id
)
select
    entry_no, line_no, gl_date, entity, account, account_class, currency, amount_minor, functional_currency,
    functional_minor, payment_id, item_id
from facts.legs
where entry_no between (select first_no from batch) and (select last_no from batch)
