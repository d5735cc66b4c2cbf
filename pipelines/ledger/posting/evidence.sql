-- Who paid, where that is news, and the advices that are used up.

insert into facts.identifications by name
select
    i.payment_id, i.customer_id, i.evidence, 'auto' as decided_by, getvariable('run_id') as run_id,
    getvariable('recorded_at') as recorded_at
from identified i
left join facts.payers p using (payment_id)
where p.customer_id is distinct from i.customer_id
order by i.payment_id;

insert into facts.advice_uses by name
select
    u.remittance_id, u.payment_id, getvariable('run_id') as run_id, getvariable('recorded_at') as recorded_at
from used u
anti join facts.advice_uses using (remittance_id)
order by u.remittance_id;
