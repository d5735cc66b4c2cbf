-- Who was said to have paid, oldest first.
select i.recorded_at, i.customer_id, n.name as customer_name, i.evidence, i.decided_by, i.run_id
from facts.identifications i
join facts.bank_lines b using (payment_id)
left join facts.current_customers n on n.entity = b.entity and n.customer_id = i.customer_id
where i.payment_id = $payment_id order by i.rowid
