-- Receipts of the days before that have an amount of today's in their entity, and stand applied.
select b.*
from facts.bank_lines b
semi join asked on asked.entity = b.entity and asked.currency = b.currency and asked.amount_minor = b.amount_minor
    and b.booking_date between asked.booking_date - $days::integer and asked.booking_date
    and asked.payment_id <> b.payment_id
where b.kind = 'receipt' and b.payment_id in (
    select payment_id from facts.applications
    where reverses is null
        and application_id not in (select reverses from facts.applications where reverses is not null))
order by b.payment_id
