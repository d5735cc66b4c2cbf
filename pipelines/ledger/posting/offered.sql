-- The entries of a journal by their causes; entry_no: of those that the books hold already.
with hashed as materialized (
    select *, hash_id(cause) as entry_id from journal
)
select e.entry_no, h.place, h.cause, h.entry_id, h.gl_date
from hashed h
left join facts.entries e using (entry_id)
