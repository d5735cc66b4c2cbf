select
    decision_id, exception_id, action, prepared_by, approved_by, status, workbook_sha256, "row", reason, comment, answer,
    payment_id, placed_minor, given_up_minor, undoes, cleared_by, os_user, host
from facts.decisions
where run_id = $sealed_id
