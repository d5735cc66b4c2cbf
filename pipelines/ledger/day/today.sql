-- The day's runs and batches, and the customers' names and balances: what most frames of a day look up.

create or replace temp table day_runs as
select run_id from facts.runs where as_of = getvariable('as_of');

create or replace temp table day_batches as
select distinct batch_id from facts.entries where run_id in (select run_id from day_runs);

create or replace temp table customer_names as
select entity, customer_id, "name" as customer_name from facts.current_customers;

create or replace temp table day_exceptions as
select * from exceptions where status <> 'resolved';

create or replace temp table day_items as
select i.*, n.customer_name from open_items i left join customer_names n using (entity, customer_id);

create or replace temp table balances as
select
    entity, customer_id, currency, sum(open_amount)::decimal(19, 4) as balance,
    coalesce(sum(open_amount) filter (due_date < getvariable('as_of') and open_amount > 0), 0)::decimal(19, 4) as past_due
from day_items
group by entity, customer_id, currency;
