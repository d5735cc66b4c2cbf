-- Advices that no receipt has used up. One that the bank tells of its own booking belongs to the only receipt of that
-- amount that it can be: on the same account under the bank's reference, or on the same day where either has none; a
-- lockbox's deposit is one that says so. Until it is there, what bears no reference of the payer's is not given.
with fitting as (
    select a.remittance_id, b.payment_id
    from facts.advices a
    join facts.bank_lines b
        on b.kind = 'receipt' and b.currency = a.currency and b.amount_minor = a.booked_minor
        and abs(date_diff('day', a.booked_date, b.booking_date)) <= 5
    where case when a.booked_account is not null
        then facts.account_key(b.account) = facts.account_key(a.booked_account)
            and coalesce(b.bank_reference = a.booked_reference, b.booking_date = a.booked_date)
        else b.transaction_type in ('115', '116') or facts.tells_of_lockbox(
            concat_ws(' ', b.bank_reference, b.end_to_end_id, b.memo, b.payer_name), a.booked_reference) end
),
told as (
    select remittance_id, min(payment_id) as payment_id from fitting group by remittance_id having count(*) = 1
)
select a.*, t.payment_id
from facts.advices a
left join told t using (remittance_id)
where remittance_id not in (select remittance_id from facts.advice_uses)
    and (a.booked_minor is null or a.payment_reference is not null or t.payment_id is not null)
order by remittance_id
