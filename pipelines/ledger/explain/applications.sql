-- What it was applied to, and why.
select * from applications where payment_id = $payment_id order by recorded_at, item_number, item_id
