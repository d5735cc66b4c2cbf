-- Every state of its exception, oldest first.
select s.recorded_at, s.as_of, s.exception_id, s.exception_type, s.why_not_auto,
    money(s.amount_minor, c.unit) as amount, s.currency, s.status, s.assigned_to, s.decision_id, s.run_id
from facts.exception_states s join facts.currencies c on c.currency = s.currency
where s.payment_id = $payment_id order by s.rowid
