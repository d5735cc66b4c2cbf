-- Rows that were not taken, whenever they came: nobody has sent them again.
select
    file as source_file, line as source_line, field, "value", rule, message,
    run_id in (select run_id from day_runs) as is_new
from rejects
order by source_file, source_line, field, rule
