-- Day by day, what the bank says of an account and what the journal's bank account holds of the same lines.
with said as (
    select account, currency, booking_date, sum(amount_minor) as said_minor
    from facts.bank_lines
    anti join facts.unbooked using (payment_id)
    group by all
),
booked as (
    select b.account, b.currency, b.booking_date, sum(l.amount_minor) as booked_minor
    from facts.legs l
    join facts.bank_lines b on b.payment_id = l.payment_id and b.currency = l.currency
    where l.account_class = 'bank'
    group by all
)
select (select count(*) from said) as checked, null as finding
union all
select 0, concat('account …', right(account, 4), ' ', currency, ' ', booking_date, ': the bank says ',
    coalesce(said_minor, 0), ', the journal ', coalesce(booked_minor, 0))
from said
full join booked using (account, currency, booking_date)
where said_minor is distinct from booked_minor
