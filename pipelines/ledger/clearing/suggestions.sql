-- The lines of what is offered for these payments, in the order of the sheet.
select l.payment_id, l."rank", l.item_id, i.customer_id, l.item_number, l.cash_minor as cash, l.discount_minor as discount,
    l.deduction_minor as deduction, l.write_off_minor as write_off, l.fee_minor as fee, l.reason_code
from facts.sets_now s
join facts.candidate_lines l on l.set_id = s.set_id
left join facts.items_now i on i.item_id = l.item_id
where s.payment_id in (select payment_id from asked_payments)
order by l.payment_id, l."rank", l.item_number, l.item_id
