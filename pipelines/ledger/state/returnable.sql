-- Receipts that an untied return could take back whole: of its account, currency and amount, booked when it was or
-- before. Not those of which money went elsewhere (refunded, exchanged, taken back), or that a person keeps on hold.
with alike as (
    select b.*
    from facts.bank_lines b
    semi join returns r on r.account = b.account and r.currency = b.currency and r.entity = b.entity
        and r.amount_minor = -b.amount_minor and r.booking_date >= b.booking_date
    where b.kind = 'receipt'
        and b.payment_id not in (
            select payment_id from facts.exceptions_now
            where subject = 'payment' and status in ('held', 'pending_approval'))
),
elsewhere as (
    select l.payment_id
    from facts.legs l
    join facts.entries e using (entry_no)
    left join facts.applications a on a.application_id = e.entry_id
    join alike b on b.payment_id = l.payment_id
    where starts_with(e.cause, 'return|')
        or (l.currency <> b.currency and l.account_class not in ('fx_result', 'fx_clearing'))
        or (a.application_id is null
            and (l.item_id is not null or l.account_class not in ('bank', 'unapplied', 'unidentified', 'on_account')))
)
select a.*, p.customer_id
from alike a
left join facts.payers p using (payment_id)
where a.payment_id not in (select payment_id from elsewhere)
order by a.payment_id
