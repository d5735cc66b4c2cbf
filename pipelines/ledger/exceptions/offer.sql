-- Sets that were never offered before are kept; then each payment points to the set it is offered now.

create or replace temp table unknown_sets as
select payment_id, set_id
from new_sets
where set_id is not null and set_id not in (select set_id from facts.candidates);

insert into facts.candidates by name
select u.set_id, o.* exclude (said)
from offers o
join unknown_sets u using (payment_id)
order by o.payment_id, o."rank";

insert into facts.candidate_lines by name
select u.set_id, l.*
from offered_lines l
join unknown_sets u using (payment_id)
order by l.payment_id, l."rank", l.item_number, l.item_id;

insert into facts.candidate_sets by name
select payment_id, set_id, getvariable('run_id') as run_id, getvariable('recorded_at') as recorded_at
from new_sets
order by payment_id;
