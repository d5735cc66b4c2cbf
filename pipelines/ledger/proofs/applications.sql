with made as (select application_id, item_id as made_id from facts.made_items),
legs as (
    select a.application_id, any_value(a.payment_id) as payment_id, any_value(a.item_id) as item_id,
        any_value(a.item_minor) as item_minor, any_value(a.cash_minor) as cash_minor,
        any_value(a.discount_minor) as discount_minor, any_value(a.deduction_minor) as deduction_minor,
        any_value(a.write_off_minor) as write_off_minor, any_value(a.fee_minor) as fee_minor,
        coalesce(-sum(l.amount_minor) filter (l.item_id = a.item_id and l.currency = a.item_currency), 0) as item_legs,
        coalesce(sum(l.amount_minor) filter (l.account_class in ('unapplied', 'on_account') and l.item_id is null), 0) as cash_legs,
        coalesce(sum(l.amount_minor) filter (l.account_class in ('discount', 'unearned_discount')), 0) as discount_legs,
        coalesce(sum(l.amount_minor) filter (l.account_class = 'deductions' and l.item_id = m.made_id), 0) as deduction_legs,
        coalesce(sum(l.amount_minor) filter (l.account_class in ('small_difference', 'write_off')), 0) as write_off_legs,
        coalesce(sum(l.amount_minor) filter (l.account_class = 'fee'), 0) as fee_legs,
        count(*) filter (l.payment_id is distinct from a.payment_id) as strangers
    from facts.applications a
    join facts.legs l on l.entry_id = a.application_id
    left join made m using (application_id)
    group by a.application_id
)
select (select count(*) from facts.applications) as checked, null as finding
union all
select 0, concat('application ', application_id, ' of payment ', payment_id, ' on item ', item_id,
    ': its entry has other amounts, or names another payment')
from legs where strangers > 0 or (item_minor, cash_minor, discount_minor, deduction_minor, write_off_minor, fee_minor)
    <> (item_legs, cash_legs, discount_legs, deduction_legs, write_off_legs, fee_legs)
union all
select 0, concat('application ', application_id, ': item ', item_minor, ' is not the sum of its parts')
from facts.applications
where item_currency = currency and item_minor <> cash_minor + discount_minor + deduction_minor + write_off_minor + fee_minor
union all
select 0, concat('application ', application_id, ': no entry')
from facts.applications where application_id not in (select entry_id from facts.entries)
union all
select 0, concat('entry ', entry_id, ': applies money, but is no application')
from facts.entries where starts_with(cause, 'apply|') and entry_id not in (select application_id from facts.applications)
union all
select 0, concat('application ', reverses, ': reversed more than once, or by other amounts')
from (
    select r.reverses, count(*) as times, bool_and(a.item_minor = -r.item_minor and a.cash_minor = -r.cash_minor
        and a.payment_id = r.payment_id and a.item_id = r.item_id) as is_mirror
    from facts.applications r left join facts.applications a on a.application_id = r.reverses
    where r.reverses is not null group by r.reverses
) where times > 1 or is_mirror is not true
