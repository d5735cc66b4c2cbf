-- A run decides in one transaction, so all that it says of payments has one recorded time.
with said as (
    select run_id, recorded_at from facts.entries
    union all select run_id, recorded_at from facts.identifications
    union all select run_id, recorded_at from facts.candidate_sets
    union all select run_id, recorded_at from facts.exception_states where subject = 'payment'
)
select r.run_id, r.as_of, max(s.recorded_at) as recorded_at
from facts.runs r
join said s using (run_id)
where r.command in ('run', 'demo') and r.as_of >= $since
group by r.run_id, r.as_of
order by recorded_at desc
