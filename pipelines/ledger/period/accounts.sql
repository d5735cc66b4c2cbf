-- Every account of the books over the month.
select
    a.entity, a.account, a.account_class, a.currency, money(a.opening_minor, c.unit) as opening,
    money(a.debits_minor, c.unit) as debits, money(a.credits_minor, c.unit) as credits,
    money(a.closing_minor, c.unit) as closing
from accounts_moved a
join facts.currencies c using (currency)
order by a.entity, a.currency, a.account_class, a.account
