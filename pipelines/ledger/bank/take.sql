-- The lines of one turn that are new.

create or replace temp table ranked as
select
    f.*, row_number() over (partition by f.sha256, f.statement_no, f.fingerprint order by f.row_no) as copy_no
from fresh_lines f
semi join (select * from turns where turn = getvariable('turn')) using (sha256, statement_no);

-- Equal lines that the ledger holds already, by the statement that brought them.
create or replace temp table equals as
select r.statement_id, b.fingerprint, b.statement_id as held_by, count(*) as held
from facts.bank_lines b
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
    r.row_no, r.sha256, r.statement_no, r.statement_id, r.amount_minor, r.fingerprint,
    coalesce(h.apart, 0) + r.copy_no as occurrence
from ranked r
left join held h using (statement_id, fingerprint)
where coalesce(h.apart, 0) + r.copy_no > coalesce(h.before, 0);
