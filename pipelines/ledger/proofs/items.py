"""Items: taken once, and the same in the sub-ledger, the journal and what the ERP lists."""

from typing import Final

NOT_BEYOND: Final = """
with touched as (
    select i.*, case when i.item_type in ('credit_memo', 'on_account') then -1 else 1 end as side
    from facts.items_now i where i.pending_minor <> 0 or i.is_made
)
select (select count(*) from touched) as checked, null as finding
union all
select 0, concat('item ', item_number, ' (', item_id, '): open ', erp_minor, ', taken by us ', pending_minor, ', left ', open_minor)
from touched where open_minor * side < 0
"""

# Each application against the legs of its own entry, part by part.
APPLICATIONS: Final = """
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
"""

SUB_LEDGER: Final = """
with held as (
    select item_id, entity, account_class, currency, open_minor from facts.items_now
),
booked as (
    select item_id, entity, account_class, currency, sum(amount_minor) as booked_minor
    from facts.legs where account_class in ('ar', 'on_account', 'deductions') and item_id is not null group by all
)
select (select count(*) from held) as checked, null as finding
union all
select 0, concat('item ', item_id, ' (', entity, ', ', account_class, ', ', currency, '): sub-ledger ', coalesce(open_minor, 0),
    ', journal ', coalesce(booked_minor, 0))
from held full join booked using (item_id, entity, account_class, currency)
where coalesce(open_minor, 0) <> coalesce(booked_minor, 0)
union all
select 0, concat('entry ', entry_id, ': its ', account_class, ' leg names no item')
from facts.legs where account_class in ('ar', 'deductions') and item_id is null
"""

# Latest list + what we took that it does not show yet - all we ever took = what others moved, so what the interface holds.
ERP_INTERFACE: Final = """
with ours as (
    select item_id, sum(minor) as ours_minor
    from (
        select item_id, item_minor as minor from facts.applications
        union all select item_id, -original_minor from facts.made_items
    ) group by item_id
),
expected as (
    select i.item_id, i.erp_minor - i.pending_minor + coalesce(o.ours_minor, 0) as expected_minor
    from facts.items_now i left join ours o using (item_id)
    union all
    select o.item_id, o.ours_minor from ours o anti join facts.items_now using (item_id)
),
interface as (
    select item_id, -sum(amount_minor) as interface_minor
    from facts.legs where account_class = 'erp' group by item_id
)
select (select count(*) from expected) as checked, null as finding
union all
select 0, concat('item ', item_id, ': by list and applications ', coalesce(expected_minor, 0), ', in the interface ',
    coalesce(interface_minor, 0))
from expected full join interface using (item_id)
where coalesce(expected_minor, 0) <> coalesce(interface_minor, 0)
"""
