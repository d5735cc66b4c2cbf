-- Barred: the entity has no list, a newer one was refused, or the list is older than the policy allows.
with lists as (
    select s.entity, max(s.snapshot_date) filter (l.snapshot_no is not null) as taken_date,
        coalesce(max_by(s.status, (s.snapshot_date, s.snapshot_no)) filter (s.status <> 'older'), '') as last_status
    from facts.snapshots s
    left join facts.latest_snapshots($as_of) l on l.snapshot_no = s.snapshot_no
    where s.snapshot_date <= $as_of or l.snapshot_no is not null
    group by s.entity
),
counts as (select payment_id, count(*) as application_count from facts.applications where reverses is null group by all)
select
    b.payment_id, b.entity, b.account, b.currency, b.amount_minor, coalesce(o.open_minor, b.amount_minor) as open_minor,
    b.booking_date, b.value_date, b.payer_name, b.payer_account, b.memo, b.bank_reference, b.end_to_end_id,
    b.creditor_reference, b.transaction_type, i.customer_id,
    coalesce(application_count, 0) as application_count,
    coalesce(last_status <> 'taken' or taken_date is null or $as_of - taken_date > $max_age, true) as is_barred
from facts.bank_lines b
left join facts.unplaced o using (payment_id)
left join facts.payers i using (payment_id)
left join counts using (payment_id)
left join lists on lists.entity = b.entity
where b.kind = 'receipt' and b.amount_minor > 0 and b.booking_date <= $as_of
    and coalesce(o.open_minor, b.amount_minor) > 0
    and b.payment_id not in (
        select payment_id from facts.exceptions_now
        where subject = 'payment' and status in ('held', 'pending_approval'))
order by b.payment_id
