-- Applications of a payment that no person decided and nobody took back: by payment_id, or the bank's reference.
select a.application_id as entry_id, e.cause, a.gl_date, a.entity, a.application_id, null as taken_back_by,
    null as taken_back_why, a.payment_id
from facts.applications a
join facts.entries e on e.entry_id = a.application_id
join facts.bank_lines b on b.payment_id = a.payment_id
where a.decided_by = 'auto' and a.reverses is null and $wanted in (b.payment_id, b.bank_reference)
    and a.application_id not in (select reverses from facts.applications where reverses is not null)
order by a.application_id
