-- Two figures that must agree, from two sides of the books.
with lines as (
    select
        b.entity, b.currency, sum(b.amount_minor) filter (p.payment_id is null) as waiting_minor,
        sum(b.amount_minor) filter (p.payment_id is not null) as booked_minor, sum(p.bank_minor) as bank_minor,
        sum(p.applied_minor) as applied_minor,
        sum(p.applied_minor + p.on_account_minor + p.unapplied_minor + p.unidentified_minor + p.refunded_minor
            + p.returned_minor + p.non_ar_minor) as placed_minor
    from facts.bank_lines b
    left join placed_now p using (payment_id)
    group by b.entity, b.currency
),
statements as (
    select entity, currency, sum(movement_minor - known_minor) as moved_minor
    from facts.statements
    group by entity, currency
),
applied as (
    select b.entity, a.currency, sum(a.cash_minor) as cash_minor
    from facts.applications a
    join facts.bank_lines b using (payment_id)
    group by b.entity, a.currency
),
items as (
    select
        i.entity, currency, i.account_class,
        (sum(i.open_amount) * 10000)::hugeint // (any_value(c.unit) * 10000)::hugeint as open_minor
    from day_items i
    join facts.currencies c using (currency)
    group by all
),
-- By item and class; what is not from a snapshot is ours.
legs as (
    select
        l.entity, l.currency, l.account_class, sum(l.amount_minor) as amount_minor,
        sum(l.amount_minor) filter (
            l.entry_no in (select entry_no from facts.entries where not starts_with(cause, 'snapshot|'))
        ) as own_minor
    from facts.legs l
    where l.item_id is not null
    group by all
),
sides as (
    select
        1 as place, 'bank lines = statements' as "name", entity, currency,
        coalesce(waiting_minor, 0) + coalesce(booked_minor, 0) as left_minor, 0 as right_minor
    from lines
    union all select 1, 'bank lines = statements', entity, currency, 0, moved_minor from statements
    union all select 2, 'booked lines = bank account', entity, currency, booked_minor, bank_minor from lines
    union all select 3, 'received = placed', entity, currency, booked_minor, placed_minor from lines
    union all select 4, 'applied = applications', entity, currency, applied_minor, 0 from lines
    union all select 4, 'applied = applications', entity, currency, 0, cash_minor from applied
    union all select 5, account_class, entity, currency, open_minor, 0 from items
    union all
    select 5, account_class, entity, currency, 0, amount_minor from legs where account_class <> 'erp'
    union all select 6, 'open items - our postings = ERP interface', entity, currency, open_minor, 0 from items
    union all
    select
        6, 'open items - our postings = ERP interface', entity, currency,
        case when account_class = 'erp' then 0 else -coalesce(own_minor, 0) end,
        case when account_class = 'erp' then -amount_minor else 0 end
    from legs
)
select
    case "name"
        when 'ar' then 'open items = AR control'
        when 'deductions' then 'open items = deductions receivable'
        when 'on_account' then 'open items = on account'
        else "name"
    end as "name",
    s.entity, s.currency, money(coalesce(sum(left_minor), 0)::bigint, any_value(unit)) as left_amount,
    money(coalesce(sum(right_minor), 0)::bigint, any_value(unit)) as right_amount,
    money((coalesce(sum(left_minor), 0) - coalesce(sum(right_minor), 0))::bigint, any_value(unit)) as difference
from sides s
join facts.currencies using (currency)
group by place, "name", s.entity, s.currency
order by place, "name", s.entity, s.currency
