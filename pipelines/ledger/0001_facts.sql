-- The first schema. Facts are added, never changed; the newest row of a key is the one added last.
-- Money is BIGINT minor units (*_minor) beside its currency. What people read are the views of 0002.

create schema facts;

create table facts.currencies (currency varchar not null, unit decimal(5, 4) not null);

-- The one table whose rows change: a run has a beginning and an end.
create table facts.runs (
    run_id varchar not null, command varchar not null, as_of date not null, engine varchar not null,
    by_user varchar not null, host varchar not null, settings_sha256 varchar not null, settings_file varchar not null,
    batch_id varchar, status varchar not null,          -- running | done | failed | aborted
    started_at timestamp not null, finished_at timestamp
);

create table facts.files (
    sha256 varchar not null, name varchar not null, format varchar not null, encoding varchar,
    "rows" bigint not null,
    status varchar not null,                            -- taken | duplicate | quarantined | accepted | unreadable
    reason varchar, by_user varchar, run_id varchar not null, recorded_at timestamp not null
);

create table facts.rejects (
    sha256 varchar not null, name varchar not null, source_line bigint not null, field varchar, value varchar,
    rule varchar not null, message varchar not null, raw varchar,
    run_id varchar not null, recorded_at timestamp not null
);

-- known_*: lines the ledger already held when the statement came (an overlapping export, another format).
create table facts.statements (
    statement_id varchar not null, sha256 varchar not null, source_file varchar not null, format varchar not null,
    entity varchar not null, account varchar not null, currency varchar not null, number varchar,
    as_of_date date not null,
    opening_minor bigint, closing_minor bigint, line_count bigint not null, movement_minor bigint not null,
    known_count bigint not null, known_minor bigint not null, lines_hash varchar not null,
    proof varchar not null, run_id varchar not null, recorded_at timestamp not null
);

create table facts.bank_lines (
    payment_id varchar not null, statement_id varchar not null, entity varchar not null, account varchar not null,
    currency varchar not null, booking_date date not null, value_date date, amount_minor bigint not null,
    payer_name varchar, payer_account varchar, memo varchar, bank_reference varchar, end_to_end_id varchar,
    creditor_reference varchar, transaction_type varchar,
    kind varchar not null,                              -- receipt | return | non_ar
    gl_account varchar, fingerprint varchar not null, occurrence bigint not null,
    raw varchar not null, source_file varchar not null, source_line bigint not null,
    run_id varchar not null, recorded_at timestamp not null
);

create table facts.advices (
    remittance_id varchar not null, stated_id varchar, payer_name varchar, payer_account varchar,
    payment_reference varchar, payment_date date, payment_minor bigint, currency varchar not null,
    is_cheque boolean not null, source_file varchar not null, source_line bigint not null,
    run_id varchar not null, recorded_at timestamp not null
);

create table facts.advice_lines (
    remittance_id varchar not null, line_no bigint not null, invoice_number varchar, gross_minor bigint,
    discount_minor bigint not null, deduction_minor bigint not null, deduction_code varchar,
    paid_minor bigint not null, note varchar, raw varchar not null, source_line bigint not null
);

create table facts.customers (
    entity varchar not null, customer_id varchar not null, name varchar not null, country varchar, parent_id varchar,
    aliases varchar, bank_accounts varchar, email varchar, payment_terms_days bigint, credit_limit varchar,
    sha256 varchar not null, source_line bigint not null, run_id varchar not null, recorded_at timestamp not null
);

create table facts.rates (
    "date" date not null, from_currency varchar not null, to_currency varchar not null, rate decimal(21, 12) not null,
    sha256 varchar not null, run_id varchar not null, recorded_at timestamp not null
);

create table facts.gl_balances (
    entity varchar not null, account varchar not null, currency varchar not null, period varchar not null,
    opening_minor bigint not null, debits_minor bigint not null, credits_minor bigint not null,
    closing_minor bigint not null, sha256 varchar not null, run_id varchar not null, recorded_at timestamp not null
);

-- An entity's whole list of open items on a date. snapshot_no rises with the date: an older one is never taken.
create table facts.snapshots (
    snapshot_no bigint not null, snapshot_id varchar not null, entity varchar not null, snapshot_date date not null,
    item_count bigint not null, status varchar not null,  -- taken | quarantined | older
    reason varchar, run_id varchar not null, recorded_at timestamp not null
);

create table facts.posted_snapshots (
    snapshot_id varchar not null, run_id varchar not null, recorded_at timestamp not null
);

-- What a snapshot says of an item for the first time, or otherwise than before, or no more (is_gone, open 0):
-- a list is the newest version of each item up to its snapshot_no.
create table facts.item_versions (
    snapshot_no bigint not null, snapshot_date date not null, item_id varchar not null, entity varchar not null,
    customer_id varchar not null, item_type varchar not null, item_number varchar not null, instalment bigint not null,
    currency varchar not null, original_minor bigint not null, open_minor bigint not null, invoice_date date,
    due_date date, po_number varchar, reference varchar, discount_date date, discount_minor bigint not null,
    exchange_rate varchar, status varchar not null, is_gone boolean not null,
    source_file varchar not null, source_line bigint not null, raw varchar
);

-- Items made by our own postings (deductions), under the number we send to the ERP.
create table facts.made_items (
    item_id varchar not null, entity varchar not null, customer_id varchar not null, item_type varchar not null,
    item_number varchar not null, instalment bigint not null, parent_item_id varchar not null, reason_code varchar,
    currency varchar not null, original_minor bigint not null, due_date date,
    application_id varchar not null, run_id varchar not null, recorded_at timestamp not null
);

-- What a later snapshot showed of our own postings, in the item's sign.
create table facts.confirmations (
    item_id varchar not null, snapshot_id varchar not null, amount_minor bigint not null,
    run_id varchar not null, recorded_at timestamp not null
);

create table facts.identifications (
    payment_id varchar not null, customer_id varchar not null, evidence varchar not null, decided_by varchar not null,
    run_id varchar not null, recorded_at timestamp not null
);

create table facts.applications (
    application_id varchar not null, payment_id varchar not null, item_id varchar not null,
    item_number varchar not null,
    instalment bigint not null, customer_id varchar not null, entity varchar not null, currency varchar not null,
    item_currency varchar not null, item_minor bigint not null, cash_minor bigint not null,
    discount_minor bigint not null,
    deduction_minor bigint not null, write_off_minor bigint not null, fee_minor bigint not null, reason_code varchar,
    new_item_number varchar, rule varchar not null, confidence double, evidence varchar not null,
    decided_by varchar not null, gl_date date not null, reverses varchar,
    run_id varchar not null, batch_id varchar not null, recorded_at timestamp not null
);

-- entry_no: entries are numbered from 1 without a gap, in the order in which they were posted.
create table facts.entries (
    entry_no bigint not null, entry_id varchar not null, cause varchar not null, run_id varchar not null, batch_id varchar not null,
    recorded_at timestamp not null
);

create table facts.legs (
    entry_no bigint not null, line_no bigint not null, gl_date date not null, entity varchar not null,
    account varchar not null, account_class varchar not null, currency varchar not null, amount_minor bigint not null,
    functional_currency varchar not null, functional_minor bigint, payment_id varchar, item_id varchar
);

create table facts.advice_uses (
    remittance_id varchar not null, payment_id varchar not null, run_id varchar not null, recorded_at timestamp not null
);

-- A new row whenever what is to be said of a subject changes.
create table facts.exception_states (
    exception_id varchar not null, subject varchar not null, payment_id varchar, remittance_id varchar, item_id varchar,
    file_sha256 varchar, entity varchar, exception_type varchar not null, why_not_auto varchar not null,
    amount_minor bigint not null, currency varchar, customer_id varchar, as_of date not null,
    status varchar not null,                            -- open | held | pending_approval | resolved
    assigned_to varchar, decision_id varchar, run_id varchar not null, recorded_at timestamp not null
);

-- What is offered for a payment: the newest set; set_id null when nothing is.
create table facts.candidate_sets (
    payment_id varchar not null, set_id varchar, run_id varchar not null, recorded_at timestamp not null
);

create table facts.candidates (
    set_id varchar not null, payment_id varchar not null, "rank" bigint not null, customer_id varchar,
    item_ids varchar[] not null, item_numbers varchar[] not null, cash_minor bigint not null,
    difference_minor bigint not null, confidence double, rule varchar not null, evidence varchar not null
);

create table facts.candidate_lines (
    set_id varchar not null, payment_id varchar not null, "rank" bigint not null, item_id varchar not null,
    item_number varchar not null, cash_minor bigint not null, discount_minor bigint not null,
    deduction_minor bigint not null, write_off_minor bigint not null, fee_minor bigint not null, reason_code varchar
);

create table facts.decisions (
    decision_id varchar not null, exception_id varchar, action varchar not null, prepared_by varchar not null,
    approved_by varchar, status varchar not null, workbook_sha256 varchar, "row" bigint, reason varchar,
    run_id varchar not null, recorded_at timestamp not null
);

create table facts.period_changes (
    entity varchar not null, period varchar not null, status varchar not null, changed_by varchar not null,
    reason varchar, run_id varchar not null, recorded_at timestamp not null
);

-- One link for each batch, and for the decisions of each run: hash = sha256 of the previous hash and the content's.
create table facts.chain (
    link_no bigint not null, sealed_id varchar not null, previous_hash varchar not null,
    content_hash varchar not null, hash varchar not null, recorded_at timestamp not null
);
