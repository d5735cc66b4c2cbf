-- The day's runs, batches and payments. In memory, where all readers of the day find them: the ledger is only read.

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
