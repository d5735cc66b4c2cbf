-- Of the customers somebody is asked about, and every deduction.
with asked as (
    select entity, customer_id from day_exceptions where customer_id is not null
    union
    select b.entity, c.customer_id from candidates c join facts.bank_lines b using (payment_id)
    union
    select i.entity, i.customer_id from candidate_lines l join day_items i using (item_id)
)
select i.*, n.customer_name
from day_items i
left join customer_names n using (entity, customer_id)
where i.item_type = 'deduction' or (i.entity, i.customer_id) in (select (entity, customer_id) from asked)
order by i.entity, i.customer_id, i.item_number, i.instalment, i.item_id
