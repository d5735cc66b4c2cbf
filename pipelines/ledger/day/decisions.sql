-- Waiting for a second person.
select decision_id, exception_id, action, prepared_by, approved_by, status, reason, "row", currency, comment,
    given_up_amount
from decisions
where status = 'pending_approval'
order by decision_id
