-- Open items after what is pending once this run's moves are posted, those closed lately, and those that a receipt
-- taken back would open again.
with applied as (
    select item_id, max(gl_date) as last_date from facts.applications group by item_id
),
left_over as (
    select item_id, (pending_minor - coalesce(confirmed_minor, 0))::bigint as pending_minor
    from facts.pending left join (
        select item_id, sum(confirmed_minor) as confirmed_minor from moves group by item_id) using (item_id)
),
listed as (
    from facts.listed_items($as_of)
),
known as (
    select item_id, entity, customer_id, item_type, item_number, instalment, currency, original_minor, open_minor,
        invoice_date, due_date, po_number, reference, discount_date, discount_minor, status, snapshot_date
    from listed
    union all by name
    select item_id, entity, customer_id, item_type, item_number, instalment, currency, original_minor, 0 as open_minor,
        due_date, 0 as discount_minor, 'open' as status
    from facts.made anti join listed using (item_id)
),
placed as (
    select k.* exclude (open_minor), k.open_minor - coalesce(pending_minor, 0) as open_minor, last_date
    from known k left join left_over using (item_id) left join applied using (item_id)
)
select *, facts.item_class(item_type) as account_class,
    case when open_minor = 0 then greatest(last_date, snapshot_date) end as closed_date
from placed
where open_minor <> 0 or greatest(last_date, snapshot_date) >= $as_of - $days::integer
    or item_id in (select item_id from shares)
order by item_id
