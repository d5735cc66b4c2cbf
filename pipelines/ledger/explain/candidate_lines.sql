-- The items of what is offered.
select l.*, i.item_number, i.open_amount, i.due_date
from candidate_lines l left join open_items i using (item_id)
where l.payment_id = $payment_id order by l."rank", i.item_number, l.item_id
