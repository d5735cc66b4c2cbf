-- Accounts that references of one family have confirmed, and no other family's; a parent is within the entity
-- unless written entity/customer_id.
with recursive parents as (
    select entity || '/' || customer_id as child,
        case when parent_id like '%/%' then parent_id else entity || '/' || parent_id end as parent
    from facts.current_customers where parent_id is not null and parent_id <> customer_id
),
climb(child, top, height) as (
    select child, parent, 1 from parents
    union
    select c.child, p.parent, c.height + 1 from climb c join parents p on p.child = c.top where c.height < 20
),
families as (select child, max_by(top, height) as family from climb group by child),
seen as (
    select b.entity, b.payer_account, a.customer_id, b.payment_id,
        coalesce(f.family, a.entity || '/' || a.customer_id) as family
    from facts.applications a
    join facts.bank_lines b using (payment_id)
    left join families f on f.child = a.entity || '/' || a.customer_id
    where a.reverses is null and b.payer_account is not null
        and (a.rule = 'manual' or a.rule like 'reference%' or a.rule like 'advice%')
        and a.application_id not in (select reverses from facts.applications where reverses is not null)
),
loyal as (select entity, payer_account from seen group by all having count(distinct family) = 1)
select entity, payer_account, customer_id, count(distinct payment_id) as receipt_count
from seen semi join loyal using (entity, payer_account)
group by all having count(distinct payment_id) >= $least
order by entity, payer_account, customer_id
