-- What is new goes into the books.

insert into facts.entries by name
select
    entry_no, entry_id, cause, getvariable('batch_id') as batch_id, getvariable('run_id') as run_id,
    getvariable('recorded_at') as recorded_at
from fresh_entries;

insert into facts.legs by name
select e.entry_no, j.* exclude (cause, place, is_first)
from journal j
join fresh_entries e using (place);
