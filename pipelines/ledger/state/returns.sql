-- What the bank took back, nobody has tied to its receipt yet, and nobody keeps on hold.
select b.* from facts.bank_lines b left join facts.unplaced o using (payment_id)
where b.kind = 'return' and b.booking_date <= $as_of and coalesce(o.open_minor, b.amount_minor) < 0
    and b.payment_id not in (
        select payment_id from facts.exceptions_now
        where subject = 'payment' and status in ('held', 'pending_approval'))
order by payment_id
