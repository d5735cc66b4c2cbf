-- The documents of advices not used up.
from facts.advice_lines where remittance_id not in (select remittance_id from facts.advice_uses)
order by remittance_id, line_no
