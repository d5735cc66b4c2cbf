-- Items: what the ERP lists, what we took from it, and what is open after both.

-- All that a list says of an item: another text is another version.
create macro facts.item_said(currency, original_minor, open_minor, invoice_date, due_date, po_number, reference,
    discount_date, discount_minor, exchange_rate, status) as
    concat_ws(chr(31), currency, original_minor, open_minor, coalesce(invoice_date::varchar, ''),
        coalesce(due_date::varchar, ''), coalesce(po_number, ''), coalesce(reference, ''),
        coalesce(discount_date::varchar, ''), discount_minor, coalesce(exchange_rate, ''), status);

-- The snapshot each entity's items are read from: the latest posted, or taken and not after `as_of`.
create macro facts.latest_snapshots(as_of) as table
    select entity, max(snapshot_no) as snapshot_no
    from facts.snapshots
    where status = 'taken'
        and (snapshot_id in (select snapshot_id from facts.posted_snapshots) or snapshot_date <= as_of)
    group by entity;

-- Newest version of every item up to that snapshot, gone ones too. `as_of` null: posted snapshots only.
create macro facts.listed_items(as_of) as table
    select *
    from facts.item_versions
    where rowid in (
        select max(n.rowid)
        from facts.item_versions n
        join facts.latest_snapshots(as_of) s on s.entity = n.entity and n.snapshot_no <= s.snapshot_no
        group by n.item_id
    );

-- By item, in its sign: what we took off it (or, below zero, made) that no snapshot has shown yet.
create view facts.pending as
select item_id, sum(minor)::bigint as pending_minor
from (
    select item_id, item_minor as minor from facts.applications
    union all
    select item_id, -original_minor from facts.made_items
    union all
    select item_id, -amount_minor from facts.confirmations
)
group by item_id;

-- What the latest list changes against the posted one; an item that is gone, or was not there, is open for 0.
create macro facts.erp_changes(as_of) as table
    with before as (
        select entity, max(snapshot_no) as posted_no
        from facts.snapshots
        where status = 'taken' and snapshot_id in (select snapshot_id from facts.posted_snapshots)
        group by entity
    ),
    waiting as (
        select s.entity, s.snapshot_no, s.snapshot_id, s.snapshot_date, coalesce(b.posted_no, 0) as posted_no
        from facts.latest_snapshots(as_of) l
        join facts.snapshots s on s.snapshot_no = l.snapshot_no
        left join before b on b.entity = s.entity
        where s.snapshot_no > coalesce(b.posted_no, 0)
    ),
    newest as (
        select max(v.rowid) filter (v.snapshot_no > w.posted_no) as latest_row,
            max(v.rowid) filter (v.snapshot_no <= w.posted_no) as previous_row
        from facts.item_versions v
        join waiting w on w.entity = v.entity and v.snapshot_no <= w.snapshot_no
        group by v.item_id
        having latest_row is not null
    )
    select
        w.snapshot_id, v.item_id, v.entity, v.currency, facts.item_class(v.item_type) as account_class,
        w.snapshot_date, coalesce(p.open_minor, 0) as previous_minor, v.open_minor as latest_minor,
        coalesce(o.pending_minor, 0) as pending_minor
    from newest n
    join facts.item_versions v on v.rowid = n.latest_row
    join waiting w on w.entity = v.entity
    left join facts.item_versions p on p.rowid = n.previous_row
    left join facts.pending o on o.item_id = v.item_id
    where v.open_minor <> coalesce(p.open_minor, 0);

-- Items made here, once each, with what is left of their making after reversals.
create view facts.made as
select
    item_id, any_value(entity) as entity, any_value(customer_id) as customer_id, any_value(item_type) as item_type,
    any_value(item_number) as item_number, any_value(instalment) as instalment,
    any_value(parent_item_id) as parent_item_id, any_value(reason_code) as reason_code,
    any_value(currency) as currency, sum(original_minor)::bigint as original_minor, any_value(due_date) as due_date
from facts.made_items
group by item_id;

-- Every item that is listed, open or pending, in minor units; `open_minor` is after our postings.
create view facts.items_now as
with listed as (
    select v.*, s.snapshot_date as list_date
    from facts.listed_items(null::date) v
    join facts.latest_snapshots(null::date) l using (entity)
    join facts.snapshots s on s.snapshot_no = l.snapshot_no
),
known as (
    select
        coalesce(l.item_id, m.item_id) as item_id, coalesce(l.entity, m.entity) as entity,
        coalesce(l.customer_id, m.customer_id) as customer_id, coalesce(l.item_number, m.item_number) as item_number,
        coalesce(l.instalment, m.instalment) as instalment, coalesce(l.item_type, m.item_type) as item_type,
        coalesce(l.currency, m.currency) as currency, coalesce(l.due_date, m.due_date) as due_date,
        l.item_id is null as is_made, coalesce(l.is_gone, true) as is_gone,
        m.parent_item_id, m.reason_code, coalesce(l.open_minor, 0) as erp_minor,
        coalesce(l.original_minor, m.original_minor) as original_minor,
        coalesce(l.status, 'open') as status, l.list_date as snapshot_date
    from listed l
    full join facts.made m on m.item_id = l.item_id
)
select
    k.*, facts.item_class(item_type) as account_class,
    coalesce(pending_minor, 0) as pending_minor, erp_minor - coalesce(pending_minor, 0) as open_minor
from known k
left join facts.pending p using (item_id)
where not is_gone or is_made or coalesce(pending_minor, 0) <> 0;
