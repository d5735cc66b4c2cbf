select
    decision_id, exception_id, action, prepared_by, approved_by, status, workbook_sha256, "row", reason
from facts.decisions
where run_id = $sealed_id
