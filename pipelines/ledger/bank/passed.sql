-- What was not taken.

insert into verdicts by name
select sha256, statement_no, statement_id, verdict, reason, line_count, 0 as new_count from judged where verdict <> 'taken';
