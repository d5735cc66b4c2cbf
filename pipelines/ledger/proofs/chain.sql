-- Every batch, and the decisions of every run, against its link; every link against the one before it.
with links as (
    select
        c.*, coalesce(lag(hash) over (order by link_no), '') as hash_before,
        row_number() over (order by link_no) as place
    from facts.chain c
),
batches as (
    select batch_id, facts.batch_id(entry_id) as of_entries
    from facts.entries
    group by batch_id
)
select
    (select count(*) from facts.legs) + (select count(*) from facts.applications)
        + (select count(*) from facts.decisions) as checked,
    null as finding
union all
select 0, concat('link ', link_no, ' (', sealed_id, '): does not follow the link before it')
from links
where place <> link_no or previous_hash <> hash_before or hash <> sha256(concat(previous_hash, content_hash))
union all
select 0, concat('batch ', sealed_id, ': what it holds is not what was sealed')
from links l
full join sealed f using (sealed_id)
where l.content_hash is distinct from f.content_hash
union all
select 0, concat('run ', run_id, ': its batch ', batch_id, ' is not there')
from facts.runs
where batch_id is not null and batch_id not in (select sealed_id from links)
union all
select 0, concat('batch ', batch_id, ': its entries are not those it was named by')
from batches
where batch_id <> of_entries
