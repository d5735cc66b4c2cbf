-- Items whose open amount and journal do not agree at the end of the month, for the list below a difference.
with booked as (
    select item_id, entity, currency, account_class, sum(amount_minor)::bigint as booked_minor
    from facts.legs
    where gl_date <= getvariable('last_day') and item_id is not null
        and account_class in ('ar', 'on_account', 'deductions')
    group by all
)
select
    coalesce(i.entity, b.entity) as entity, coalesce(i.currency, b.currency) as currency,
    coalesce(i.account_class, b.account_class) as account_class, coalesce(i.item_number, b.item_id) as item_number,
    coalesce(i.open_amount, 0)::decimal(19, 4) as open_amount,
    coalesce(money(b.booked_minor, c.unit), 0)::decimal(19, 4) as booked_amount
from items_after i
full join booked b using (item_id, entity, currency, account_class)
left join facts.currencies c on c.currency = coalesce(i.currency, b.currency)
where coalesce(i.open_amount, 0) <> coalesce(money(b.booked_minor, c.unit), 0)
order by all
