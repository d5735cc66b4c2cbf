-- Taken this day, and the latest of every account.
select s.*, s.run_id in (select run_id from day_runs) as is_new
from statements s
where s.run_id in (select run_id from day_runs)
    or (s.account, s.currency, s.as_of_date) in (
        select (account, currency, max(as_of_date)) from facts.statements group by account, currency)
order by s.entity, s.account, s.currency, s.as_of_date, s.statement_id
