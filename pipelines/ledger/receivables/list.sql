-- What the files state, and the list the entity had; a second file of the same date adds to that date's list.

create or replace temp table stated as
select
    facts.item_id(entity, customer_id, item_type, item_number, instalment) as item_id,
    facts.item_said(currency, original_minor, open_minor, invoice_date, due_date, po_number, reference,
        discount_date, discount_minor, exchange_rate, status) as said,
    *
from incoming;

-- The same item again: only the first row of it is kept.
create or replace temp table repeats as
select rowid as row_no
from stated
where item_id in (select item_id from stated group by item_id having count(*) > 1)
qualify row_number() over (partition by item_id order by source_file, source_line, rowid) > 1;

create or replace temp view listed as
select * from stated where rowid not in (select row_no from repeats);

create or replace temp table previous as
select
    *, facts.item_said(currency, original_minor, open_minor, invoice_date, due_date, po_number, reference,
        discount_date, discount_minor, exchange_rate, status) as said
from facts.listed_items(date '9999-12-31')
where entity in (select entity from stated);

create or replace temp table lists as
select
    e.*, s.snapshot_date as previous_date, coalesce(s.snapshot_date > e.snapshot_date, false) as is_older,
    coalesce(s.snapshot_date = e.snapshot_date, false) as is_more
from (
    select entity, snapshot_date, bool_or(is_accepted) as is_accepted, min(objection) as objection
    from stated
    group by all
) e
left join facts.latest_snapshots(date '9999-12-31') l using (entity)
left join facts.snapshots s on s.snapshot_no = l.snapshot_no;
