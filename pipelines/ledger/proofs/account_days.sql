with said as (
    select b.account, b.currency, b.booking_date, sum(b.amount_minor) as said_minor
    from facts.bank_lines b anti join facts.unbooked u using (payment_id) group by all
),
booked as (
    select b.account, b.currency, b.booking_date, sum(l.amount_minor) as booked_minor, count(*) as legs
    from facts.legs l join facts.bank_lines b using (payment_id) where l.account_class = 'bank' and l.currency = b.currency
    group by all
)
select (select count(*) from said) as checked, null as finding
union all
select 0, concat('account …', right(account, 4), ' ', currency, ' ', booking_date, ': the bank says ', coalesce(said_minor, 0),
    ', the journal ', coalesce(booked_minor, 0))
from said full join booked using (account, currency, booking_date)
where said_minor is distinct from booked_minor
