with locked as (
    select entity, period, recorded_at as since from facts.periods_now where status = 'closed'
)
select (select count(*) from facts.legs) as checked, null as finding
union all
select 0, concat('entry ', l.entry_id, ': dated ', l.gl_date, ', posted after ', k.entity, ' ', k.period, ' was locked')
from facts.legs l
join facts.entries e using (entry_id)
join locked k on k.entity = l.entity and k.period = strftime(l.gl_date, '%Y-%m') and e.recorded_at > k.since
