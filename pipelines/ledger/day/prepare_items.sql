-- What most frames of a day look up, of customers and items. In memory, where all readers of the day find it.

create or replace table memory.customer_names as
select entity, customer_id, "name" as customer_name from facts.current_customers;

create or replace table memory.day_exceptions as
select * from exceptions where status <> 'resolved';

create or replace table memory.day_items as
from open_items;

create or replace table memory.balances as
select
    entity, customer_id, currency, sum(open_amount)::decimal(19, 4) as balance,
    coalesce(sum(open_amount) filter (due_date < getvariable('as_of') and open_amount > 0), 0)::decimal(19, 4)
        as past_due
from day_items
group by entity, customer_id, currency;
