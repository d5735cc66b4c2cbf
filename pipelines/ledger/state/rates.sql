-- The rate of each currency, day and functional currency asked for: that of the day, else the latest of the month
-- before it; one the other way round where there is no other.
with known as (
    select "date" as rate_date, from_currency as currency, to_currency as functional_currency, rate,
        false as is_inverse, rowid as row_no
    from facts.rates
    union all
    select "date", to_currency, from_currency, rate, true, rowid from facts.rates
)
select a.currency, a.functional_currency, a.gl_date, k.rate, k.is_inverse
from asked a
join known k on k.currency = a.currency and k.functional_currency = a.functional_currency
    and k.rate_date between a.gl_date - 31 and a.gl_date and k.rate > 0
qualify row_number() over (
    partition by a.currency, a.functional_currency, a.gl_date
    order by k.rate_date desc, k.is_inverse, k.row_no desc) = 1
order by a.currency, a.functional_currency, a.gl_date
