-- What crosses the end of the month: money whose value date is on the other side of its booking, advices without money.
with crossing as (
    select
        case when booking_date <= getvariable('last_day') then 'booked by the end of the month, value date after it'
            else 'booked after the month, value date in it' end as what,
        entity, currency, amount_minor
    from facts.bank_lines
    where (booking_date between getvariable('first_day') and getvariable('last_day')
            and value_date > getvariable('last_day'))
        or (booking_date > getvariable('last_day')
            and value_date between getvariable('first_day') and getvariable('last_day'))
    union all
    select 'announced for the month, the money is not here', null, currency, payment_minor
    from facts.advices
    where payment_date between getvariable('first_day') and getvariable('last_day')
        and remittance_id not in (select remittance_id from facts.advice_uses)
)
select what, entity, currency, count(*) as "count",
    coalesce(sum(money(amount_minor, unit)), 0)::decimal(19, 4) as amount
from crossing
join facts.currencies using (currency)
group by what, entity, currency
order by what, entity, currency
