-- The new lines of one piece, as they stand in their file.

insert into facts.bank_lines by name
select hash_id(concat(t.fingerprint, chr(31), t.occurrence)) as payment_id, t.statement_id, t.occurrence,
    l.* exclude (row_no, sha256, statement_no), t.fingerprint, getvariable('run_id') as run_id,
    getvariable('recorded_at') as recorded_at
from incoming l
join taken_lines t using (row_no)
order by l.source_file, l.source_line, payment_id;
