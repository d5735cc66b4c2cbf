-- The bank line, and where its money stands; not booked yet: nowhere.
select b.payment_id, b.entity, b.account as bank_account, b.currency, money(b.amount_minor, c.unit) as amount,
    b.booking_date, b.value_date, b.kind, b.payer_name, b.payer_account, b.memo, b.bank_reference, b.end_to_end_id,
    b.creditor_reference, b.transaction_type, b.source_file, b.source_line, b.raw, p.customer_id,
    n.name as customer_name,
    p.applied_amount, p.on_account_amount, p.unapplied_amount, p.unidentified_amount, p.refunded_amount,
    p.returned_amount, p.non_ar_amount
from facts.bank_lines b
join facts.currencies c on c.currency = b.currency
left join payments p using (payment_id)
left join facts.current_customers n on n.entity = b.entity and n.customer_id = p.customer_id
where b.payment_id = $payment_id
