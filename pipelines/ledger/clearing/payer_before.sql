-- Who was said to have paid before this run said otherwise; no row when it said nothing, null when nobody was known.
with said as (
    select rowid as place, run_id, customer_id, evidence from facts.identifications where payment_id = $payment_id
),
mine as (select min(place) as place from said where run_id = $run_id)
select arg_max(customer_id, s.place) as customer_id, arg_max(evidence, s.place) as evidence
from mine m
left join said s on s.place < m.place
where m.place is not null
group by m.place
