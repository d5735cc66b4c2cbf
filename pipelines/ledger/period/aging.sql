-- Open items by account class and how long past due.
select
    entity, currency, account_class, sum(open_amount)::decimal(19, 4) as open_amount,
    sum(current_amount)::decimal(19, 4) as current_amount, sum(days_1_30_amount)::decimal(19, 4) as days_1_30_amount,
    sum(days_31_60_amount)::decimal(19, 4) as days_31_60_amount,
    sum(days_61_90_amount)::decimal(19, 4) as days_61_90_amount,
    sum(days_over_90_amount)::decimal(19, 4) as days_over_90_amount
from aging_as_of(getvariable('last_day'))
group by entity, currency, account_class
order by entity, currency, account_class
