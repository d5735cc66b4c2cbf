-- The day's runs, batches and payments, and the customers' names and balances: what most frames of a day look up.
-- In memory, where all readers of the day find them; the ledger itself is only read.

create or replace table memory.day_runs as
select run_id from facts.runs where as_of = getvariable('as_of');

create or replace table memory.day_batches as
select distinct batch_id from facts.entries where run_id in (select run_id from day_runs);

create or replace table memory.placed_now as
from facts.placed;

-- Booked this day, or with money not placed yet, or with an application of this day.
create or replace table memory.day_payments as
with booked as (
    select l.payment_id
    from facts.legs l
    join facts.entries e using (entry_no)
    where l.account_class = 'bank' and e.run_id in (select run_id from day_runs)
),
asked as (
    select payment_id from booked
    union
    select payment_id from placed_now where unapplied_minor <> 0 or unidentified_minor <> 0
    union
    select payment_id from facts.applications where run_id in (select run_id from day_runs)
)
select payment_id, payment_id in (select payment_id from booked) as is_new
from asked;

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
