"""Posting: entries once each by their cause, with all the evidence they rest on, in the caller's transaction."""

import polars as pl

from matching.state import Outcome
from pipelines.errors import Contradiction
from pipelines.ledger import chain, exceptions
from pipelines.ledger.rows import STAMPED, Connection, given, scalar
from pipelines.ledger.runs import Run


def post(connection: Connection, run: Run, journal: pl.DataFrame, outcome: Outcome, moves: pl.DataFrame) -> str | None:
    """Adds what a run decided to the books; what they hold already is passed over.

    In:      `journal`: JournalLine; `outcome`: what matching decided; `moves`: SnapshotMove rows in the journal.
    Out:     batch_id, the hash of the sorted ids of the entries that are new; None when none is.
    Raises:  Contradiction when a cause comes again with other legs, an allocation has no entry, or a snapshot is
             posted in part.
    """
    with given(connection, journal=journal.sort("cause", "line_no").with_columns(entry_no=pl.col("cause").rle_id())):
        connection.execute(_ENTRIES)
        _refuse(connection, "entry", _OTHER_LEGS, "the same legs as when it was posted")
        batch_id = scalar(connection, "select hash_id(string_agg(entry_id, '' order by entry_id)) from fresh_entries")
        connection.execute("set variable batch_id = ?", [batch_id])
        connection.execute(_POST)
    with given(connection, allocations=outcome.allocations):
        _apply(connection, run)
    with given(connection, identified=outcome.identifications, used=outcome.used_advices, moves=moves):
        connection.execute(_EVIDENCE)
        _confirm(connection, run)
    if batch_id is not None:
        chain.add_link(connection)
        connection.execute("update facts.runs set batch_id = ? where run_id = ?", [batch_id, run.run_id])
    exceptions.set_held(connection, run, outcome.held, ["payment", "advice"])
    exceptions.set_candidates(connection, outcome)
    return str(batch_id) if batch_id is not None else None


def _apply(connection: Connection, run: Run) -> None:
    values = {"as_of": run.as_of, "by_user": run.by_user}
    connection.execute("create or replace temp table fresh_applications as " + _APPLICATIONS, values)
    _refuse(connection, "allocation", _WITHOUT_ENTRY, "one entry `apply|payment|item|...` for each allocation")
    connection.execute(_APPLY)


def _confirm(connection: Connection, run: Run) -> None:
    connection.execute("create or replace temp table snapshot_changes as from facts.erp_changes(?)", [run.as_of])
    _refuse(connection, "snapshot", _POSTED_IN_PART, "a move for every item that its list changed")
    connection.execute("create or replace temp table posted_now as " + _POSTED_NOW, [run.as_of])
    connection.execute(_CONFIRM)


def _refuse(connection: Connection, what: str, query: str, expected: str) -> None:
    """Raises when the query finds something that must not be posted."""
    found = connection.execute(query + " limit 3").fetchall()
    if found:
        stands = ", ".join(str(row[0]) for row in found)
        raise Contradiction(f"posting: {what}", stands, expected, "nothing was posted; report this to the maintainers")


_ENTRIES = """
create or replace temp table offered_entries as
select entry_no, cause, hash_id(cause) as entry_id from (select entry_no, any_value(cause) as cause from journal group by all);
create or replace temp table fresh_entries as
select * from offered_entries anti join facts.entries using (entry_id);
"""

_LEGS = """line_no, gl_date, entity, account, account_class, currency, amount_minor, functional_currency,
    functional_minor, payment_id, item_id"""

# The date is the day of the first posting: a run that offers the entry again may be of a later day.
_COMPARED = _LEGS.replace("gl_date, ", "")
_OTHER_LEGS = f"""
with known as (select entry_no, entry_id, cause from offered_entries semi join facts.entries using (entry_id)),
again as (select k.cause, {_COMPARED} from journal j join known k using (entry_no)),
before as (select k.cause, {_COMPARED} from facts.legs l join known k using (entry_id))
select distinct cause from ((from again except all from before) union all (from before except all from again)) order by 1
"""

_POST = f"""
insert into facts.entries by name
select entry_id, cause, getvariable('batch_id') as batch_id, {STAMPED} from fresh_entries;
insert into facts.legs by name
select e.entry_id, {_LEGS} from journal j join fresh_entries e using (entry_no);
"""

_APPLICATIONS = f"""
with caused as (
    select entry_id as application_id, split_part(cause, '|', 2) as payment_id, split_part(cause, '|', 3) as item_id
    from fresh_entries where starts_with(cause, 'apply|')
),
items as (
    select item_id, item_number, instalment, currency, customer_id, due_date, entity from facts.listed_items($as_of)
    union all
    select item_id, item_number, instalment, currency, customer_id, due_date, entity
    from facts.made anti join facts.listed_items($as_of) using (item_id)
)
select c.application_id, a.payment_id, a.item_id, i.item_number, i.instalment, a.customer_id, i.entity, b.currency,
    i.currency as item_currency,
    a.cash_minor + a.discount_minor + a.deduction_minor + a.write_off_minor + a.fee_minor as item_minor,
    a.cash_minor, a.discount_minor, a.deduction_minor, a.write_off_minor, a.fee_minor, a.reason_code,
    a.new_item_number, a.rule, a.confidence, a.evidence,
    case a.rule when 'manual' then $by_user else 'auto' end as decided_by, g.gl_date, i.due_date,
    getvariable('batch_id') as batch_id, {STAMPED}
from caused c
join allocations a on a.payment_id = c.payment_id and a.item_id = c.item_id
join items i on i.item_id = c.item_id
join facts.bank_lines b on b.payment_id = c.payment_id
join (select entry_id, min(gl_date) as gl_date from facts.legs group by entry_id) g on g.entry_id = c.application_id
"""

_WITHOUT_ENTRY = """
with caused as (
    select split_part(cause, '|', 2) as payment_id, split_part(cause, '|', 3) as item_id
    from offered_entries where starts_with(cause, 'apply|')
)
select concat_ws('|', payment_id, item_id) from allocations anti join caused using (payment_id, item_id)
union all
select cause from fresh_entries
where starts_with(cause, 'apply|') and entry_id not in (select application_id from fresh_applications)
"""

_APPLY = """
insert into facts.applications by name
select * exclude (due_date) from fresh_applications order by application_id;
insert into facts.made_items by name
select facts.item_id(entity, customer_id, 'deduction', new_item_number, 1) as item_id, entity, customer_id,
    'deduction' as item_type, new_item_number as item_number, 1 as instalment, item_id as parent_item_id, reason_code,
    item_currency as currency, deduction_minor as original_minor, due_date, application_id, run_id, recorded_at
from fresh_applications where new_item_number is not null order by application_id;
"""

_EVIDENCE = f"""
insert into facts.identifications by name
select i.payment_id, i.customer_id, i.evidence, 'auto' as decided_by, {STAMPED}
from identified i left join facts.payers p using (payment_id)
where p.customer_id is distinct from i.customer_id order by i.payment_id;
insert into facts.advice_uses by name
select u.remittance_id, u.payment_id, {STAMPED} from used u
where u.remittance_id not in (select remittance_id from facts.advice_uses) order by u.remittance_id;
"""

# No move at all: this posting is not about that snapshot. Some but not all: something went wrong.
_POSTED_IN_PART = """
select distinct concat(snapshot_id, ': ', item_id) as what from snapshot_changes c
left join moves m using (snapshot_id, item_id)
where m.delta_minor - m.confirmed_minor is distinct from c.latest_minor - c.previous_minor
    and snapshot_id in (select snapshot_id from moves) order by what
"""

_POSTED_NOW = """
select s.snapshot_id from facts.latest_snapshots(?) l join facts.snapshots s on s.snapshot_no = l.snapshot_no
where s.snapshot_id not in (select snapshot_id from facts.posted_snapshots)
    and (s.snapshot_id in (select snapshot_id from moves)
        or s.snapshot_id not in (select snapshot_id from snapshot_changes))
"""

_CONFIRM = f"""
insert into facts.confirmations by name
select item_id, snapshot_id, confirmed_minor as amount_minor, {STAMPED} from moves
where confirmed_minor <> 0 and snapshot_id in (select snapshot_id from posted_now) order by item_id;
insert into facts.posted_snapshots by name select snapshot_id, {STAMPED} from posted_now order by snapshot_id;
"""
