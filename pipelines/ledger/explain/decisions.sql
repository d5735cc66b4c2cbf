-- What people decided about it.
select d.* from decisions d
where d.exception_id in (select exception_id from facts.exception_states where payment_id = $payment_id)
order by d.recorded_at, d.decision_id
