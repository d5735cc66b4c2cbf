-- All that ought to have a link.
select batch_id as sealed_id from facts.entries
union
select batch_id from facts.applications
union
select run_id from facts.decisions
union
select run_id from facts.period_changes
order by sealed_id
