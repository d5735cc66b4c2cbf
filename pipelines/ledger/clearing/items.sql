-- Items that answers name by number, suggestion or customer. Open is what the posted list and the newest one both leave.
with wanted as (
    select i.*
    from facts.items_now i
    where facts.spoken(i.item_number) in (select "key" from asked_numbers)
        or i.item_id in (select item_id from facts.candidate_lines where payment_id in (select payment_id from asked_payments))
        or (i.entity, facts.spoken(i.customer_id)) in (select (entity, "key") from asked_customers)
),
taken as (
    select item_id, arg_max(concat('by ', decided_by, ' on ', gl_date), a.rowid) as last_taken
    from facts.applications a
    where reverses is null
        and application_id not in (select reverses from facts.applications where reverses is not null)
        and item_id in (select item_id from wanted)
    group by item_id
),
children as (
    select parent_item_id as item_id, count(*) as made_count from facts.made group by parent_item_id
)
select
    w.item_id, w.entity, w.customer_id, w.item_number, w.instalment, w.item_type, w.account_class, w.currency,
    case
        when w.open_minor > 0 then greatest(least(w.open_minor, coalesce(n.newest_minor, w.open_minor)), 0)
        else least(greatest(w.open_minor, coalesce(n.newest_minor, w.open_minor)), 0)
    end as open_minor,
    w.due_date, w.status, coalesce(v.discount_minor, 0) as discount_minor, v.discount_date,
    coalesce(c.made_count, 0) as made_count, t.last_taken
from wanted w
left join facts.item_versions v on v.rowid = (
    select max(x.rowid) from facts.item_versions x where x.item_id = w.item_id and not x.is_gone)
left join (
    select item_id, latest_minor - (pending_minor
        - case when previous_minor > latest_minor then least(greatest(pending_minor, 0), previous_minor - latest_minor)
            else greatest(least(pending_minor, 0), previous_minor - latest_minor) end) as newest_minor
    from facts.erp_changes($as_of)
) n on n.item_id = w.item_id
left join taken t on t.item_id = w.item_id
left join children c on c.item_id = w.item_id
order by w.item_id
