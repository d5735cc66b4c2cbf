-- Suggestions called wrong are remembered; what was offered for an answered payment is not offered on.

insert into facts.rejected_candidates by name
select c.payment_id, c.customer_id, c.item_ids, r.decision_id, getvariable('run_id') as run_id,
    getvariable('recorded_at') as recorded_at
from rejected r
join facts.sets_now s using (payment_id)
join facts.candidates c on c.set_id = s.set_id
order by c.payment_id, c."rank";

insert into facts.candidate_sets by name
select distinct e.payment_id, null::varchar as set_id, getvariable('run_id') as run_id,
    getvariable('recorded_at') as recorded_at
from decided d
join facts.exceptions_now e using (exception_id)
join facts.sets_now s using (payment_id)
left join facts.unplaced u using (payment_id)
where s.set_id <> '' and (e.payment_id in (select payment_id from rejected) or coalesce(u.open_minor, 0) <> e.amount_minor)
order by e.payment_id;
