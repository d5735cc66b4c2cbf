-- What a list that is taken changes, and what became of every list.

insert into facts.item_versions by name
select j.snapshot_no, a.* exclude (sha256, is_accepted, objection), false as is_gone
from listed a join judged j using (entity, snapshot_date) left join previous b using (item_id)
where j.status = 'taken' and (b.item_id is null or b.is_gone or a."currency" is distinct from b."currency" or a."original_minor" is distinct from b."original_minor" or a."open_minor" is distinct from b."open_minor" or a."invoice_date" is distinct from b."invoice_date" or a."due_date" is distinct from b."due_date" or a."po_number" is distinct from b."po_number" or a."reference" is distinct from b."reference" or a."discount_date" is distinct from b."discount_date" or a."discount_minor" is distinct from b."discount_minor" or a."exchange_rate" is distinct from b."exchange_rate" or a."status" is distinct from b."status")
order by a.entity, a.item_id;

insert into facts.item_versions by name
select j.snapshot_no, j.snapshot_date, p.* exclude (snapshot_no, snapshot_date, open_minor, is_gone, list_no, list_date),
    0 as open_minor, true as is_gone
from previous p join judged j using (entity) join lists l using (entity)
where j.status = 'taken' and not l.is_more and not p.is_gone and p.item_id not in (select item_id from listed)
order by p.entity, p.item_id;

insert into facts.snapshots by name
select *, getvariable('run_id') as run_id, getvariable('recorded_at') as recorded_at from judged
where (snapshot_id, status) not in (select (snapshot_id, status) from facts.snapshots)
order by snapshot_no;
