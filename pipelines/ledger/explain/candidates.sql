select * from candidates where payment_id = $payment_id order by "rank"
