-- Lines the bank took back, not tied yet; held ones too: a person answers them.
select b.*
from facts.bank_lines b
join facts.unplaced o using (payment_id)
where b.kind = 'return' and o.open_minor < 0 and b.payment_id in (select payment_id from asked_payments)
order by b.payment_id
