-- What the public views, the run and the proofs share: identity, money, and the newest of everything.

create macro hash_id(x) as left(sha256(x), 20);

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
    coalesce(-sum(l.amount_minor) filter (account_class = 'on_account' and item_id is null), 0)::bigint as on_account_minor,
    coalesce(-sum(l.amount_minor) filter (account_class = 'refund'), 0)::bigint as refunded_minor,
    coalesce(-sum(l.amount_minor) filter (account_class = 'non_ar'), 0)::bigint as non_ar_minor,
    coalesce(sum(l.amount_minor) filter (starts_with(e.cause, 'return|')), 0)::bigint as returned_minor,
    coalesce(-sum(l.amount_minor) filter (
        account_class not in ('bank', 'unapplied', 'unidentified', 'on_account', 'refund', 'non_ar')
        or (account_class = 'on_account' and item_id is not null)
    ), 0)::bigint as applied_minor
from facts.legs l
join facts.entries e using (entry_id)
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

-- The snapshot each entity's items are read from: the latest posted, or taken and not after `as_of`.
create macro facts.latest_snapshots(as_of) as table
    select entity, max(snapshot_no) as snapshot_no
    from facts.snapshots
    where status = 'taken'
        and (snapshot_id in (select snapshot_id from facts.posted_snapshots) or snapshot_date <= as_of)
    group by entity;

-- Newest version of every item up to that snapshot, gone ones too. `as_of` null: posted snapshots only.
create macro facts.listed_items(as_of) as table
    select v.*
    from facts.item_versions v
    join (
        select n.item_id, max(n.snapshot_no) as snapshot_no
        from facts.item_versions n
        join facts.latest_snapshots(as_of) s on s.entity = n.entity and n.snapshot_no <= s.snapshot_no
        group by n.item_id
    ) newest on newest.item_id = v.item_id and newest.snapshot_no = v.snapshot_no;

-- By item, in its sign: what we took off it (or, below zero, made) that no snapshot has shown yet.
create view facts.pending as
select item_id, sum(minor)::bigint as pending_minor
from (
    select item_id, item_minor as minor from facts.applications
    union all
    select item_id, -original_minor from facts.made_items
    union all
    select item_id, -amount_minor from facts.confirmations
)
group by item_id;

-- What the latest list changes against the posted one; an item that is gone, or was not there, is open for 0.
create macro facts.erp_changes(as_of) as table
    with before as (
        select entity, max(snapshot_no) as posted_no
        from facts.snapshots
        where status = 'taken' and snapshot_id in (select snapshot_id from facts.posted_snapshots)
        group by entity
    ),
    waiting as (
        select s.entity, s.snapshot_no, s.snapshot_id, s.snapshot_date, coalesce(b.posted_no, 0) as posted_no
        from facts.latest_snapshots(as_of) l
        join facts.snapshots s on s.snapshot_no = l.snapshot_no
        left join before b on b.entity = s.entity
        where s.snapshot_no > coalesce(b.posted_no, 0)
    ),
    newest as (
        select v.item_id, max(v.snapshot_no) filter (v.snapshot_no > w.posted_no) as latest_no,
            max(v.snapshot_no) filter (v.snapshot_no <= w.posted_no) as previous_no
        from facts.item_versions v
        join waiting w on w.entity = v.entity and v.snapshot_no <= w.snapshot_no
        group by v.item_id
        having latest_no is not null
    )
    select
        w.snapshot_id, v.item_id, v.entity, v.currency, facts.item_class(v.item_type) as account_class,
        w.snapshot_date, coalesce(p.open_minor, 0) as previous_minor, v.open_minor as latest_minor,
        coalesce(o.pending_minor, 0) as pending_minor
    from newest n
    join facts.item_versions v on v.item_id = n.item_id and v.snapshot_no = n.latest_no
    join waiting w on w.entity = v.entity
    left join facts.item_versions p on p.item_id = n.item_id and p.snapshot_no = n.previous_no
    left join facts.pending o on o.item_id = v.item_id
    where v.open_minor <> coalesce(p.open_minor, 0);

-- Items made here, once each, with what is left of their making after reversals.
create view facts.made as
select
    item_id, any_value(entity) as entity, any_value(customer_id) as customer_id, any_value(item_type) as item_type,
    any_value(item_number) as item_number, any_value(instalment) as instalment,
    any_value(parent_item_id) as parent_item_id, any_value(reason_code) as reason_code,
    any_value(currency) as currency, sum(original_minor)::bigint as original_minor, any_value(due_date) as due_date
from facts.made_items
group by item_id;

-- Every item that is listed, open or pending, in minor units; `open_minor` is after our postings.
create view facts.items_now as
with listed as (
    select v.*, s.snapshot_date as list_date
    from facts.listed_items(null::date) v
    join facts.latest_snapshots(null::date) l using (entity)
    join facts.snapshots s on s.snapshot_no = l.snapshot_no
),
known as (
    select
        coalesce(l.item_id, m.item_id) as item_id, coalesce(l.entity, m.entity) as entity,
        coalesce(l.customer_id, m.customer_id) as customer_id, coalesce(l.item_number, m.item_number) as item_number,
        coalesce(l.instalment, m.instalment) as instalment, coalesce(l.item_type, m.item_type) as item_type,
        coalesce(l.currency, m.currency) as currency, coalesce(l.due_date, m.due_date) as due_date,
        l.item_id is null as is_made, coalesce(l.is_gone, true) as is_gone,
        m.parent_item_id, m.reason_code, coalesce(l.open_minor, 0) as erp_minor,
        coalesce(l.original_minor, m.original_minor) as original_minor,
        coalesce(l.status, 'open') as status, l.list_date as snapshot_date
    from listed l
    full join facts.made m on m.item_id = l.item_id
)
select
    k.*, facts.item_class(item_type) as account_class,
    coalesce(pending_minor, 0) as pending_minor, erp_minor - coalesce(pending_minor, 0) as open_minor
from known k
left join facts.pending p using (item_id)
where not is_gone or is_made or coalesce(pending_minor, 0) <> 0;

-- What is said of a subject now, and since when it waits.
create view facts.exceptions_now as
with firsts as (
    select exception_id, min(as_of) as first_seen, max(rowid) as newest from facts.exception_states group by exception_id
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
