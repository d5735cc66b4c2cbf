select entity, period, status, changed_by, reason from facts.period_changes where run_id = $sealed_id
