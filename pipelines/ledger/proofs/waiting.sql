-- All money that is not placed has exactly one exception, over exactly that amount.
with left_over as (
    select payment_id, open_minor from facts.unplaced where open_minor <> 0
),
waiting as (
    select payment_id, sum(amount_minor) as amount_minor, count(*) as exceptions
    from facts.exceptions_now
    where status <> 'resolved' and subject = 'payment'
    group by payment_id
)
select (select count(*) from left_over) as checked, null as finding
union all
select 0, concat('payment ', payment_id, ': ', open_minor, ' is not placed and nobody is asked')
from left_over
anti join waiting using (payment_id)
union all
select 0, concat('payment ', payment_id, ': ', coalesce(open_minor, 0), ' is not placed, its exception says ',
    amount_minor)
from waiting
left join left_over using (payment_id)
where coalesce(open_minor, 0) <> amount_minor or exceptions > 1
