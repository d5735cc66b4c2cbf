-- Seen this day, or still waiting for somebody.
select
    sha256, source_file as "name", format, "rows", status, reason, run_id in (select run_id from day_runs) as is_new
from files
where status in ('quarantined', 'unreadable')
    or sha256 in (select sha256 from facts.files where run_id in (select run_id from day_runs))
order by "name", sha256
