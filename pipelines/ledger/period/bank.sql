-- Each account against its bank: the balance of its latest statement by the end of the month, and what its first
-- statement opened with plus all that we booked since. Outstanding: on the statement, booked by us in a later month.
with stated as (
    select *, min(as_of_date) over w as first_date, max(as_of_date) over w as last_date
    from facts.statements
    where opening_minor is not null and closing_minor is not null and as_of_date <= getvariable('last_day')
    window w as (partition by account, currency)
),
moved as (
    select
        s.account, s.currency, any_value(s.entity) as entity, any_value(s.last_date) as statement_date,
        bool_or(starts_with(s.proof, 'balance accepted') or starts_with(s.proof, 'balance not checked')) as is_waived
    from stated s group by s.account, s.currency
),
booked as (
    select
        m.account, m.currency, coalesce(sum(l.amount_minor), 0) as booked_minor,
        coalesce(sum(l.amount_minor) filter (l.gl_date > getvariable('last_day')), 0) as outstanding_minor
    from moved m
    left join facts.bank_lines b on b.account = m.account and b.currency = m.currency
        and b.booking_date <= m.statement_date
    left join facts.legs l on l.payment_id = b.payment_id and l.account_class = 'bank'
    group by all
),
-- Several statements of one day: the pair of balances that agrees best is the day's first and last.
paired as (
    select
        m.*, o.opening_minor, c.closing_minor, b.booked_minor, b.outstanding_minor,
        c.closing_minor - o.opening_minor - b.booked_minor as gap_minor
    from moved m
    join booked b using (account, currency)
    join stated o on o.account = m.account and o.currency = m.currency and o.as_of_date = o.first_date
    join stated c on c.account = m.account and c.currency = m.currency and c.as_of_date = c.last_date
    qualify row_number() over (partition by m.account, m.currency
        order by abs(gap_minor), o.opening_minor, c.closing_minor) = 1
)
select
    p.entity, concat('…', right(p.account, 4)) as account, p.currency, p.statement_date, p.is_waived,
    money(p.closing_minor, c.unit) as statement_amount,
    money((p.opening_minor + p.booked_minor - p.outstanding_minor)::bigint, c.unit) as booked_amount,
    money(p.outstanding_minor::bigint, c.unit) as outstanding_amount, money(p.gap_minor::bigint, c.unit) as difference
from paired p
join facts.currencies c using (currency)
order by p.entity, p.account, p.currency
