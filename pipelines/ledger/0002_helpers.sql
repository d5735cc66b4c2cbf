-- What the public views, the run and the proofs share: identity, money, and the newest of everything.

create macro hash_id(x) as left(sha256(x), 20);

-- Entry ids are hashes already. No entries, no batch.
create macro facts.batch_id(entry_id) as
    case when count(*) > 0 then hash_id(concat_ws('|', count(*), sum(('0x' || entry_id)::hugeint))) end;

-- Exact: BIGINT times DECIMAL stays decimal (a division would be a double).
create macro money(minor, unit) as (minor * unit)::decimal(19, 4);

create macro facts.item_id(entity, customer_id, item_type, item_number, instalment) as
    hash_id(concat_ws('|', entity, customer_id, item_type, item_number, instalment));

-- A bank line by what it says, without the file it came in.
create macro facts.fingerprint(account, currency, booking_date, value_date, amount_minor, bank_reference, end_to_end_id,
    creditor_reference, payer_name, payer_account, memo) as
    hash_id(concat_ws(chr(31), account, currency, booking_date, coalesce(value_date::varchar, ''), amount_minor,
        coalesce(bank_reference, ''), coalesce(end_to_end_id, ''), coalesce(creditor_reference, ''),
        coalesce(payer_name, ''), coalesce(payer_account, ''), coalesce(memo, '')));

create macro facts.item_class(item_type) as
    case item_type when 'on_account' then 'on_account' when 'deduction' then 'deductions' else 'ar' end;

-- A payment's money by where it stands, from the journal. Legs that tie a return to its receipt move money between
-- two payments; all other legs of a payment sum to zero. Legs of another currency are the far side of an exchange.
create view facts.placed as
select
    l.payment_id,
    coalesce(sum(l.amount_minor) filter (account_class = 'bank'), 0)::bigint as bank_minor,
    coalesce(-sum(l.amount_minor) filter (account_class = 'unapplied'), 0)::bigint as unapplied_minor,
    coalesce(-sum(l.amount_minor) filter (account_class = 'unidentified'), 0)::bigint as unidentified_minor,
    coalesce(-sum(l.amount_minor) filter (
        account_class = 'on_account' and item_id is null), 0)::bigint as on_account_minor,
    coalesce(-sum(l.amount_minor) filter (account_class = 'refund'), 0)::bigint as refunded_minor,
    coalesce(-sum(l.amount_minor) filter (account_class = 'non_ar'), 0)::bigint as non_ar_minor,
    coalesce(sum(l.amount_minor) filter (starts_with(e.cause, 'return|')), 0)::bigint as returned_minor,
    coalesce(-sum(l.amount_minor) filter (
        account_class not in ('bank', 'unapplied', 'unidentified', 'on_account', 'refund', 'non_ar')
        or (account_class = 'on_account' and item_id is not null)
    ), 0)::bigint as applied_minor
from facts.legs l
join facts.entries e using (entry_no)
join facts.bank_lines b on b.payment_id = l.payment_id and b.currency = l.currency
group by l.payment_id;

-- Money of booked lines that is unapplied or unidentified; all of it stands here, zero too.
create view facts.unplaced as
select payment_id,
    coalesce(-sum(amount_minor) filter (account_class in ('unapplied', 'unidentified')), 0)::bigint as open_minor
from facts.legs where payment_id is not null group by payment_id;

create view facts.unbooked as
select * from facts.bank_lines
where payment_id not in (select payment_id from facts.legs where account_class = 'bank' and payment_id is not null);

-- Who paid, as last said.
create view facts.payers as
select payment_id, arg_max(customer_id, rowid) as customer_id, arg_max(evidence, rowid) as evidence
from facts.identifications
group by payment_id;

create view facts.current_customers as
select * from facts.customers where rowid in (select max(rowid) from facts.customers group by entity, customer_id);

-- What is said of a subject now, and since when it waits.
create view facts.exceptions_now as
with firsts as (
    select exception_id, min(as_of) as first_seen, max(rowid) as newest
    from facts.exception_states
    group by exception_id
)
select s.*, f.first_seen, case when s.status = 'resolved' then s.as_of end as resolved_at
from facts.exception_states s
join firsts f on f.newest = s.rowid;

-- The set that is offered now, for payments that still wait.
create view facts.sets_now as
select c.payment_id, arg_max(coalesce(c.set_id, ''), c.rowid) as set_id
from facts.candidate_sets c
where c.payment_id in (select payment_id from facts.exceptions_now where status <> 'resolved' and subject = 'payment')
group by c.payment_id;

create view facts.files_now as
select * from facts.files where rowid in (select max(rowid) from facts.files group by sha256);

create view facts.periods_now as
select * from facts.period_changes where rowid in (select max(rowid) from facts.period_changes group by entity, period);
