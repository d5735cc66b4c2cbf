-- AR control from the beginning of the month to its end, by what moved it. Opening and closing are of the open items,
-- the movements of the journal.
with kinds as (
    select item_id, any_value(item_type) as item_type from facts.item_versions group by item_id
    union all
    select item_id, any_value(item_type) from facts.made_items
    where item_id not in (select item_id from facts.item_versions) group by item_id
),
moved as (
    select
        e.entry_id, l.entity, l.currency, split_part(e.cause, '|', 1) as cause, k.item_type,
        sum(l.amount_minor) as moved_minor
    from facts.legs l
    join facts.entries e using (entry_no)
    left join kinds k using (item_id)
    where l.account_class = 'ar' and l.gl_date between getvariable('first_day') and getvariable('last_day')
    group by all
),
-- What takes an application's item down, part by part; of another currency the whole counts as cash.
applied as (
    select
        m.*, a.currency = m.currency as is_alike, a.cash_minor, a.discount_minor, a.write_off_minor, a.fee_minor
    from (
        select entry_id, entity, currency, sum(moved_minor) as moved_minor from moved where cause = 'apply' group by all
    ) m
    join facts.applications a on a.application_id = m.entry_id
),
parts as (
    select
        entity, currency,
        case when cause = 'reverse' then 'taken back by returns and reversals'
            when cause <> 'snapshot' then 'other decisions'
            when item_type = 'credit_memo' then 'credit memos in the ERP'
            when moved_minor > 0 then 'invoices and debits in the ERP'
            else 'closed or lowered in the ERP, not by us'
        end as line, moved_minor as minor
    from moved where cause <> 'apply'
    union all
    select entity, currency, 'cash applied', if(is_alike, -cash_minor, moved_minor) from applied
    union all
    select entity, currency, 'discounts', -discount_minor from applied where is_alike
    union all
    select entity, currency, 'write-offs and small differences', -write_off_minor from applied where is_alike
    union all
    select entity, currency, 'bank fees', -fee_minor from applied where is_alike
    union all
    select entity, currency, 'deductions', moved_minor + cash_minor + discount_minor + write_off_minor + fee_minor
    from applied where is_alike
),
sides as (
    select distinct entity, currency, unnest(['opening', 'closing']) as line, 0 as amount
    from (select entity, currency from parts union select entity, currency from items_after where account_class = 'ar')
    union all
    select entity, currency, 'opening', sum(open_amount)::decimal(38, 4)
    from items_before where account_class = 'ar' group by all
    union all
    select p.entity, p.currency, p.line, sum(money(p.minor::bigint, c.unit))
    from parts p join facts.currencies c using (currency) group by all
    union all
    select entity, currency, 'closing', sum(open_amount)
    from items_after where account_class = 'ar' group by all
)
select
    s.entity, s.currency, s.line, sum(s.amount)::decimal(19, 4) as amount
from sides s
group by s.entity, s.currency, s.line
having sum(s.amount) <> 0 or s.line in ('opening', 'closing')
order by s.entity, s.currency, list_position(['opening', 'invoices and debits in the ERP', 'credit memos in the ERP',
    'closed or lowered in the ERP, not by us', 'cash applied', 'discounts', 'deductions',
    'write-offs and small differences', 'bank fees', 'taken back by returns and reversals', 'other decisions',
    'closing'], s.line)
