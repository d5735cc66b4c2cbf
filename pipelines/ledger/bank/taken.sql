-- The new lines of one turn, as they stand in `taken`, and what became of its statements.

insert into facts.bank_lines by name
select
    hash_id(concat(fingerprint, chr(31), occurrence)) as payment_id, * exclude (row_no, sha256, statement_no),
    getvariable('run_id') as run_id, getvariable('recorded_at') as recorded_at
from taken;

create or replace temp table turn_counts as
select sha256, statement_no, count(*) as new_count, sum(amount_minor)::bigint as new_minor from turn_lines group by all;

insert into verdicts by name
select j.sha256, j.statement_no, j.statement_id, case when j.line_count > 0 and c.new_count is null
    then 'duplicate' else 'taken' end as verdict,
    case when j.line_count > 0 and c.new_count is null then 'every line of it is held already' end as reason,
    j.line_count, coalesce(c.new_count, 0) as new_count
from judged j semi join (select * from turns where turn = getvariable('turn')) using (sha256, statement_no)
left join turn_counts c using (sha256, statement_no);

insert into facts.statements by name
select j.statement_id, j.sha256, j.source_file, j.format, j.entity, j.account, j.currency, j.number, j.as_of_date,
    j.opening_minor, j.closing_minor, j.line_count, j.movement_minor, j.line_count - coalesce(c.new_count, 0) as known_count,
    j.movement_minor - coalesce(c.new_minor, 0) as known_minor, j.lines_hash, j.proof, getvariable('run_id') as run_id, getvariable('recorded_at') as recorded_at
from judged j semi join (select * from turns where turn = getvariable('turn')) using (sha256, statement_no)
left join turn_counts c using (sha256, statement_no)
order by j.statement_id;
