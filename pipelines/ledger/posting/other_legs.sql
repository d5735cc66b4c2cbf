-- Causes the books know with other legs. The date is that of the first posting: a later run may offer it again.
with known as (
    select o.place, e.entry_no, o.cause
    from offered_entries o
    join facts.entries e using (entry_id)
    where o.place >= (select min(place) from journal)
),
again as (
    select k.cause, j.* exclude (cause, place, is_first, gl_date) from journal j join known k using (place)
),
before as (
    select k.cause, l.* exclude (entry_no, gl_date) from facts.legs l join known k using (entry_no)
)
select distinct cause
from ((from again except all from before) union all (from before except all from again))
order by cause
