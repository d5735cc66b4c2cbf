-- The items that receipts of which a part is left were applied to, where that still stands.
select distinct a.payment_id, a.item_id
from facts.applications a
semi join begun using (payment_id)
where a.reverses is null
    and a.application_id not in (select reverses from facts.applications where reverses is not null)
order by payment_id, item_id
