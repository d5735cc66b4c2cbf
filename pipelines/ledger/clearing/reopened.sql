-- Money that is open again, of a payment nobody was ever asked about.
insert into facts.exception_states by name
select
    d.exception_id, 'payment' as subject, b.payment_id, b.entity, 'REFERENCE_NOT_FOUND' as exception_type,
    d.why as why_not_auto, u.open_minor as amount_minor, b.currency, i.customer_id, $as_of as as_of, d.status,
    d.assigned_to, d.decision_id, getvariable('run_id') as run_id, getvariable('recorded_at') as recorded_at
from decided d
anti join facts.exceptions_now using (exception_id)
join facts.unplaced u on d.exception_id = hash_id(concat('exception|payment|', u.payment_id)) and u.open_minor <> 0
join facts.bank_lines b on b.payment_id = u.payment_id
left join facts.payers i on i.payment_id = b.payment_id
order by d.exception_id;
