-- Each offered item as it stands now.
select l.*, i.item_number, i.item_type, i.customer_id, i.status, i.open_amount, i.due_date
from candidate_lines l
left join day_items i using (item_id)
order by l.payment_id, l."rank", i.item_number, l.item_id
