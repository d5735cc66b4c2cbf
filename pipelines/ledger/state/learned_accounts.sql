-- Whose items the receipts of these accounts have named so far, by references that a rule or a person confirmed.
select b.entity, b.payer_account, a.customer_id, count(distinct a.payment_id) as receipt_count
from facts.applications a
join facts.bank_lines b using (payment_id)
semi join asked on asked.entity = b.entity and asked.payer_account = b.payer_account
where a.reverses is null
    and a.rule in ('manual', 'advice', 'several_advices', 'shared_advice', 'reference', 'discounts', 'readings')
    and a.application_id not in (select reverses from facts.applications where reverses is not null)
group by all
order by b.entity, b.payer_account, a.customer_id
