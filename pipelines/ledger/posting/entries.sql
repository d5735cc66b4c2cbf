-- The entries of a journal by their cause, and those of them that the books do not hold yet, numbered on.

create or replace temp table offered_entries as
select place, cause, hash_id(cause) as entry_id, gl_date
from journal
where is_first;

create or replace temp table fresh_entries as
select
    (select coalesce(max(entry_no), 0) from facts.entries) + row_number() over (order by place) as entry_no, *
from offered_entries
anti join facts.entries using (entry_id);
