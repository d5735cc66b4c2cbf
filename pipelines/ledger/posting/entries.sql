-- What is new goes into the books.
insert into facts.entries by name
select
    entry_no, entry_id, cause, getvariable('batch_id') as batch_id, getvariable('run_id') as run_id,
    getvariable('recorded_at') as recorded_at
from fresh_entries
