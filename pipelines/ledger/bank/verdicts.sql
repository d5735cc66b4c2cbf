-- What becomes of each statement, filled format by format.

create or replace temp table verdicts as
select null::varchar as sha256, null::bigint as statement_no, null::varchar as statement_id, null::varchar as verdict,
    null::varchar as reason, null::bigint as line_count, null::bigint as new_count
where false;
