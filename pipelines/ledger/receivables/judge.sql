-- Whether the list can be trusted: it contradicts itself, or too much of it vanished that we did not apply.

create or replace temp table contradictions as
select entity, item_number, 'stands twice with different amounts' as what
from stated
where item_id in (select item_id from stated where rowid in (select row_no from repeats))
group by entity, item_id, item_number
having count(distinct (currency, original_minor, open_minor)) > 1
union all
select s.entity, s.item_number, 'came on the same date with another amount'
from listed s
join previous p using (item_id)
join lists l on l.entity = s.entity
where l.is_more and not p.is_gone and (s.open_minor, s.original_minor) <> (p.open_minor, p.original_minor)
union all
select s.entity, s.item_number, concat('changed its currency from ', p.currency, ' to ', s.currency)
from listed s
join previous p using (item_id)
where not p.is_gone and s.currency <> p.currency;

create or replace temp table vanished as
with held as (
    select
        p.entity, p.currency, abs(p.open_minor) as open_minor,
        case when n.item_id is null and not l.is_more then abs(p.open_minor - coalesce(o.pending_minor, 0)) else 0
        end as lost_minor
    from previous p
    join lists l on l.entity = p.entity
    left join listed n on n.item_id = p.item_id
    left join facts.pending o on o.item_id = p.item_id
    where not p.is_gone
),
by_currency as (
    select
        entity, sum(lost_minor) / greatest(sum(open_minor), 1) as lost_share,
        sum(lost_minor) > getvariable('drop_limit') * sum(open_minor) as is_over,
        count(*) as held_count, count(*) filter (lost_minor <> 0) as lost_count
    from held
    group by entity, currency
)
select
    entity, sum(held_count)::bigint as held_count, sum(lost_count)::bigint as lost_count,
    max(lost_share) as lost_share
from by_currency
group by entity
having bool_or(is_over) or sum(lost_count) > getvariable('drop_limit') * sum(held_count);

-- A list is named by what is on it, so the same list again is the same snapshot.
create or replace temp table judged as
with why as (
    select entity, string_agg(concat(item_number, ' ', what), '; ' order by item_number) as said
    from (
        select * from contradictions
        qualify row_number() over (partition by entity order by item_number, what) <= 3
    )
    group by entity
),
whole as (
    select item_id, entity, said from listed
    union all
    select p.item_id, p.entity, p.said
    from previous p
    join lists l using (entity)
    where l.is_more and not p.is_gone and p.item_id not in (select item_id from listed)
),
content as (
    select entity, count(*) as item_count, sha256(string_agg(item_id || said, chr(30) order by item_id)) as content
    from whole
    group by entity
)
select
    (select coalesce(max(snapshot_no), 0) from facts.snapshots) + row_number() over (order by l.entity) as snapshot_no,
    hash_id(concat_ws('|', l.entity, l.snapshot_date, c.content)) as snapshot_id, l.entity, l.snapshot_date,
    c.item_count,
    case when l.is_older then 'older'
        when w.said is not null then 'quarantined'
        when l.is_accepted then 'taken'
        when v.entity is not null or l.objection is not null then 'quarantined'
        else 'taken'
    end as status,
    case when l.is_older then concat('a list of ', l.previous_date, ' is held already')
        when w.said is not null then w.said
        when l.is_accepted then null
        when l.objection is not null then l.objection
        when v.entity is not null then concat(v.lost_count, ' of ', v.held_count, ' items (',
            round(100 * v.lost_share, 1), ' % of the value) vanished unapplied; the limit is ',
            round(100 * getvariable('drop_limit'), 1), ' %')
    end as reason
from lists l
join content c using (entity)
left join why w using (entity)
left join vanished v using (entity);
