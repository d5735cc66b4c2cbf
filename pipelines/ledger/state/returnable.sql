-- Receipts that an untied return may mean: of its account, currency and amount, booked when it was or before, and not
-- taken back already. kept_by: why a rule must leave one alone. It is read none the less: a return that means it means
-- no other.
with alike as (
    select b.*
    from facts.bank_lines b
    semi join returns r on r.account = b.account and r.currency = b.currency and r.entity = b.entity
        and r.amount_minor = -b.amount_minor and r.booking_date >= b.booking_date
    where b.kind = 'receipt'
),
beside as (
    select l.payment_id, l.amount_minor, starts_with(e.cause, 'return|') as is_return,
        (l.currency <> b.currency and l.account_class not in ('fx_result', 'fx_clearing'))
        or (a.application_id is null
            and (l.item_id is not null or l.account_class not in ('bank', 'unapplied', 'unidentified', 'on_account')))
            as is_elsewhere
    from facts.legs l
    join facts.entries e using (entry_no)
    left join facts.applications a on a.application_id = e.entry_id
    join alike b on b.payment_id = l.payment_id
),
moved as (
    select payment_id, bool_or(is_elsewhere) as is_elsewhere, bool_or(is_return) as was_returned,
        coalesce(sum(amount_minor) filter (is_return), 0) <> 0 as is_returned
    from beside
    group by payment_id
)
select a.*, p.customer_id,
    case
        when a.payment_id in (
            select payment_id from facts.exceptions_now
            where subject = 'payment' and status in ('held', 'pending_approval')) then 'it is on hold'
        when m.is_elsewhere then 'money of it went elsewhere'
        when m.was_returned then 'a return of it was untied by a person'
    end as kept_by
from alike a
left join facts.payers p using (payment_id)
left join moved m using (payment_id)
where not coalesce(m.is_returned, false)
order by a.payment_id
