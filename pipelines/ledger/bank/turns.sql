-- A statement shares lines when one of its fingerprints stands in another statement too, here or in the ledger:
-- those that share none go in together (turn 0), the others one after the other.

create or replace temp table turns as
with held as (
    select fingerprint from facts.bank_lines
    where (account, booking_date) in (select (account, booking_date) from fresh_lines)
),
shared as (
    select fingerprint from fresh_lines group by fingerprint having count(distinct (sha256, statement_no)) > 1
    union
    select fingerprint from fresh_lines where fingerprint in (select fingerprint from held)
),
contested as (
    select distinct j.sha256, j.statement_no, j.account, j.as_of_date, j.number, j.statement_id
    from judged j join fresh_lines f using (sha256, statement_no)
    where f.fingerprint in (select fingerprint from shared)
)
select j.sha256, j.statement_no, coalesce(c.turn, 0) as turn
from judged j
left join (
    select sha256, statement_no,
        row_number() over (partition by account order by as_of_date, number nulls first, statement_id, sha256) as turn
    from contested
) c using (sha256, statement_no)
where j.verdict = 'taken';

-- What is taken of this format, turn by turn.
create or replace temp table taken_lines as
select null::bigint as row_no, null::varchar as statement_id, null::varchar as fingerprint, null::bigint as occurrence
where false;
