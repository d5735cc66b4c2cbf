-- The general ledger's figures of the month beside ours. A bank account of ours begins with its first statement, so
-- what that opened with may be the general ledger's balance brought forward.
with theirs as (select * from gl where period = getvariable('period')),
brought as (
    select l.account, s.entity, s.currency, arg_min(s.opening_minor, s.as_of_date) as brought_minor
    from facts.statements s
    join (
        select distinct l.account, l.currency, b.account as bank_account
        from facts.legs l join facts.bank_lines b using (payment_id) where l.account_class = 'bank'
    ) l on l.bank_account = s.account and l.currency = s.currency
    where s.opening_minor is not null
    group by all
),
sides as (
    select
        coalesce(o.entity, t.entity) as entity, coalesce(o.account, t.account) as account,
        coalesce(o.currency, t.currency) as currency, t.account is not null as is_theirs,
        o.account is not null as is_kept, coalesce(b.brought_minor, 0) as brought_minor,
        coalesce(o.opening_minor, 0) as opening_minor, coalesce(o.closing_minor, 0) as closing_minor,
        coalesce(t.opening_minor, 0) as gl_opening_minor, coalesce(t.closing_minor, 0) as gl_closing_minor
    from accounts_moved o
    full join theirs t on t.entity = o.entity and t.account = o.account and t.currency = o.currency
    left join brought b on b.entity = o.entity and b.account = o.account and b.currency = o.currency
),
judged as (
    select *, closing_minor - gl_closing_minor as gap_minor,
        case when is_theirs and gl_opening_minor - opening_minor = brought_minor then brought_minor else 0 end
            as forward_minor
    from sides
)
select
    entity, account, currency, is_theirs, is_kept, money(opening_minor + forward_minor, unit) as opening,
    money(gl_opening_minor, unit) as gl_opening, money(closing_minor + forward_minor, unit) as closing,
    money(gl_closing_minor, unit) as gl_closing, money(gap_minor + forward_minor, unit) as difference
from judged
join facts.currencies using (currency)
where is_theirs or closing_minor <> 0 or opening_minor <> 0
order by entity, currency, account
