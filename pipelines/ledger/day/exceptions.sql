-- What waits, with the facts of its subject. The habit of a customer: how its five receipts before went.
with asked as (select distinct entity, customer_id from day_exceptions where customer_id is not null),
earlier as (
    select
        b.entity, i.customer_id, b.booking_date, b.payment_id,
        b.payment_id in (select payment_id from facts.applications where decided_by = 'auto') as is_auto
    from facts.bank_lines b
    join facts.payers i using (payment_id)
    semi join asked a on a.entity = b.entity and a.customer_id = i.customer_id
    where b.kind = 'receipt' and b.payment_id not in (select payment_id from day_exceptions where subject = 'payment')
    qualify row_number() over (partition by b.entity, i.customer_id order by b.booking_date desc, b.payment_id) <= 5
),
habits as (
    select entity, customer_id, concat(count(*) filter (is_auto), ' of the last ', count(*),
        ' applied by themselves, the last on ', max(booking_date)) as habit
    from earlier group by entity, customer_id
),
said as (
    select exception_id, arg_max(comment, rowid) as comment from facts.decisions
    where exception_id is not null and comment is not null group by exception_id
)
select
    e.exception_id, e.subject, e.payment_id, e.remittance_id, e.item_id, e.entity, e.exception_type, e.why_not_auto,
    e.amount, e.currency, e.customer_id, e.status, e.assigned_to, e.decision_id, e.run_id, e.first_seen,
    b.account as bank_account, coalesce(b.payer_name, a.payer_name) as payer_name,
    coalesce(b.payer_account, a.payer_account) as payer_account,
    nullif(concat_ws('; ', b.end_to_end_id, b.creditor_reference, a.payment_reference), '') as "references",
    b.memo, b.bank_reference, coalesce(b.source_file, a.source_file, f."name") as source_file,
    coalesce(b.source_line, a.source_line) as source_line,
    coalesce(b.value_date, b.booking_date, a.payment_date) as value_date,
    money(coalesce(b.amount_minor, a.payment_minor), c.unit) as payment_amount,
    n.customer_name, i.evidence as customer_evidence, l.balance, l.past_due, h.habit, s.comment
from day_exceptions e
left join facts.bank_lines b on b.payment_id = e.payment_id
left join facts.advices a on a.remittance_id = e.remittance_id
left join facts.files_now f on f.sha256 = e.file_sha256
left join facts.currencies c on c.currency = e.currency
left join facts.payers i on i.payment_id = e.payment_id and i.customer_id = e.customer_id
left join customer_names n on n.entity = e.entity and n.customer_id = e.customer_id
left join balances l on l.entity = e.entity and l.customer_id = e.customer_id and l.currency = e.currency
left join habits h on h.entity = e.entity and h.customer_id = e.customer_id
left join said s on s.exception_id = e.exception_id
order by e.exception_id
