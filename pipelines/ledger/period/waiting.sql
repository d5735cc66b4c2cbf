-- Money that had not found its item at the end of the month, and what was kept on account, by age.
with places as (
    unpivot (from unapplied_as_of(getvariable('last_day')))
    on unapplied_amount as unapplied, unidentified_amount as unidentified, on_account_amount as 'on account'
    into name place value amount
)
select entity, currency, place, age_band, count(*) as "count", sum(amount)::decimal(19, 4) as amount
from places
where amount <> 0
group by entity, currency, place, age_band
order by entity, currency, place, age_band
