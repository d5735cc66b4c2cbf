"""Bank lines into the ledger: every line once, however often and in whatever file the bank sent it.

A statement with balances is one identity; the same again adds nothing, the same with other lines is refused.
A line is a fingerprint and an occurrence. Statements whose balances chain are disjoint, so equal lines in both
are two payments; in overlapping exports they are one, as often as the richest file shows it.
A day of an account that another format has brought adds nothing when it agrees, and is refused when it does not.
"""

import polars as pl

from pipelines.ledger.intake import shaped_with
from pipelines.ledger.rows import STAMPED, Connection, given, select
from schemas.bank import BankLine, Statement

VERDICTS = ["sha256", "statement_no", "statement_id", "verdict", "reason", "line_count", "new_count"]


def load_statements(connection: Connection, statements: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Takes final statements and their lines, one format after the other.

    In:      Statement with `sha256`, `source_file`, `entity`, `format`; BankLine with `sha256`, `source_file`,
             `entity`, `kind`, `gl_account`. Each file's statements are counted by statement_no.
    Out:     VERDICTS, one row a statement: `taken`, `duplicate` (nothing in it was new) or `refused` with the reason.
             One refused statement refuses its whole file; nothing of a refused file is kept.
    """
    incoming = shaped_with(Statement, statements, "sha256", "source_file", "entity", "format")
    entries = shaped_with(BankLine, lines, "sha256", "source_file", "entity", "kind", "gl_account")
    connection.execute("create or replace temp table verdicts as " + _NO_VERDICTS)
    for form in incoming["format"].unique().sort():
        with given(connection, incoming=incoming.filter(pl.col("format") == form), incoming_lines=entries):
            connection.execute(_STAGE)
        connection.execute(_JUDGE)
        connection.execute(_REFUSE_FILES)
        _take_lines(connection)
        connection.execute(_TAKE_STATEMENTS)
    return select(connection, f"select {', '.join(VERDICTS)} from verdicts order by sha256, statement_no")


def _take_lines(connection: Connection) -> None:
    """Statements that share no line with another go in together; those that do, one after the other."""
    connection.execute(_ROUNDS)
    for (turn,) in connection.execute("select distinct turn from turns order by turn").fetchall():
        connection.execute("set variable turn = ?", [turn])
        connection.execute(_TAKE_TURN)


_NO_VERDICTS = """
select null::varchar as sha256, null::bigint as statement_no, null::varchar as statement_id, null::varchar as verdict,
    null::varchar as reason, null::bigint as line_count, null::bigint as new_count
where false
"""

_STAGE = """
create or replace temp table staged_lines as
select l.* exclude (statement_no), l.statement_no,
    facts.fingerprint(l.account, l.currency, l.booking_date, l.value_date, l.amount_minor, l.bank_reference,
        l.end_to_end_id, l.creditor_reference, l.payer_name, l.payer_account, l.memo) as fingerprint
from incoming_lines l
semi join incoming using (sha256, statement_no);

create or replace temp table staged as
with said as (
    select sha256, statement_no, hash_id(string_agg(fingerprint, '' order by fingerprint)) as lines_hash
    from staged_lines group by sha256, statement_no
)
select i.*, coalesce(lines_hash, hash_id('')) as lines_hash,
    opening_minor is not null and closing_minor is not null as has_balances,
    hash_id(concat_ws('|', account, currency, coalesce(number, ''), as_of_date, coalesce(opening_minor::varchar, ''),
        coalesce(closing_minor::varchar, ''), case when opening_minor is null or closing_minor is null
        then coalesce(lines_hash, '') else '' end)) as statement_id
from incoming i left join said using (sha256, statement_no);
"""

# Who has said this before: the ledger, or a file of this load that sorts first.
_JUDGE = """
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
select l.*, s.statement_id
from staged_lines l
join judged s using (sha256, statement_no)
where s.verdict = 'taken' and (l.account, l.currency, l.booking_date) not in (
    select (b.account, b.currency, b.booking_date) from facts.bank_lines b join facts.statements t using (statement_id)
    where t.format not in (select format from staged));
"""

_REFUSE_FILES = """
update judged set verdict = 'refused', reason = coalesce(reason, 'another statement of the same file is refused')
where sha256 in (select sha256 from judged where verdict = 'refused');
delete from fresh_lines where sha256 in (select sha256 from judged where verdict = 'refused');
"""

# A statement shares lines when one of its fingerprints stands in another statement too, here or in the ledger.
_ROUNDS = """
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
"""

# before: equal lines the ledger holds; apart: those of statements that chain with this one, so count beside it.
# Where the equal lines of two statements move nothing in sum, balances that meet are no proof of a chain.
_TAKE_TURN = f"""
create or replace temp table turn_lines as
with recursive mine as (select j.* from judged j join turns t using (sha256, statement_no) where t.turn = getvariable('turn')),
ranked as (
    select f.*, row_number() over (partition by f.sha256, f.statement_no, f.fingerprint order by f.source_line, f.raw) as copy_no
    from fresh_lines f semi join mine using (sha256, statement_no)
),
equals as (
    select r.statement_id, b.fingerprint, b.statement_id as held_by, count(*) as held
    from facts.bank_lines b join (select distinct statement_id, fingerprint from ranked) r using (fingerprint)
    group by all
),
balances as (
    select statement_id, account, currency, opening_minor, closing_minor from facts.statements
    where opening_minor is not null and closing_minor is not null
        and (account, currency) in (select (account, currency) from mine where statement_id in (select statement_id from equals))
    union all
    select statement_id, account, currency, opening_minor, closing_minor from mine where has_balances
),
follows(first_id, last_id) as (
    select a.statement_id, b.statement_id from balances a join balances b
        on a.account = b.account and a.currency = b.currency and a.closing_minor = b.opening_minor
        and a.statement_id <> b.statement_id
    union
    select f.first_id, b.statement_id from follows f join balances a on a.statement_id = f.last_id join balances b
        on a.account = b.account and a.currency = b.currency and a.closing_minor = b.opening_minor
        and f.first_id <> b.statement_id
),
repeats as (
    select e.statement_id as one, e.held_by as other, sum(m.amount_minor * least(e.held, m.mine)) as moved
    from equals e join (select statement_id, fingerprint, any_value(amount_minor) as amount_minor, count(*) as mine
        from ranked group by all) m using (statement_id, fingerprint)
    group by all
),
disjoint as (
    select o.one, o.other from repeats o join (
        select first_id as one, last_id as other from follows union select last_id, first_id from follows
    ) using (one, other)
    where o.moved <> 0
),
held as (
    select e.statement_id, e.fingerprint, sum(held)::bigint as before,
        coalesce(sum(held) filter (
            (select count(*) from disjoint d where d.one = e.statement_id and d.other = e.held_by) = 1), 0)::bigint as apart
    from equals e group by e.statement_id, e.fingerprint
)
select r.*, coalesce(h.apart, 0) + r.copy_no as occurrence
from ranked r left join held h using (statement_id, fingerprint)
where coalesce(h.apart, 0) + r.copy_no > coalesce(h.before, 0);

insert into facts.bank_lines by name
select hash_id(concat(fingerprint, chr(31), occurrence)) as payment_id,
    * exclude (sha256, statement_no, copy_no), {STAMPED}
from turn_lines order by source_file, source_line, payment_id;

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
    j.movement_minor - coalesce(c.new_minor, 0) as known_minor, j.lines_hash, j.proof, {STAMPED}
from judged j semi join (select * from turns where turn = getvariable('turn')) using (sha256, statement_no)
left join turn_counts c using (sha256, statement_no)
order by j.statement_id;
"""

_TAKE_STATEMENTS = """
insert into verdicts by name
select sha256, statement_no, statement_id, verdict, reason, line_count, 0 as new_count from judged where verdict <> 'taken';
"""
