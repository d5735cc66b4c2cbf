-- What the bank took back and nobody has tied to its receipt yet.
select b.* from facts.bank_lines b left join facts.unplaced o using (payment_id)
where b.kind = 'return' and b.booking_date <= $as_of and coalesce(o.open_minor, b.amount_minor) < 0
order by payment_id
