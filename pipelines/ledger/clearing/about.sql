-- A decision by its id, or by the first digits of it, as it stands.
select * from facts.decisions_now where starts_with(decision_id, $wanted) order by decision_id
