-- The entries of a journal by their cause, and those of them that the books do not hold yet.

create or replace temp table offered_entries as
select entry_no, cause, hash_id(cause) as entry_id, gl_date
from (select entry_no, any_value(cause) as cause, min(gl_date) as gl_date from journal group by entry_no);

create or replace temp table fresh_entries as
select * from offered_entries anti join facts.entries using (entry_id);
