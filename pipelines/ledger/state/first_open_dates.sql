-- The first month after a locked one that is not locked itself.
with locked as (select entity, strptime(period, '%Y-%m')::date as month from facts.periods_now where status = 'closed'),
after as (select entity, (month + interval 1 month)::date as month from locked)
select entity, min(month) as first_open_date
from after anti join locked using (entity, month)
group by entity order by entity
