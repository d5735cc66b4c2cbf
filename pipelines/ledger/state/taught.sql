-- What people taught of payers and nobody took back, until its day.
from facts.aliases_now where status = 'learned' and expires_date >= $as_of order by alias_id
