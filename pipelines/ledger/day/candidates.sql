-- What is offered for the payments that wait.
select c.*, n.customer_name
from candidates c
join facts.bank_lines b using (payment_id)
left join customer_names n on n.entity = b.entity and n.customer_id = c.customer_id
order by c.payment_id, c."rank"
