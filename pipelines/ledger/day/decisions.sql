-- Waiting for a second person.
select
    d.decision_id, d.exception_id, d.action, d.prepared_by, d.approved_by, d.status, d.reason, d."row", d.currency,
    d.comment, d.given_up_amount, a.answer
from decisions d
join facts.decisions_now a using (decision_id)
where d.status = 'pending_approval'
order by d.decision_id
