-- What the books hold of these returns and of the receipts they take back.
with pairs as (
    select payment_id from reversals union all select return_payment_id from reversals
),
gone as (
    select a.application_id from facts.applications a semi join pairs using (payment_id)
    where a.reverses is null
        and a.application_id not in (select reverses from facts.applications where reverses is not null)
),
held as (
    select l.*, g.application_id
    from facts.legs l
    semi join pairs using (payment_id)
    join facts.entries e using (entry_no)
    left join gone g on g.application_id = e.entry_id
)
select * exclude (gl_date)
from held where application_id is not null
union all by name
select 0 as entry_no, payment_id, 0 as line_no, entity, account, account_class, currency,
    sum(amount_minor)::bigint as amount_minor, functional_currency, sum(functional_minor)::bigint as functional_minor
from held
where application_id is null and account_class in ('unapplied', 'unidentified', 'on_account') and item_id is null
group by all
order by entry_no, line_no, payment_id, account_class, account
