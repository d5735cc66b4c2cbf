-- A payment by its id, or by what the bank or the payer called it.
select payment_id from facts.bank_lines
where payment_id = $asked or bank_reference = $asked or end_to_end_id = $asked order by payment_id
