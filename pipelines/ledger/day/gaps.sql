-- Statements taken this day that lack something before them.
select
    concat('…', right(g.account, 4)) as account, g.currency, g.previous_date,
    money(g.previous_minor, c.unit) as previous_amount, g.first_date, money(g.opening_minor, c.unit) as opening_amount
from facts.gaps g
join day_runs using (run_id)
join facts.currencies c using (currency)
order by g.account, g.currency, g.first_date
