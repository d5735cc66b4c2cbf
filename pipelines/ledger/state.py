"""What the ledger gives a run: lines to book, the ERP's list beside the books, and the State that matching works on."""

from datetime import date

import polars as pl

from matching.state import State
from pipelines.ledger.rows import Connection, given, select
from schemas.books import Booking, ErpItem
from schemas.decision import Announcement, AnnouncedLine, Item, LearnedAccount, Payer, Receipt, Return
from schemas.frame import shaped
from schemas.policy import Policy


def bookings(connection: Connection, as_of: date) -> pl.DataFrame:
    """Booking: bank lines up to `as_of` that no entry has booked yet, by payment_id."""
    query = "select * from facts.unbooked where booking_date <= $as_of order by payment_id"
    return shaped(Booking, select(connection, query, {"as_of": as_of}))


def erp_items(connection: Connection, as_of: date) -> pl.DataFrame:
    """ErpItem: what each entity's latest snapshot up to `as_of` changes against the one posted before it.

    Items it leaves as they were are not in it. Sorted by snapshot_id, item_id.
    """
    query = "select * from facts.erp_changes($as_of) order by snapshot_id, item_id"
    return shaped(ErpItem, select(connection, query, {"as_of": as_of}))


def first_open_dates(connection: Connection) -> pl.DataFrame:
    """entity, first_open_date: the first day of the earliest month not locked, for entities that locked any."""
    return select(connection, _FIRST_OPEN)


def state(connection: Connection, as_of: date, policy: Policy, moves: pl.DataFrame) -> State:
    """All that matching may know on `as_of`, before this run posts anything.

    In:   `moves`: the SnapshotMove rows this run is about to post; items are given as they stand after them.
    Out:  receipts with money not placed and not on hold, new lines among them; items open, or closed within
          policy.closed_item_days; every frame sorted by its id.
    """
    values = {"as_of": as_of}
    days = values | {"days": policy.closed_item_days}
    with given(connection, moves=moves):
        items = select(connection, _ITEMS, days)
    return State(
        receipts=shaped(Receipt, select(connection, _RECEIPTS, values | {"max_age": policy.snapshot_max_age_days})),
        items=shaped(Item, items),
        payers=shaped(Payer, select(connection, "from facts.current_customers order by entity, customer_id")),
        learned_accounts=shaped(LearnedAccount, select(connection, _LEARNED, {"least": policy.learn_min_receipts})),
        advices=shaped(Announcement, select(connection, _ADVICES)),
        advice_lines=shaped(AnnouncedLine, select(connection, _ADVICE_LINES)),
        returns=shaped(Return, select(connection, _RETURNS, values)),
    )


_FIRST_OPEN = """
with locked as (select entity, strptime(period, '%Y-%m')::date as month from facts.periods_now where status = 'closed'),
after as (select entity, (month + interval 1 month)::date as month from locked)
select entity, min(month) as first_open_date
from after anti join locked using (entity, month)
group by entity order by entity
"""

# Barred: the entity has no list, a newer one was refused, or the list is older than the policy allows.
_RECEIPTS = """
with lists as (
    select s.entity, max(s.snapshot_date) filter (l.snapshot_no is not null) as taken_date,
        coalesce(max_by(s.status, (s.snapshot_date, s.snapshot_no)) filter (s.status <> 'older'), '') as last_status
    from facts.snapshots s
    left join facts.latest_snapshots($as_of) l on l.snapshot_no = s.snapshot_no
    where s.snapshot_date <= $as_of or l.snapshot_no is not null
    group by s.entity
),
counts as (select payment_id, count(*) as application_count from facts.applications where reverses is null group by all)
select b.* exclude (entity), b.entity, coalesce(o.open_minor, b.amount_minor) as open_minor, i.customer_id,
    coalesce(application_count, 0) as application_count,
    coalesce(last_status <> 'taken' or taken_date is null or $as_of - taken_date > $max_age, true) as is_barred
from facts.bank_lines b
left join facts.unplaced o using (payment_id)
left join facts.payers i using (payment_id)
left join counts using (payment_id)
left join lists on lists.entity = b.entity
where b.kind = 'receipt' and b.amount_minor > 0 and b.booking_date <= $as_of
    and coalesce(o.open_minor, b.amount_minor) > 0
    and b.payment_id not in (
        select payment_id from facts.exceptions_now where subject = 'payment' and status in ('held', 'pending_approval'))
order by b.payment_id
"""

_ITEMS = """
with applied as (
    select item_id, max(gl_date) as last_date from facts.applications group by item_id
),
left_over as (
    select item_id, (pending_minor - coalesce(confirmed_minor, 0))::bigint as pending_minor
    from facts.pending left join (
        select item_id, sum(confirmed_minor) as confirmed_minor from moves group by item_id) using (item_id)
),
known as (
    select item_id, entity, customer_id, item_type, item_number, instalment, currency, original_minor, open_minor,
        invoice_date, due_date, po_number, reference, discount_date, discount_minor, status, snapshot_date
    from facts.listed_items($as_of)
    union all by name
    select item_id, entity, customer_id, item_type, item_number, instalment, currency, original_minor, 0 as open_minor,
        due_date, 0 as discount_minor, 'open' as status
    from facts.made anti join facts.listed_items($as_of) using (item_id)
),
placed as (
    select k.* exclude (open_minor), k.open_minor - coalesce(pending_minor, 0) as open_minor, last_date
    from known k left join left_over using (item_id) left join applied using (item_id)
)
select *, facts.item_class(item_type) as account_class,
    case when open_minor = 0 then greatest(last_date, snapshot_date) end as closed_date
from placed
where open_minor <> 0 or greatest(last_date, snapshot_date) >= $as_of - $days::integer
order by item_id
"""

# Accounts that references of one family have confirmed, and no other family's; a parent is within the entity
# unless written entity/customer_id.
_LEARNED = """
with recursive parents as (
    select entity || '/' || customer_id as child,
        case when parent_id like '%/%' then parent_id else entity || '/' || parent_id end as parent
    from facts.current_customers where parent_id is not null and parent_id <> customer_id
),
climb(child, top, height) as (
    select child, parent, 1 from parents
    union
    select c.child, p.parent, c.height + 1 from climb c join parents p on p.child = c.top where c.height < 20
),
families as (select child, max_by(top, height) as family from climb group by child),
seen as (
    select b.entity, b.payer_account, a.customer_id, b.payment_id,
        coalesce(f.family, a.entity || '/' || a.customer_id) as family
    from facts.applications a
    join facts.bank_lines b using (payment_id)
    left join families f on f.child = a.entity || '/' || a.customer_id
    where a.reverses is null and b.payer_account is not null
        and (a.rule = 'manual' or a.rule like 'reference%' or a.rule like 'advice%')
        and a.application_id not in (select reverses from facts.applications where reverses is not null)
),
loyal as (select entity, payer_account from seen group by all having count(distinct family) = 1)
select entity, payer_account, customer_id, count(distinct payment_id) as receipt_count
from seen semi join loyal using (entity, payer_account)
group by all having count(distinct payment_id) >= $least
order by entity, payer_account, customer_id
"""

_ADVICES = """
from facts.advices where remittance_id not in (select remittance_id from facts.advice_uses) order by remittance_id
"""

_ADVICE_LINES = """
from facts.advice_lines where remittance_id not in (select remittance_id from facts.advice_uses)
order by remittance_id, line_no
"""

_RETURNS = """
select b.* from facts.bank_lines b left join facts.unplaced o using (payment_id)
where b.kind = 'return' and b.booking_date <= $as_of and coalesce(o.open_minor, b.amount_minor) < 0
order by payment_id
"""
