-- What was posted after its month was locked; a month that was opened again may be written again.
with locked as (
    select entity, period, recorded_at as since from facts.periods_now where status = 'closed'
)
select (select count(*) from facts.legs) as checked, null as finding
union all
select 0, concat('entry ', e.entry_id, ': dated ', l.gl_date, ', posted after ', k.entity, ' ', k.period, ' was locked')
from locked k
join facts.legs l on l.entity = k.entity and strftime(l.gl_date, '%Y-%m') = k.period
join facts.entries e on e.entry_no = l.entry_no and e.recorded_at > k.since
