-- The latest snapshots whose moves are all here, or that move nothing.
select s.snapshot_id
from facts.latest_snapshots(?) l
join facts.snapshots s on s.snapshot_no = l.snapshot_no
where s.snapshot_id not in (select snapshot_id from facts.posted_snapshots)
    and (s.snapshot_id in (select snapshot_id from moves)
        or s.snapshot_id not in (select snapshot_id from changed))
