-- The advices that explained it.
select a.remittance_id, a.stated_id, a.payment_reference, a.payment_date,
    money(a.payment_minor, c.unit) as payment_amount, a.currency, a.source_file, a.source_line
from facts.advice_uses u
join facts.advices a using (remittance_id)
join facts.currencies c on c.currency = a.currency
where u.payment_id = $payment_id order by a.remittance_id
