-- Line by line: the amount stands in the bank account, and in the seven places it can go to.
with sums as materialized (
    select
        b.payment_id, b.amount_minor, p.bank_minor, p.applied_minor, coalesce(a.cash_minor, 0) as cash_minor,
        p.applied_minor + p.on_account_minor + p.unapplied_minor + p.unidentified_minor + p.refunded_minor
            + p.returned_minor + p.non_ar_minor as placed_minor
    from facts.bank_lines b
    join placed_now p using (payment_id)
    left join (
        select payment_id, sum(cash_minor) as cash_minor from facts.applications group by payment_id
    ) a using (payment_id)
)
select (select count(*) from sums) as checked, null as finding
union all
select 0, concat('payment ', payment_id, ': ', amount_minor, ' on the statement, ', bank_minor, ' in the bank account')
from sums
where bank_minor <> amount_minor
union all
select 0, concat('payment ', payment_id, ': ', amount_minor, ' received, ', placed_minor, ' placed')
from sums
where placed_minor <> amount_minor
union all
select 0, concat('payment ', payment_id, ': ', applied_minor, ' applied by the journal, ', cash_minor,
    ' by its applications')
from sums
where applied_minor <> cash_minor
union all
select distinct 0, concat('payment ', payment_id, ': in the journal, but no bank line')
from facts.legs
anti join facts.bank_lines using (payment_id)
where payment_id is not null
union all
select 0, concat('entry ', entry_id, ': its ', account_class, ' leg names no payment')
from facts.legs
left join facts.entries using (entry_no)
where payment_id is null and account_class in ('bank', 'unapplied', 'unidentified', 'non_ar', 'refund')
