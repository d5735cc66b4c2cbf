-- Where each of the day's payments stands now.
select p.*, n.customer_name, d.is_new
from payments p
join day_payments d using (payment_id)
left join customer_names n using (entity, customer_id)
order by p.payment_id
