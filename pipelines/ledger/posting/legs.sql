-- The legs of what is new in this journal.
insert into facts.legs by name
select e.entry_no, j.* exclude (cause, place, is_first)
from journal j
join fresh_entries e using (place)
