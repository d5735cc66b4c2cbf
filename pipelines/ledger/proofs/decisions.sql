-- What people decided: each decision posts once, whatever is manual has its decision, and whoever approves has not
-- prepared; what was taken back is taken back whole.
with owned as (
    select entry_id, count(*) as owners from facts.decision_entries group by entry_id
),
by_hand as (
    select a.application_id as entry_id
    from facts.applications a
    where a.rule = 'manual' and a.reverses is null
    union all
    select entry_id from facts.entries where starts_with(cause, 'decision|') or starts_with(cause, 'undo|')
),
undone as (
    select d.decision_id, t.entry_id, e.cause
    from facts.decisions_now d
    join facts.decision_entries t using (decision_id)
    join facts.entries e on e.entry_id = t.entry_id
    where d.status = 'undone' and not starts_with(e.cause, 'reverse|')
)
select (select count(*) from facts.decisions) + (select count(*) from facts.applications) as checked, null as finding
union all
select 0, concat('decision ', decision_id, ': posted ', count(*), ' times')
from facts.decisions
where status = 'posted'
group by decision_id
having count(*) > 1
union all
select 0, concat('decision ', decision_id, ': approved by ', approved_by, ', who prepared it')
from facts.decisions
where approved_by = prepared_by
union all
select 0, concat('entry ', entry_id, ': posted by ', owners, ' decisions') from owned where owners > 1
union all
select 0, concat('entry ', entry_id, ': of a decision, and not in the books')
from owned
anti join facts.entries using (entry_id)
union all
select 0, concat('entry ', entry_id, ': made by hand, and no decision says so')
from by_hand
anti join owned using (entry_id)
union all
select 0, concat('decision ', decision_id, ': taken back, but entry ', u.entry_id, ' stands')
from undone u
where hash_id(concat('reverse|', u.entry_id)) not in (select entry_id from facts.entries)
    and hash_id(concat('undo|', u.entry_id)) not in (select entry_id from facts.entries)
    and hash_id(concat(u.cause, '|undo|', u.entry_id)) not in (select entry_id from facts.entries)
