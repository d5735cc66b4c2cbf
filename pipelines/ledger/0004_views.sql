-- What people and their tools read. Columns are the contract's, in its order; those after a blank line are more.

create view payments as
select
    b.payment_id, b.bank_reference, b.entity, b.account as bank_account, b.booking_date, b.value_date, b.currency,
    money(b.amount_minor, c.unit) as amount, b.payer_name, b.payer_account, b.memo, b.end_to_end_id, b.kind,
    i.customer_id,
    money(p.applied_minor, c.unit) as applied_amount, money(p.on_account_minor, c.unit) as on_account_amount,
    money(p.unapplied_minor, c.unit) as unapplied_amount, money(p.unidentified_minor, c.unit) as unidentified_amount,
    money(p.refunded_minor, c.unit) as refunded_amount, money(p.returned_minor, c.unit) as returned_amount,
    money(p.non_ar_minor, c.unit) as non_ar_amount, b.source_file, b.source_line
from facts.bank_lines b
join facts.placed p using (payment_id)
join facts.currencies c on c.currency = b.currency
left join facts.payers i using (payment_id);

create view applications as
select
    a.application_id, a.payment_id, a.item_id, a.item_number, a.customer_id, a.entity, a.currency, a.item_currency,
    money(a.item_minor, ic.unit) as item_amount, money(a.cash_minor, c.unit) as cash_amount,
    money(a.discount_minor, c.unit) as discount_amount, money(a.deduction_minor, c.unit) as deduction_amount,
    money(a.write_off_minor, c.unit) as write_off_amount, money(a.fee_minor, c.unit) as fee_amount,
    a.rule, a.confidence, a.evidence, a.decided_by, a.run_id, a.gl_date, a.recorded_at, a.reverses,
    a.reverses is not null or r.reverses is not null as reversed
from facts.applications a
join facts.currencies c on c.currency = a.currency
join facts.currencies ic on ic.currency = a.item_currency
left join (
    select distinct reverses from facts.applications where reverses is not null
) r on r.reverses = a.application_id;

create view exceptions as
select
    e.exception_id, e.subject, e.payment_id, e.remittance_id, e.item_id, e.entity, e.exception_type, e.why_not_auto,
    money(e.amount_minor, coalesce(c.unit, 1)) as amount, e.currency, e.customer_id, e.first_seen, e.status,
    e.assigned_to,
    e.decision_id, e.resolved_at,

    e.file_sha256, e.run_id
from facts.exceptions_now e
left join facts.currencies c on c.currency = e.currency;

create view candidates as
select
    o.payment_id, o."rank", o.customer_id, o.item_ids, o.item_numbers, money(o.cash_minor, c.unit) as cash_amount,
    money(o.difference_minor, c.unit) as difference, o.confidence, o.rule, o.evidence
from facts.sets_now s
join facts.candidates o on o.set_id = s.set_id
join facts.bank_lines b on b.payment_id = o.payment_id
join facts.currencies c on c.currency = b.currency;

create view candidate_lines as
select
    o.payment_id, o."rank", o.item_id, money(o.cash_minor, c.unit) as cash_amount,
    money(o.discount_minor, c.unit) as discount_amount, money(o.deduction_minor, c.unit) as deduction_amount,
    money(o.write_off_minor, c.unit) as write_off_amount, money(o.fee_minor, c.unit) as fee_amount, o.reason_code
from facts.sets_now s
join facts.candidate_lines o on o.set_id = s.set_id
join facts.bank_lines b on b.payment_id = o.payment_id
join facts.currencies c on c.currency = b.currency;

create view decisions as
select
    decision_id, exception_id, action, prepared_by, approved_by, status, workbook_sha256, "row", reason, recorded_at,

    run_id
from facts.decisions
where rowid in (select max(rowid) from facts.decisions group by decision_id);

create view open_items as
select
    i.item_id, i.entity, i.customer_id, i.item_number, i.instalment, i.item_type,
    case when i.is_made then 'tieout' else 'erp' end as origin, i.parent_item_id, i.reason_code, i.account_class,
    i.currency, money(i.original_minor, c.unit) as original_amount, money(i.open_minor, c.unit) as open_amount,
    money(i.pending_minor + case when i.is_made then i.original_minor else 0 end, c.unit) as pending_amount,
    i.due_date, i.status, i.snapshot_date
from facts.items_now i
join facts.currencies c on c.currency = i.currency;

create view journal as
select
    e.entry_id, l.line_no, l.gl_date, l.entity, l.account, l.currency,
    money(greatest(l.amount_minor, 0), c.unit) as debit, money(greatest(-l.amount_minor, 0), c.unit) as credit,
    l.functional_currency, money(greatest(l.functional_minor, 0), f.unit) as functional_debit,
    money(greatest(-l.functional_minor, 0), f.unit) as functional_credit, l.payment_id, l.item_id, e.cause, e.run_id,
    e.batch_id, e.recorded_at,

    l.account_class
from facts.legs l
join facts.entries e using (entry_no)
join facts.currencies c on c.currency = l.currency
left join facts.currencies f on f.currency = l.functional_currency;

create view periods as
select entity, period, status, changed_by, reason, recorded_at from facts.periods_now;

-- age: how long ago the run ended; in the published copy, how old its newest run is.
create view runs as
select
    run_id, command, as_of, engine, status, batch_id, by_user, host, settings_sha256, settings_file, started_at,
    finished_at, make_timestamp(epoch_us(now())) - coalesce(finished_at, started_at) as age
from facts.runs;

create view files as
select
    sha256, format, "rows", status, reason,

    name as source_file, encoding, by_user, run_id, recorded_at
from facts.files_now;

create view rejects as
select
    name as file, source_line as line, field, value, rule, message,

    sha256, run_id, recorded_at
from facts.rejects;

create view statements as
select
    s.account, s.number, money(s.opening_minor, c.unit) as opening, money(s.closing_minor, c.unit) as closing, s.proof,

    s.statement_id, s.entity, s.currency, s.as_of_date, s.line_count, money(s.movement_minor, c.unit) as movement,
    s.source_file, s.run_id, s.recorded_at
from facts.statements s
join facts.currencies c on c.currency = s.currency;
