-- The new lines of one piece, as they stand in their file.

insert into facts.bank_lines by name
select
    hash_id(concat(fingerprint, chr(31), occurrence)) as payment_id, * exclude (row_no, sha256, statement_no),
    getvariable('run_id') as run_id, getvariable('recorded_at') as recorded_at
from incoming;
