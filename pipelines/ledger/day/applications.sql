-- Of the day's payments, whenever they were made.
with booked as (
    select l.payment_id from facts.legs l join facts.entries e using (entry_id)
    where l.account_class = 'bank' and e.run_id in (select run_id from day_runs)
    union
    select payment_id from facts.placed where unapplied_minor <> 0 or unidentified_minor <> 0
    union
    select payment_id from facts.applications where run_id in (select run_id from day_runs)
)
select a.*, a.run_id in (select run_id from day_runs) as is_new
from applications a
where a.payment_id in (select payment_id from booked)
order by a.application_id
