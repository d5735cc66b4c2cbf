-- Each application against the legs of its own entry, part by part.
with said as materialized (
    select e.entry_no, a.* exclude (evidence), m.item_id as made_id
    from facts.applications a
    left join facts.entries e on e.entry_id = a.application_id
    left join facts.made_items m on m.application_id = a.application_id
),
legs as (
    select
        s.entry_no,
        count(*) filter (l.payment_id is distinct from s.payment_id) as strangers,
        -coalesce(sum(l.amount_minor) filter (l.item_id = s.item_id and l.currency = s.item_currency), 0) as item_legs,
        coalesce(sum(l.amount_minor) filter (
            l.account_class in ('unapplied', 'on_account') and l.item_id is null), 0) as cash_legs,
        coalesce(sum(l.amount_minor) filter (
            l.account_class in ('discount', 'unearned_discount')), 0) as discount_legs,
        coalesce(sum(l.amount_minor) filter (l.item_id = s.made_id), 0) as deduction_legs,
        coalesce(sum(l.amount_minor) filter (
            l.account_class in ('small_difference', 'write_off')), 0) as write_off_legs,
        coalesce(sum(l.amount_minor) filter (l.account_class = 'fee'), 0) as fee_legs
    from said s
    join facts.legs l using (entry_no)
    group by s.entry_no
),
reversals as (
    select
        r.reverses, count(*) as times,
        bool_and((a.item_minor, a.cash_minor, a.discount_minor, a.deduction_minor, a.write_off_minor, a.fee_minor)
            = (-r.item_minor, -r.cash_minor, -r.discount_minor, -r.deduction_minor, -r.write_off_minor, -r.fee_minor)
            and (a.payment_id, a.item_id) = (r.payment_id, r.item_id)) as is_mirror
    from facts.applications r
    left join facts.applications a on a.application_id = r.reverses
    where r.reverses is not null
    group by r.reverses
)
select (select count(*) from facts.applications) as checked, null as finding
union all
select 0, concat('application ', application_id, ' of payment ', payment_id, ' on item ', item_id,
    ': its entry has other amounts, or names another payment')
from legs
join said using (entry_no)
where strangers > 0 or item_minor <> item_legs or cash_minor <> cash_legs or discount_minor <> discount_legs
    or deduction_minor <> deduction_legs or write_off_minor <> write_off_legs or fee_minor <> fee_legs
union all
select 0, concat('application ', application_id, ': item ', item_minor, ' is not the sum of its parts')
from said
where item_currency = currency
    and item_minor <> cash_minor + discount_minor + deduction_minor + write_off_minor + fee_minor
union all
select 0, concat('application ', application_id, ': no entry')
from said
where entry_no is null
union all
select 0, concat('entry ', entry_id, ': applies money or takes it back, but is no application')
from facts.entries
anti join said using (entry_no)
where starts_with(cause, 'apply|') or starts_with(cause, 'reverse|')
union all
select 0, concat('application ', reverses, ': reversed more than once, or by other amounts')
from reversals
where times > 1 or is_mirror is not true
