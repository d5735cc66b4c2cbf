-- All that was ever decided about these exceptions, oldest first; a decision as it stands now.
select
    d.decision_id, d.exception_id, d.action, d.prepared_by, d.approved_by, d.cleared_by, d.status, d.book_run_id,
    d.row_hash, d.answer, d.comment, d.as_of
from facts.decisions_now d
where d.exception_id in (select exception_id from asked) or d.decision_id in (select decision_id from asked_decisions)
order by d.recorded_at, d.decision_id
