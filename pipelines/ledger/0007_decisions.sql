-- What people decide: which row of which book said it, who stood behind it, what it posted, and what it taught.

alter table facts.decisions add column workbook varchar;
alter table facts.decisions add column sheet varchar;
alter table facts.decisions add column book_run_id varchar;   -- as the row of the book says
alter table facts.decisions add column row_hash varchar;      -- the same
alter table facts.decisions add column answer varchar;        -- all that the row answered, as JSON
alter table facts.decisions add column comment varchar;
alter table facts.decisions add column payment_id varchar;
alter table facts.decisions add column currency varchar;
alter table facts.decisions add column placed_minor bigint;
alter table facts.decisions add column given_up_minor bigint; -- what counts against limits: write-offs, refunds, ...
alter table facts.decisions add column undoes varchar;        -- the decision that this one takes back
alter table facts.decisions add column cleared_by varchar;    -- who handed the book in
alter table facts.decisions add column os_user varchar;
alter table facts.decisions add column host varchar;
alter table facts.decisions add column as_of date;

-- Which entries a decision posted.
create table facts.decision_entries (
    decision_id varchar not null, entry_id varchar not null, run_id varchar not null, recorded_at timestamp not null
);

-- What a person taught: this payer name or account is that customer. A new row whenever its state changes.
create table facts.aliases (
    alias_id varchar not null, entity varchar not null, customer_id varchar not null,
    kind varchar not null,                              -- name | account
    "value" varchar not null, status varchar not null,  -- learned | forgotten
    decision_id varchar not null, payment_id varchar, taught_by varchar not null, approved_by varchar, reason varchar,
    taught_date date not null, expires_date date not null,
    run_id varchar not null, recorded_at timestamp not null
);

-- Suggestions that a person called wrong; the same items for the same payment are not offered again.
create table facts.rejected_candidates (
    payment_id varchar not null, customer_id varchar, item_ids varchar[] not null, decision_id varchar not null,
    run_id varchar not null, recorded_at timestamp not null
);

-- A number or id as people write it: spreadsheets drop leading zeros, capitals go astray.
create macro facts.spoken(x) as coalesce(nullif(ltrim(lower(trim(x)), '0'), ''), lower(trim(x)));

-- Who paid, as last said; a person may also take back that anybody did.
alter table facts.identifications alter column customer_id drop not null;

create or replace view facts.payers as
select payment_id, customer_id, evidence
from facts.identifications
where customer_id is not null and rowid in (select max(rowid) from facts.identifications group by payment_id);

create view facts.decisions_now as
select * from facts.decisions where rowid in (select max(rowid) from facts.decisions group by decision_id);

create view facts.aliases_now as
select * from facts.aliases where rowid in (select max(rowid) from facts.aliases group by alias_id);

create or replace view decisions as
select
    d.decision_id, d.exception_id, d.action, d.prepared_by, d.approved_by, d.status, d.workbook_sha256, d."row",
    d.reason, d.recorded_at,

    d.run_id, d.comment, d.payment_id, d.currency, money(d.placed_minor, coalesce(c.unit, 1)) as placed_amount,
    money(d.given_up_minor, coalesce(c.unit, 1)) as given_up_amount, d.undoes, d.cleared_by, d.os_user, d.host,
    d.workbook, d.sheet, d.as_of
from facts.decisions_now d
left join facts.currencies c on c.currency = d.currency;

create view aliases as
select
    alias_id, entity, customer_id, kind, "value", status, taught_by, approved_by, taught_date, expires_date,
    decision_id, payment_id, reason, recorded_at
from facts.aliases_now;
