-- Two figures of each kind of money that must agree at the end of the month, from two sides of the books.
with sides as (
    select 1 as place, 'aging = open items' as name, entity, currency, open_amount as ours, 0 as theirs
    from aging_as_of(getvariable('last_day'))
    union all
    select 1, 'aging = open items', entity, currency, 0, open_amount from items_after
    union all
    select 2 + list_position(['ar', 'deductions', 'on_account'], account_class), account_class, entity, currency,
        open_amount, 0
    from items_after
    union all
    select 5, 'on_account', entity, currency, -on_account_amount, 0 from payments_after
    union all
    select 6, 'unapplied', entity, currency, -unapplied_amount, 0 from payments_after
    union all
    select 7, 'unidentified', entity, currency, -unidentified_amount, 0 from payments_after
    union all
    select 8, 'refund', entity, currency, -refunded_amount, 0 from payments_after
    union all
    select 9, 'non_ar', entity, currency, -non_ar_amount, 0 from payments_after
    union all
    select 10, 'bank', entity, currency, amount, 0 from payments_after
    union all
    select
        2 + list_position(['ar', 'deductions', 'on_account', 'unapplied', 'unidentified', 'refund', 'non_ar', 'bank'],
            account_class),
        account_class, entity, currency, 0, money(closing_minor, unit)
    from accounts_moved join facts.currencies using (currency)
    where account_class in ('ar', 'deductions', 'on_account', 'unapplied', 'unidentified', 'refund', 'non_ar', 'bank')
)
select
    case name
        when 'ar' then 'open items = AR control'
        when 'deductions' then 'open deductions = deductions receivable'
        when 'on_account' then 'kept on account = on account'
        when 'unapplied' then 'receipts unapplied = unapplied cash'
        when 'unidentified' then 'receipts unidentified = unidentified cash'
        when 'refund' then 'refunded = refund payable'
        when 'non_ar' then 'lines that are no receipts = their accounts'
        when 'bank' then 'bank lines = bank account'
        else name
    end as name,
    entity, currency, sum(ours)::decimal(19, 4) as left_amount, sum(theirs)::decimal(19, 4) as right_amount,
    (sum(ours) - sum(theirs))::decimal(19, 4) as difference
from sides
group by place, name, entity, currency
order by entity, currency, place
