-- Nothing is placed that a receipt did not bring; an advice explains one receipt.
with money as (
    select b.amount_minor, b.kind, p.* from facts.bank_lines b join placed_now p using (payment_id)
)
select (select count(*) from money) as checked, null as finding
union all
select 0, concat('payment ', payment_id, ': ', amount_minor, ' received, ', unapplied_minor, ' unapplied and ',
    unidentified_minor, ' unidentified are left')
from money
where kind = 'receipt' and least(unapplied_minor, unidentified_minor, on_account_minor) < 0
union all
select 0, concat('advice ', remittance_id, ': used by ', count(*), ' payments')
from facts.advice_uses
group by remittance_id
having count(*) > 1
