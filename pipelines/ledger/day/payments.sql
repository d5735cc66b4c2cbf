-- Where each of the day's payments stands now: the view `payments` of them, over what is summed up already.
select
    b.payment_id, b.bank_reference, b.entity, b.account as bank_account, b.currency, b.payer_name, b.payer_account,
    b.memo, b.end_to_end_id, b.kind, i.customer_id, n.customer_name, b.source_file, b.booking_date, b.value_date,
    b.source_line, d.is_new, money(b.amount_minor, c.unit) as amount, money(p.applied_minor, c.unit) as applied_amount,
    money(p.on_account_minor, c.unit) as on_account_amount, money(p.unapplied_minor, c.unit) as unapplied_amount,
    money(p.unidentified_minor, c.unit) as unidentified_amount, money(p.refunded_minor, c.unit) as refunded_amount,
    money(p.returned_minor, c.unit) as returned_amount, money(p.non_ar_minor, c.unit) as non_ar_amount
from day_payments d
join facts.bank_lines b using (payment_id)
join placed_now p using (payment_id)
join facts.currencies c on c.currency = b.currency
left join facts.payers i using (payment_id)
left join customer_names n on n.entity = b.entity and n.customer_id = i.customer_id
