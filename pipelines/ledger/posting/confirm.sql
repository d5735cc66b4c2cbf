-- What those snapshots show of our own postings.

insert into facts.confirmations by name
select
    item_id, snapshot_id, confirmed_minor as amount_minor, getvariable('run_id') as run_id,
    getvariable('recorded_at') as recorded_at
from moves
where confirmed_minor <> 0 and snapshot_id in (select snapshot_id from posted_now)
order by item_id;

insert into facts.posted_snapshots by name
select snapshot_id, getvariable('run_id') as run_id, getvariable('recorded_at') as recorded_at
from posted_now
order by snapshot_id;
