-- Payments that a learned alias named, as the run's evidence says.
select p.payment_id, b.entity, p.customer_id, b.payer_name, b.payer_account, b.booking_date
from facts.payers p
join facts.bank_lines b using (payment_id)
where contains(p.evidence, 'taught')
order by b.booking_date, p.payment_id
