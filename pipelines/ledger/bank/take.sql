-- The lines of one turn that are new.

create or replace temp table ranked as
with mine as (
    from fresh_lines semi join (from turns where turn = getvariable('turn')) using (sha256, statement_no)
),
repeated as (
    select sha256, statement_no, fingerprint from mine group by all having count(*) > 1
)
select *, 1 as copy_no
from mine
anti join repeated using (sha256, statement_no, fingerprint)
union all
select *, row_number() over (partition by sha256, statement_no, fingerprint order by row_no) as copy_no
from mine
semi join repeated using (sha256, statement_no, fingerprint);

-- Equal lines that the ledger or a turn before holds already, by the statement that brought them.
create or replace temp table equals as
with held_lines as (
    select statement_id, fingerprint from facts.bank_lines union all select statement_id, fingerprint from taken_lines
)
select r.statement_id, b.fingerprint, b.statement_id as held_by, count(*) as held
from held_lines b
join (select distinct statement_id, fingerprint from ranked) r using (fingerprint)
group by all;

-- All statements with balances of the accounts in question.
create or replace temp table balances as
with asked as (
    select distinct account, currency from ranked where statement_id in (select statement_id from equals)
)
select s.statement_id, s.account, s.currency, s.opening_minor, s.closing_minor
from facts.statements s
semi join asked using (account, currency)
where s.opening_minor is not null and s.closing_minor is not null
union
select j.statement_id, j.account, j.currency, j.opening_minor, j.closing_minor
from judged j
semi join asked using (account, currency)
where j.has_balances and j.verdict = 'taken';  -- of later turns too: a chain may go through them

create or replace temp table follows as
with recursive reached(first_id, last_id) as (
    select a.statement_id, b.statement_id
    from balances a
    join balances b on a.account = b.account and a.currency = b.currency and a.closing_minor = b.opening_minor
    where a.statement_id <> b.statement_id
    union
    select r.first_id, b.statement_id
    from reached r
    join balances a on a.statement_id = r.last_id
    join balances b on a.account = b.account and a.currency = b.currency and a.closing_minor = b.opening_minor
    where r.first_id <> b.statement_id
)
from reached;

-- before: equal lines held; apart: those of statements that chain with this one, so they count beside it.
-- Balances that meet prove nothing where the lines that stand in both statements move nothing in sum (an account
-- swept to zero every day): an export that begins before those lines opens just the same.
create or replace temp table turn_lines as
with mine as (
    select statement_id, fingerprint, any_value(amount_minor) as amount_minor, count(*) as mine from ranked group by all
),
repeats as (
    select e.statement_id as one, e.held_by as other
    from equals e
    join mine using (statement_id, fingerprint)
    group by all
    having sum(amount_minor * least(held, mine)) <> 0
),
disjoint as (
    select one, other
    from (select first_id as one, last_id as other from follows union select last_id, first_id from follows)
    semi join repeats using (one, other)
),
held as (
    select
        e.statement_id, e.fingerprint, sum(e.held)::bigint as before,
        coalesce(sum(e.held) filter (d.one is not null), 0)::bigint as apart
    from equals e
    left join disjoint d on d.one = e.statement_id and d.other = e.held_by
    group by e.statement_id, e.fingerprint
)
select
    r.row_no, r.sha256, r.statement_no, r.statement_id, r.fingerprint, r.amount_minor, coalesce(h.apart, 0) + r.copy_no as occurrence
from ranked r
left join held h using (statement_id, fingerprint)
where coalesce(h.apart, 0) + r.copy_no > coalesce(h.before, 0);

insert into taken_lines by name select row_no, statement_id, fingerprint, occurrence from turn_lines;

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
