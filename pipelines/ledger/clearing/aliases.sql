-- What was learned and when it ends; forgotten ones too.
select alias_id, entity, customer_id, kind, "value", status, taught_by, approved_by, taught_date, expires_date,
    decision_id, payment_id, reason
from facts.aliases_now
order by entity, customer_id, kind, "value", alias_id
