-- Advices that no receipt has used up.
from facts.advices where remittance_id not in (select remittance_id from facts.advice_uses) order by remittance_id
