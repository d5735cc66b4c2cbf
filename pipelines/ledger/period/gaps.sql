-- Statements that lack something before them that belongs to this month.
select
    g.entity, concat('…', right(g.account, 4)) as account, g.currency, g.previous_date,
    money(g.previous_minor, c.unit) as previous_amount, g.first_date, money(g.opening_minor, c.unit) as opening_amount
from facts.gaps g
join facts.currencies c using (currency)
where (g.previous_date < getvariable('last_day') and g.first_date > getvariable('first_day'))
    or (g.first_date between getvariable('first_day') and getvariable('last_day')
        and g.first_date = g.previous_date + 1)
order by g.entity, g.account, g.currency, g.first_date
