-- Of the day's payments, whenever they were made.
select a.*, a.run_id in (select run_id from day_runs) as is_new
from applications a
semi join day_payments using (payment_id)
