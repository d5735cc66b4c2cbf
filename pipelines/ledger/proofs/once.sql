-- Every id stands once: no file, line or entry is taken twice.
with twice as (
    select 'payment' as kind, payment_id as id, count(*) as times from facts.bank_lines group by id having times > 1
    union all
    select 'statement', statement_id as id, count(*) as times from facts.statements group by id having times > 1
    union all
    select 'entry', entry_id as id, count(*) as times from facts.entries group by id having times > 1
    union all
    select 'application', application_id as id, count(*) as times from facts.applications group by id having times > 1
    union all
    select 'advice', remittance_id as id, count(*) as times from facts.advices group by id having times > 1
    union all
    select 'run', run_id as id, count(*) as times from facts.runs group by id having times > 1
    union all
    select 'posted snapshot', snapshot_id as id, count(*) as times from facts.posted_snapshots group by id
    having times > 1
    union all
    select 'version of item', concat(item_id, ' in list ', snapshot_no), count(*) as times
    from facts.item_versions group by item_id, snapshot_no having times > 1
    union all
    select 'taken file', sha256 as id, count(*) as times from facts.files where status = 'taken' group by id
    having times > 1
)
select
    (select count(*) from facts.bank_lines) + (select count(*) from facts.entries)
        + (select count(*) from facts.applications) + (select count(*) from facts.item_versions) as checked,
    null as finding
union all
select 0, concat(kind, ' ', id, ': stands ', times, ' times') from twice
