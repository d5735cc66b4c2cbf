-- The exceptions of these decisions as they stand after them: what is left of the money decides.
insert into facts.exception_states by name
select
    e.* exclude (exception_type, status, amount_minor, why_not_auto, decision_id, customer_id, assigned_to, as_of, run_id,
        recorded_at, first_seen, resolved_at),
    e.exception_type,
    case when e.subject = 'payment' and coalesce(u.open_minor, 0) = 0 then 'resolved'
        else coalesce(d.status, e.status) end as status,
    case when e.subject = 'payment' and coalesce(u.open_minor, 0) <> 0 then u.open_minor else e.amount_minor end
        as amount_minor,
    case when e.subject = 'payment' and coalesce(u.open_minor, 0) = 0 then e.why_not_auto
        else coalesce(d.why, e.why_not_auto) end as why_not_auto,
    coalesce(d.decision_id, e.decision_id) as decision_id,
    case when e.subject = 'payment' then i.customer_id else e.customer_id end as customer_id,
    coalesce(d.assigned_to, e.assigned_to) as assigned_to,
    $as_of as as_of, getvariable('run_id') as run_id, getvariable('recorded_at') as recorded_at
from decided d
join facts.exceptions_now e using (exception_id)
left join facts.unplaced u on u.payment_id = e.payment_id
left join facts.payers i on i.payment_id = e.payment_id
order by e.exception_id;
