-- All accounts of an entity together are zero, currency by currency.
select (select count(*) from facts.legs) as checked, null as finding
union all
select 0, concat(entity, ' ', currency, ': all accounts together are ', sum(amount_minor), ', not 0')
from facts.legs
group by entity, currency
having sum(amount_minor) <> 0
