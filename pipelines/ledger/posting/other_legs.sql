-- Causes the books know with other legs. The date is that of the first posting: a later run may offer it again.
with again as (
    select k.cause, j.* exclude (cause, place, is_first, gl_date) from journal j join known_entries k using (place)
),
before as (
    select k.cause, l.* exclude (entry_no, gl_date) from facts.legs l join known_entries k using (entry_no)
)
select distinct cause
from ((from again except all from before) union all (from before except all from again))
order by cause
