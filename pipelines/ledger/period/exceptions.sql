-- What waited for a person by the end of the month and still does.
select exception_type, entity, currency, count(*) as "count", sum(amount)::decimal(19, 4) as amount
from exceptions
where status <> 'resolved' and first_seen <= getvariable('last_day')
group by exception_type, entity, currency
order by exception_type, entity, currency
