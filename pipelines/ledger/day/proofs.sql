-- Two figures that must agree, from two sides of the books.
with sides as (
    select 1 as place, 'bank lines = statements' as "name", entity, currency, amount_minor as left_minor, 0 as right_minor
    from facts.bank_lines
    union all
    select 1, 'bank lines = statements', entity, currency, 0, movement_minor - known_minor from facts.statements
    union all
    select 2, 'booked lines = bank account', b.entity, b.currency, b.amount_minor, p.bank_minor
    from facts.bank_lines b join facts.placed p using (payment_id)
    union all
    select 3, 'received = placed', b.entity, b.currency, b.amount_minor, p.applied_minor + p.on_account_minor + p.unapplied_minor
        + p.unidentified_minor + p.refunded_minor + p.returned_minor + p.non_ar_minor
    from facts.bank_lines b join facts.placed p using (payment_id)
    union all
    select 4, 'applied = applications', b.entity, b.currency, p.applied_minor, 0
    from facts.bank_lines b join facts.placed p using (payment_id)
    union all
    select 4, 'applied = applications', b.entity, a.currency, 0, a.cash_minor
    from facts.applications a join facts.bank_lines b using (payment_id)
    union all
    select 5, concat('open items = ', case account_class when 'ar' then 'AR control' when 'deductions' then 'deductions receivable'
        else 'on account' end), entity, currency, open_minor, 0
    from facts.items_now
    union all
    select 5, concat('open items = ', case account_class when 'ar' then 'AR control' when 'deductions' then 'deductions receivable'
        else 'on account' end), entity, currency, 0, amount_minor
    from facts.legs where account_class in ('ar', 'deductions', 'on_account') and item_id is not null
    union all
    select 6, 'latest list + unconfirmed - posted = ERP interface', entity, currency, erp_minor - pending_minor, 0 from facts.items_now
    union all
    select 6, 'latest list + unconfirmed - posted = ERP interface', i.entity, i.item_currency, i.item_minor, 0
    from facts.applications i
    union all
    select 6, 'latest list + unconfirmed - posted = ERP interface', entity, currency, -original_minor, 0 from facts.made_items
    union all
    select 6, 'latest list + unconfirmed - posted = ERP interface', entity, currency, 0, -amount_minor
    from facts.legs where account_class = 'erp'
)
select
    "name", entity, currency, money(sum(left_minor)::bigint, any_value(unit)) as left_amount,
    money(sum(right_minor)::bigint, any_value(unit)) as right_amount,
    money(sum(left_minor - right_minor)::bigint, any_value(unit)) as difference
from sides
join facts.currencies using (currency)
group by place, "name", entity, currency
order by place, "name", entity, currency
