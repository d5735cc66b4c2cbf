-- The exceptions that a book answers, as they stand now.
with counts as (
    select payment_id, count(*) as application_count from facts.applications where reverses is null group by payment_id
),
money as (
    select payment_id, -sum(amount_minor) filter (account_class = 'unidentified') as unidentified
    from facts.legs
    where payment_id in (select payment_id from facts.exceptions_now where exception_id in (select exception_id from asked))
    group by payment_id
)
select
    e.exception_id, e.subject, e.status, coalesce(e.entity, '') as entity, coalesce(e.currency, '') as currency,
    e.amount_minor as amount, e.payment_id, b.kind, i.customer_id, coalesce(b.payer_name, a.payer_name) as payer_name,
    b.payer_account, coalesce(b.value_date, b.booking_date) as payment_date,
    coalesce(c.application_count, 0) as application_count, coalesce(m.unidentified, 0)::bigint as unidentified,

    e.run_id, e.assigned_to, e.decision_id, b.bank_reference
from facts.exceptions_now e
semi join asked using (exception_id)
left join facts.bank_lines b on b.payment_id = e.payment_id
left join facts.advices a on a.remittance_id = e.remittance_id
left join facts.payers i on i.payment_id = e.payment_id
left join counts c on c.payment_id = e.payment_id
left join money m on m.payment_id = e.payment_id
order by e.exception_id
