-- Customers by id as people write it; one that only items name counts too.
with known as (
    select entity, customer_id, "name" from facts.current_customers
    union all
    select distinct entity, customer_id, customer_id as "name"
    from facts.items_now
    where (entity, customer_id) not in (select (entity, customer_id) from facts.current_customers)
)
select entity, customer_id, "name"
from known
where (lower(entity), facts.spoken(customer_id)) in (select (lower(entity), "key") from asked_customers)
order by entity, customer_id
