-- Waiting for a second person.
select decision_id, exception_id, action, prepared_by, approved_by, status, reason, "row",
    null::varchar as currency, null::varchar as comment, null::decimal(19, 4) as given_up_amount
from decisions
where status = 'pending_approval'
order by decision_id
