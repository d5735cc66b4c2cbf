-- What the files state, and the list the entity had; a second file of the same date adds to that date's list.

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
