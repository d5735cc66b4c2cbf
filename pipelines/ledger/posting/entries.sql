-- The entries of a journal by their cause, and those of them that the books do not hold yet, numbered on.

insert into offered_entries
select place, cause, hash_id(cause) as entry_id, gl_date
from journal
where is_first;

insert into fresh_entries
select
    (select coalesce(max(entry_no), 0) from facts.entries) + (select count(*) from fresh_entries)
        + row_number() over (order by place) as entry_no,
    o.*
from offered_entries o
anti join facts.entries using (entry_id)
where place >= (select min(place) from journal);
