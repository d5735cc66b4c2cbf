-- Allocations and reversals that no entry posts, and entries that post no application or no fall of one.
with offered as (
    select cause from fresh_entries
    union all
    select cause from known_entries
),
caused as (
    select split_part(cause, '|', 2) as payment_id, split_part(cause, '|', 3) as item_id
    from offered
    where starts_with(cause, 'apply|')
)
select concat_ws('|', payment_id, item_id)
from allocations
anti join caused using (payment_id, item_id)
union all
select cause
from fresh_entries
where (starts_with(cause, 'apply|') or starts_with(cause, 'reverse|'))
    and entry_id not in (select application_id from facts.applications)
union all
select concat_ws('|', 'return', return_payment_id, payment_id) as cause
from reversals
where concat_ws('|', 'return', return_payment_id, payment_id) not in (select cause from offered)
