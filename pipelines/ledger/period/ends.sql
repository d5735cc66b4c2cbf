-- The latest statement of every account by the end of the month.
select entity, concat('…', right(account, 4)) as account, currency, max(as_of_date) as last_date
from facts.statements
where as_of_date <= getvariable('last_day')
group by entity, account, currency
order by entity, account, currency
