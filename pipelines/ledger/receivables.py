"""Open items into the ledger: an entity's snapshot of a date, kept as what it changes.

All files of one entity and date are one snapshot. An older date is never taken; one that contradicts itself, or in
which too much vanishes that we did not apply, is quarantined: its rows are not kept, its file is read again when
somebody accepts it.
"""

import polars as pl

from pipelines.ledger.intake import shaped_with
from pipelines.ledger.rows import STAMPED, Connection, given, select
from schemas.receivables import OpenItem

SNAPSHOTS = ["snapshot_id", "entity", "snapshot_date", "item_count", "status", "reason"]
VALUES = [
    "currency", "original_minor", "open_minor", "invoice_date", "due_date", "po_number", "reference", "discount_date",
    "discount_minor", "exchange_rate", "status",
]  # fmt: skip
NAMED = 3  # items that a reason names


def load_open_items(connection: Connection, items: pl.DataFrame, drop_limit: float) -> pl.DataFrame:
    """Takes the snapshots in `items`, oldest date first.

    In:      OpenItem with `sha256`, `source_file`; snapshot_date filled; optional `is_accepted` (a person took the
             file although too much vanished) and `objection` (why the entity's list cannot be trusted, unless
             accepted). drop_limit: policy.snapshot_drop_limit.
    Out:     SNAPSHOTS, one row an entity and date: `taken` (also when it says nothing new), `quarantined` or `older`.
    """
    marks = {"is_accepted": pl.lit(False), "objection": pl.lit(None, pl.String)}
    rows = shaped_with(OpenItem, items, "sha256", "source_file").with_columns(
        items[name] if name in items.columns else default.alias(name) for name, default in marks.items()
    )
    found = [
        _load_date(connection, rows.filter(pl.col("snapshot_date") == day), drop_limit)
        for day in rows["snapshot_date"].unique().sort()
    ]
    return (
        pl.concat(found) if found else select(connection, f"select {', '.join(SNAPSHOTS)} from facts.snapshots limit 0")
    )


def _load_date(connection: Connection, rows: pl.DataFrame, drop_limit: float) -> pl.DataFrame:
    connection.execute("set variable drop_limit = ?::decimal(9, 6)", [drop_limit])
    with given(connection, incoming=rows):
        connection.execute(_LIST)
    connection.execute(_JUDGE)
    connection.execute(_KEEP)
    return select(connection, f"select {', '.join(SNAPSHOTS)} from judged order by entity")


_SAID = " or ".join(f'a."{name}" is distinct from b."{name}"' for name in VALUES)
_TEXT = ", ".join(f"coalesce(\"{name}\"::varchar, '')" for name in VALUES)

# previous: the list the entity had. A second file of the same date adds to that date's list.
_LIST = """
create or replace temp table stated as
select facts.item_id(entity, customer_id, item_type, item_number, instalment) as item_id, * from incoming;

create or replace temp table previous as
select v.*, s.snapshot_no as list_no, s.snapshot_date as list_date
from facts.listed_items(date '9999-12-31') v
join facts.latest_snapshots(date '9999-12-31') l using (entity)
join facts.snapshots s on s.snapshot_no = l.snapshot_no
where v.entity in (select entity from stated);

create or replace temp table lists as
select e.entity, e.snapshot_date, e.is_accepted, e.objection, s.snapshot_date as previous_date,
    coalesce(s.snapshot_date > e.snapshot_date, false) as is_older, coalesce(s.snapshot_date = e.snapshot_date, false) as is_more
from (select entity, snapshot_date, bool_or(is_accepted) as is_accepted,
    min(objection) as objection from stated group by all) e
left join facts.latest_snapshots(date '9999-12-31') l using (entity)
left join facts.snapshots s on s.snapshot_no = l.snapshot_no;

create or replace temp table listed as
select * from stated qualify row_number() over (partition by item_id order by source_file, source_line) = 1;
"""

_JUDGE = f"""
create or replace temp table contradictions as
select s.entity, s.item_number, 'stands twice with different amounts' as what
from stated s group by s.entity, s.item_id, s.item_number
having count(distinct (currency, original_minor, open_minor)) > 1
union all
select s.entity, s.item_number, 'came on the same date with another amount'
from listed s join previous p using (item_id) join lists l on l.entity = s.entity
where l.is_more and not p.is_gone and (s.open_minor, s.original_minor) <> (p.open_minor, p.original_minor)
union all
select s.entity, s.item_number, concat('changed its currency from ', p.currency, ' to ', s.currency)
from listed s join previous p using (item_id) where not p.is_gone and s.currency <> p.currency;

create or replace temp table vanished as
with held as (
    select p.entity, p.currency, abs(p.open_minor) as open_minor,
        case when n.item_id is null and not l.is_more then abs(p.open_minor - coalesce(o.pending_minor, 0)) else 0 end as lost_minor
    from previous p join lists l on l.entity = p.entity
    left join listed n on n.item_id = p.item_id left join facts.pending o on o.item_id = p.item_id
    where not p.is_gone
),
by_currency as (
    select entity, sum(lost_minor) / greatest(sum(open_minor), 1) as lost_share, sum(open_minor) as held_minor,
        sum(lost_minor) > getvariable('drop_limit') * sum(open_minor) as is_over,
        count(*) as held_count, count(*) filter (lost_minor <> 0) as lost_count
    from held group by entity, currency
)
select entity, sum(held_count)::bigint as held_count, sum(lost_count)::bigint as lost_count, max(lost_share) as lost_share
from by_currency group by entity
having bool_or(is_over) or sum(lost_count) > getvariable('drop_limit') * sum(held_count);

create or replace temp table judged as
with why as (
    select entity, string_agg(concat(item_number, ' ', what), '; ' order by item_number) as said, count(*) as count
    from (select * from contradictions qualify row_number() over (partition by entity order by item_number) <= {NAMED})
    group by entity
),
content as (
    select entity, count(*) as item_count,
        sha256(string_agg(concat_ws(chr(31), item_id, {_TEXT}), chr(30) order by item_id)) as content
    from (select item_id, entity, {", ".join(f'"{name}"' for name in VALUES)} from listed
        union all
        select item_id, entity, {", ".join(f'p."{name}"' for name in VALUES)} from previous p join lists using (entity)
        where is_more and not is_gone and item_id not in (select item_id from listed))
    group by entity
)
select
    (select coalesce(max(snapshot_no), 0) from facts.snapshots) + row_number() over (order by l.entity) as snapshot_no,
    hash_id(concat_ws('|', l.entity, l.snapshot_date, c.content)) as snapshot_id, l.entity, l.snapshot_date, c.item_count,
    case when l.is_older then 'older' when w.said is not null then 'quarantined'
        when (v.entity is not null or l.objection is not null) and not l.is_accepted then 'quarantined'
        else 'taken' end as status,
    case when l.is_older then concat('a list of ', l.previous_date, ' is held already')
        when w.said is not null then w.said
        when l.is_accepted then null when l.objection is not null then l.objection
        when v.entity is not null then concat(v.lost_count, ' of ', v.held_count,
            ' items (', round(100 * v.lost_share, 1), ' % of the value) vanished unapplied; the limit is ',
            round(100 * getvariable('drop_limit'), 1), ' %')
    end as reason
from lists l join content c using (entity) left join why w using (entity) left join vanished v using (entity);
"""

_KEEP = f"""
insert into facts.item_versions by name
select j.snapshot_no, a.* exclude (sha256, is_accepted, objection), false as is_gone
from listed a join judged j using (entity, snapshot_date) left join previous b using (item_id)
where j.status = 'taken' and (b.item_id is null or b.is_gone or {_SAID})
order by a.entity, a.item_id;

insert into facts.item_versions by name
select j.snapshot_no, j.snapshot_date, p.* exclude (snapshot_no, snapshot_date, open_minor, is_gone, list_no, list_date),
    0 as open_minor, true as is_gone
from previous p join judged j using (entity) join lists l using (entity)
where j.status = 'taken' and not l.is_more and not p.is_gone and p.item_id not in (select item_id from listed)
order by p.entity, p.item_id;

insert into facts.snapshots by name
select *, {STAMPED} from judged
where (snapshot_id, status) not in (select (snapshot_id, status) from facts.snapshots)
order by snapshot_no;
"""
