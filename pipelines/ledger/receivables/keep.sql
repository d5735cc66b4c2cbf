-- What a list that is taken changes, and what became of every list.

insert into facts.item_versions by name
select j.snapshot_no, a.* exclude (sha256, is_accepted, objection, said), false as is_gone
from listed a
join judged j using (entity, snapshot_date)
anti join previous b on b.item_id = a.item_id and b.said = a.said and not b.is_gone
where j.status = 'taken';

insert into facts.item_versions by name
select
    j.snapshot_no, j.snapshot_date, p.* exclude (snapshot_no, snapshot_date, open_minor, is_gone, said),
    0 as open_minor, true as is_gone
from previous p
join judged j using (entity)
join lists l using (entity)
where j.status = 'taken' and not l.is_more and not p.is_gone and p.item_id not in (select item_id from listed);

insert into facts.snapshots by name
select *, getvariable('run_id') as run_id, getvariable('recorded_at') as recorded_at
from judged
where (snapshot_id, status) not in (select (snapshot_id, status) from facts.snapshots)
order by snapshot_no;
