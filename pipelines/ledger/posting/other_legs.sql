-- Causes the books know with other legs. The date is that of the first posting: a later run may offer it again.
with known as (
    select entry_no, entry_id, cause from offered_entries semi join facts.entries using (entry_id)
),
again as (
    select k.cause, j.* exclude (cause, entry_no, gl_date) from journal j join known k using (entry_no)
),
before as (
    select k.cause, l.* exclude (entry_id, gl_date) from facts.legs l join known k using (entry_id)
)
select distinct cause
from ((from again except all from before) union all (from before except all from again))
order by cause
