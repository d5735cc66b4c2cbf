-- Booked by the bank after this day.
select
    u.payment_id, u.entity, u.account as bank_account, u.currency, u.payer_name, u.memo, u.source_file, u.source_line,
    u.booking_date, money(u.amount_minor, c.unit) as amount
from facts.unbooked u
join facts.currencies c using (currency)
where u.booking_date > getvariable('as_of')
order by u.booking_date, u.payment_id
