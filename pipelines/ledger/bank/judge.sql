-- Who has said this before: the ledger, or a file of this load that sorts first; and other formats, day by day.

create or replace temp table judged as
with earlier as (
    select s.*, first_value(lines_hash) over same as first_hash, first_value(source_file) over same as first_file,
        row_number() over same as copy_no
    from staged s window same as (partition by statement_id order by sha256, statement_no)
),
known as (
    select e.sha256, e.statement_no,
        coalesce(k.lines_hash, case when e.copy_no > 1 then e.first_hash end) as known_hash,
        coalesce(k.source_file, e.first_file) as known_file
    from earlier e left join facts.statements k on k.statement_id = e.statement_id
),
other_days as (
    select b.account, b.currency, b.booking_date, string_agg(b.amount_minor, ',' order by b.amount_minor) as amounts,
        min(s.format) as format
    from facts.bank_lines b join facts.statements s using (statement_id)
    where (b.account, b.currency, b.booking_date) in (select (account, currency, booking_date) from staged_lines)
        and s.format not in (select format from staged)
    group by all
),
days as (
    select l.sha256, l.account, l.currency, l.booking_date,
        string_agg(l.amount_minor, ',' order by l.amount_minor) as amounts
    from staged_lines l join staged s using (sha256, statement_no) join known k using (sha256, statement_no)
    where k.known_hash is null
        and (l.account, l.currency, l.booking_date) in (select (account, currency, booking_date) from other_days)
    group by all
),
covered as (
    select o.*, d.sha256, o.amounts = d.amounts as agrees from other_days o join days d using (account, currency, booking_date)
),
by_statement as (
    select l.sha256, l.statement_no, min(l.booking_date) filter (not c.agrees) as bad_day, min(c.format) as format
    from staged_lines l join covered c using (sha256, account, currency, booking_date)
    group by all
)
select s.*, case when known_hash = s.lines_hash then 'duplicate' when known_hash is not null or bad_day is not null
        then 'refused' else 'taken' end as verdict,
    case when known_hash = s.lines_hash then concat('the same statement came in ', known_file)
        when known_hash is not null then concat('the statement came in ', known_file, ' with other lines')
        when bad_day is not null then concat('the lines of ', bad_day, ' disagree with those taken from ', b.format)
    end as reason
from staged s join known using (sha256, statement_no) left join by_statement b using (sha256, statement_no);

create or replace temp table fresh_lines as
select l.row_no, l.sha256, l.statement_no, s.statement_id, l.account, l.currency, l.booking_date, l.amount_minor,
    l.fingerprint
from staged_lines l
join judged s using (sha256, statement_no)
where s.verdict = 'taken' and (l.account, l.currency, l.booking_date) not in (
    select (b.account, b.currency, b.booking_date) from facts.bank_lines b join facts.statements t using (statement_id)
    where t.format not in (select format from staged));
