-- The books as of a business date (booked, dated or listed by then) as they were known at a recorded time (UTC; left
-- out: all that is known now). Columns are those of the views of the same name.

-- A functional amount that is not known is null, not zero.
create or replace view journal as
select
    e.entry_id, l.line_no, l.gl_date, l.entity, l.account, l.currency,
    money(greatest(l.amount_minor, 0), c.unit) as debit, money(greatest(-l.amount_minor, 0), c.unit) as credit,
    l.functional_currency,
    case when l.functional_minor is not null then money(greatest(l.functional_minor, 0), f.unit) end
        as functional_debit,
    case when l.functional_minor is not null then money(greatest(-l.functional_minor, 0), f.unit) end
        as functional_credit,
    l.payment_id, l.item_id, e.cause, e.run_id, e.batch_id, e.recorded_at,

    l.account_class
from facts.legs l
join facts.entries e using (entry_no)
join facts.currencies c on c.currency = l.currency
left join facts.currencies f on f.currency = l.functional_currency;

create macro journal_as_of(as_of, known_at := 'infinity') as table
    select * from journal where gl_date <= as_of::date and recorded_at <= known_at::timestamp;

create macro facts.legs_as_of(as_of, known_at) as table
    select l.*, e.cause
    from facts.legs l
    join facts.entries e using (entry_no)
    where l.gl_date <= as_of::date and e.recorded_at <= known_at::timestamp;

create macro trial_balance_as_of(as_of, known_at := 'infinity') as table
    select
        l.entity, l.account, l.account_class, l.currency,
        money(coalesce(sum(l.amount_minor) filter (l.amount_minor > 0), 0)::bigint, any_value(c.unit)) as debit,
        money(coalesce(-sum(l.amount_minor) filter (l.amount_minor < 0), 0)::bigint, any_value(c.unit)) as credit,
        money(sum(l.amount_minor)::bigint, any_value(c.unit)) as balance
    from facts.legs_as_of(as_of, known_at) l
    join facts.currencies c using (currency)
    group by l.entity, l.account, l.account_class, l.currency;

create macro payments_as_of(as_of, known_at := 'infinity') as table
    with placed as (
        select
            l.payment_id,
            coalesce(sum(l.amount_minor) filter (l.account_class = 'bank'), 0) as bank_minor,
            coalesce(-sum(l.amount_minor) filter (l.account_class = 'unapplied'), 0) as unapplied_minor,
            coalesce(-sum(l.amount_minor) filter (l.account_class = 'unidentified'), 0) as unidentified_minor,
            coalesce(-sum(l.amount_minor) filter (
                l.account_class = 'on_account' and l.item_id is null), 0) as on_account_minor,
            coalesce(-sum(l.amount_minor) filter (l.account_class = 'refund'), 0) as refunded_minor,
            coalesce(-sum(l.amount_minor) filter (l.account_class = 'non_ar'), 0) as non_ar_minor,
            coalesce(sum(l.amount_minor) filter (starts_with(l.cause, 'return|')), 0) as returned_minor,
            coalesce(-sum(l.amount_minor) filter (
                l.account_class not in ('bank', 'unapplied', 'unidentified', 'on_account', 'refund', 'non_ar')
                or (l.account_class = 'on_account' and l.item_id is not null)), 0) as applied_minor
        from facts.legs_as_of(as_of, known_at) l
        join facts.bank_lines b on b.payment_id = l.payment_id and b.currency = l.currency
        group by l.payment_id
    ),
    payers as (
        select i.payment_id, arg_max_null(i.customer_id, i.rowid) as customer_id
        from facts.identifications i
        join facts.runs r using (run_id)
        where r.as_of <= as_of::date and i.recorded_at <= known_at::timestamp
        group by i.payment_id
    )
    select
        b.payment_id, b.bank_reference, b.entity, b.account as bank_account, b.booking_date, b.value_date, b.currency,
        money(b.amount_minor, c.unit) as amount, b.payer_name, b.payer_account, b.memo, b.end_to_end_id, b.kind,
        i.customer_id,
        money(applied_minor::bigint, c.unit) as applied_amount,
        money(on_account_minor::bigint, c.unit) as on_account_amount,
        money(unapplied_minor::bigint, c.unit) as unapplied_amount,
        money(unidentified_minor::bigint, c.unit) as unidentified_amount,
        money(refunded_minor::bigint, c.unit) as refunded_amount,
        money(returned_minor::bigint, c.unit) as returned_amount,
        money(non_ar_minor::bigint, c.unit) as non_ar_amount, b.source_file, b.source_line
    from facts.bank_lines b
    join placed p using (payment_id)
    join facts.currencies c on c.currency = b.currency
    left join payers i using (payment_id)
    where p.bank_minor <> 0;

-- Lists that were posted by then. A list counts from the date of its entries: after its month was locked they moved.
create macro facts.lists_as_of(as_of, known_at) as table
    with booked as (
        select split_part(e.cause, '|', 2) as snapshot_id, max(l.gl_date) as gl_date
        from facts.entries e
        join facts.legs l using (entry_no)
        where starts_with(e.cause, 'snapshot|') and l.line_no = 1
        group by 1
    ),
    dated as (
        select s.*, max(greatest(s.snapshot_date, b.gl_date)) over (
            partition by s.entity order by s.snapshot_no) as counts_from, p.recorded_at as posted_at
        from facts.snapshots s
        join facts.posted_snapshots p using (snapshot_id)
        left join booked b using (snapshot_id)
        where s.status = 'taken'
    )
    select * from dated where counts_from <= as_of::date and posted_at <= known_at::timestamp;

create macro facts.pending_as_of(as_of, known_at) as table
    with applied as (
        select application_id, item_id, item_minor
        from facts.applications
        where gl_date <= as_of::date and recorded_at <= known_at::timestamp
    ),
    parts as (
        select item_id, item_minor as minor from applied
        union all
        select m.item_id, -m.original_minor from facts.made_items m join applied using (application_id)
        union all
        select item_id, -amount_minor from facts.confirmations
        where snapshot_id in (select snapshot_id from facts.lists_as_of(as_of, known_at))
    )
    select item_id, sum(minor)::bigint as pending_minor from parts group by item_id;

create macro open_items_as_of(as_of, known_at := 'infinity') as table
    with lists as (
        select entity, max(snapshot_no) as snapshot_no, max(snapshot_date) as list_date
        from facts.lists_as_of(as_of, known_at)
        group by entity
    ),
    listed as (
        select v.*, s.list_date
        from facts.item_versions v
        join lists s using (entity)
        where v.rowid in (
            select max(n.rowid)
            from facts.item_versions n
            join lists m on m.entity = n.entity and n.snapshot_no <= m.snapshot_no
            group by n.item_id)
    ),
    made as (
        select
            m.item_id, any_value(m.entity) as entity, any_value(m.customer_id) as customer_id,
            any_value(m.item_type) as item_type, any_value(m.item_number) as item_number,
            any_value(m.instalment) as instalment, any_value(m.parent_item_id) as parent_item_id,
            any_value(m.reason_code) as reason_code, any_value(m.currency) as currency,
            sum(m.original_minor)::bigint as original_minor, any_value(m.due_date) as due_date
        from facts.made_items m
        join facts.applications a using (application_id)
        where a.gl_date <= as_of::date and a.recorded_at <= known_at::timestamp
        group by m.item_id
    ),
    known as (
        select
            coalesce(l.item_id, m.item_id) as item_id, coalesce(l.entity, m.entity) as entity,
            coalesce(l.customer_id, m.customer_id) as customer_id,
            coalesce(l.item_number, m.item_number) as item_number,
            coalesce(l.instalment, m.instalment) as instalment, coalesce(l.item_type, m.item_type) as item_type,
            coalesce(l.currency, m.currency) as currency, coalesce(l.due_date, m.due_date) as due_date,
            l.item_id is null as is_made, coalesce(l.is_gone, true) as is_gone, m.parent_item_id, m.reason_code,
            coalesce(l.open_minor, 0) as erp_minor, coalesce(l.original_minor, m.original_minor) as original_minor,
            coalesce(l.status, 'open') as status, l.list_date as snapshot_date
        from listed l
        full join made m on m.item_id = l.item_id
    )
    select
        k.item_id, k.entity, k.customer_id, k.item_number, k.instalment, k.item_type,
        case when k.is_made then 'tieout' else 'erp' end as origin, k.parent_item_id, k.reason_code,
        facts.item_class(k.item_type) as account_class, k.currency,
        money(k.original_minor, c.unit) as original_amount,
        money(k.erp_minor - coalesce(p.pending_minor, 0), c.unit) as open_amount,
        money(coalesce(p.pending_minor, 0) + case when k.is_made then k.original_minor else 0 end, c.unit)
            as pending_amount,
        k.due_date, k.status, k.snapshot_date
    from known k
    join facts.currencies c on c.currency = k.currency
    left join facts.pending_as_of(as_of, known_at) p on p.item_id = k.item_id
    where not k.is_gone or k.is_made or coalesce(p.pending_minor, 0) <> 0;

-- Open items by how long they are past due on the date; what has no due date is not due.
create macro aging_as_of(as_of, known_at := 'infinity') as table
    with aged as (
        select *, coalesce(as_of::date - due_date, 0) as days_late from open_items_as_of(as_of, known_at)
    )
    select
        entity, customer_id, account_class, currency, sum(open_amount)::decimal(19, 4) as open_amount,
        coalesce(sum(open_amount) filter (days_late <= 0), 0)::decimal(19, 4) as current_amount,
        coalesce(sum(open_amount) filter (days_late between 1 and 30), 0)::decimal(19, 4) as days_1_30_amount,
        coalesce(sum(open_amount) filter (days_late between 31 and 60), 0)::decimal(19, 4) as days_31_60_amount,
        coalesce(sum(open_amount) filter (days_late between 61 and 90), 0)::decimal(19, 4) as days_61_90_amount,
        coalesce(sum(open_amount) filter (days_late > 90), 0)::decimal(19, 4) as days_over_90_amount
    from aged
    group by entity, customer_id, account_class, currency
    having count(*) filter (open_amount <> 0) > 0;

-- Money that had not found its item, or was kept on account, by how long it had been there.
create macro unapplied_as_of(as_of, known_at := 'infinity') as table
    select
        payment_id, entity, customer_id, bank_reference, booking_date, value_date, currency, unapplied_amount,
        unidentified_amount, on_account_amount, as_of::date - coalesce(value_date, booking_date) as age_days,
        case when age_days <= 30 then '0-30' when age_days <= 60 then '31-60' when age_days <= 90 then '61-90'
            else '90+' end as age_band
    from payments_as_of(as_of, known_at)
    where unapplied_amount <> 0 or unidentified_amount <> 0 or on_account_amount <> 0;

-- Statements that open with another balance than the one before them closed with, and share no line or day with one
-- that was there already: something is missing between the two dates.
create view facts.gaps as
with spans as (
    select s.*, coalesce(l.first_date, s.as_of_date) as first_date
    from facts.statements s
    left join (select statement_id, min(booking_date) as first_date from facts.bank_lines group by statement_id) l
        using (statement_id)
),
ends as (
    select distinct account, currency, as_of_date, closing_minor from facts.statements where closing_minor is not null
),
days as (select distinct account, currency, as_of_date from ends),
followed as (
    select o.*, d.as_of_date as previous_date
    from spans o
    asof join days d on d.account = o.account and d.currency = o.currency and o.first_date > d.as_of_date
    where o.opening_minor is not null and o.known_count = 0
)
select
    f.statement_id, f.run_id, f.entity, f.account, f.currency, f.opening_minor, f.first_date, f.previous_date,
    (select max(e.closing_minor) from ends e where e.account = f.account and e.currency = f.currency
        and e.as_of_date = f.previous_date) as previous_minor
from followed f
where not exists (
        select 1 from ends e where e.account = f.account and e.currency = f.currency
            and e.closing_minor = f.opening_minor and e.as_of_date between f.previous_date and f.first_date)
    and not exists (
        select 1 from spans p where p.account = f.account and p.currency = f.currency
            and p.statement_id <> f.statement_id and p.first_date < f.first_date and p.as_of_date >= f.first_date);

-- Every item that was ever listed or made here; side: 1 for what customers owe, -1 for what we owe them.
create view facts.items_ever as
with named as (
    select item_id, entity, customer_id, item_number, item_type, currency from facts.item_versions
    union all
    select item_id, entity, customer_id, item_number, item_type, currency from facts.made_items
)
select
    item_id, any_value(entity) as entity, any_value(customer_id) as customer_id, any_value(item_number) as item_number,
    any_value(item_type) as item_type, any_value(currency) as currency,
    case when any_value(item_type) in ('credit_memo', 'on_account') then -1 else 1 end as side
from named
group by item_id;

-- Items of which we took something, or the ERP took something off without us: what its lists show of it. A list that
-- is dated after our last application, and does not show all of it, disagrees.
create view erp_agreement as
with taken as (
    select item_id, item_minor as minor, gl_date from facts.applications
    union all
    select m.item_id, -m.original_minor, a.gl_date
    from facts.made_items m
    join facts.applications a using (application_id)
),
ours as (
    select item_id, sum(minor)::bigint as applied_minor, max(gl_date) as applied_date from taken group by item_id
),
shown as (
    select item_id, sum(amount_minor)::bigint as confirmed_minor from facts.confirmations group by item_id
),
lowered as (
    select l.item_id, -sum(l.amount_minor)::bigint as elsewhere_minor
    from facts.legs l
    join facts.entries e using (entry_no)
    join facts.items_ever i using (item_id)
    where starts_with(e.cause, 'snapshot|') and l.account_class <> 'erp' and l.amount_minor * i.side < 0
    group by l.item_id
),
lists as (
    select entity, max(snapshot_date) as list_date
    from facts.snapshots where snapshot_id in (select snapshot_id from facts.posted_snapshots) group by entity
),
sums as (
    select
        i.*, coalesce(o.applied_minor, 0) as applied_minor, coalesce(s.confirmed_minor, 0) as confirmed_minor,
        coalesce(e.elsewhere_minor, 0) as elsewhere_minor, o.applied_date, l.list_date
    from facts.items_ever i
    left join ours o using (item_id)
    left join shown s using (item_id)
    left join lowered e using (item_id)
    left join lists l on l.entity = i.entity
    where o.item_id is not null or s.item_id is not null or e.item_id is not null
)
select
    s.item_id, s.entity, s.customer_id, s.item_number, s.currency, money(s.applied_minor, c.unit) as applied_amount,
    money(s.confirmed_minor, c.unit) as confirmed_amount,
    money(s.applied_minor - s.confirmed_minor, c.unit) as pending_amount,
    money(s.elsewhere_minor, c.unit) as elsewhere_amount, s.applied_date, s.list_date,
    case
        when s.applied_minor <> s.confirmed_minor and s.list_date > s.applied_date then 'disagreeing'
        when s.applied_minor <> s.confirmed_minor then 'pending'
        when s.elsewhere_minor <> 0 then 'closed elsewhere'
        else 'confirmed'
    end as state
from sums s
join facts.currencies c using (currency);
