-- What is offered now, best first.
select * from candidates where payment_id = $payment_id order by "rank"
