-- No move at all: this posting is not about that snapshot. Some but not all: something went wrong.
select distinct concat(snapshot_id, ': ', item_id) as what
from snapshot_changes c
left join moves m using (snapshot_id, item_id)
where m.delta_minor - m.confirmed_minor is distinct from c.latest_minor - c.previous_minor
    and snapshot_id in (select snapshot_id from moves)
order by what
