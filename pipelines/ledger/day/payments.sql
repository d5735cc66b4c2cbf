-- Booked this day, or with money not placed yet, or with an application of this day.
with booked as (
    select l.payment_id from facts.legs l join facts.entries e using (entry_id)
    where l.account_class = 'bank' and e.run_id in (select run_id from day_runs)
)
select p.*, n.customer_name, p.payment_id in (select payment_id from booked) as is_new
from payments p
left join customer_names n using (entity, customer_id)
where p.payment_id in (select payment_id from booked)
    or p.unapplied_amount <> 0 or p.unidentified_amount <> 0
    or p.payment_id in (select payment_id from facts.applications where run_id in (select run_id from day_runs))
order by p.payment_id
