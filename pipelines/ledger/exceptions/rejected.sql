-- Suggestions that a person called wrong, and did not take back.
select r.payment_id, r.customer_id, r.item_ids
from facts.rejected_candidates r
join facts.decisions_now d using (decision_id)
where d.status = 'posted'
