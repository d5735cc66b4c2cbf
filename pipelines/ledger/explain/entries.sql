-- As they follow from each other: booked, identified, applied.
select
    j.recorded_at, j.gl_date, j.entry_id, j.line_no, j.cause, j.account, j.currency, j.debit, j.credit, j.item_id,
    j.run_id, j.batch_id
from journal j
where j.payment_id = $payment_id
order by
    j.recorded_at, coalesce(list_position(['receipt', 'identify'], split_part(j.cause, '|', 1)), 3), j.cause, j.line_no
