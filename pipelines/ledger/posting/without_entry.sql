-- Allocations that no entry posts, and entries that post no allocation.
with caused as (
    select split_part(cause, '|', 2) as payment_id, split_part(cause, '|', 3) as item_id
    from offered_entries
    where starts_with(cause, 'apply|')
)
select concat_ws('|', payment_id, item_id)
from allocations
anti join caused using (payment_id, item_id)
union all
select cause
from fresh_entries
where starts_with(cause, 'apply|') and entry_id not in (select application_id from facts.applications)
