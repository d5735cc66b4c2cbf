-- The latest run of the day that left anything behind: an identical run after it changes no output.
with wrote as (
    select run_id from facts.files union select run_id from facts.rejects union select run_id from facts.bank_lines
    union select run_id from facts.entries union select run_id from facts.exception_states
    union select run_id from facts.candidate_sets union select run_id from facts.snapshots
),
latest as (
    select r.run_id, r.engine, r.settings_file, r.settings_sha256
    from facts.runs r join day_runs using (run_id)
    left join wrote w using (run_id)
    order by w.run_id is not null desc, case when w.run_id is null then -r.rowid else r.rowid end desc limit 1
),
auto as (
    select a.payment_id, bool_or(x.reverses is not null) as is_reversed
    from facts.applications a
    left join facts.applications x on x.reverses = a.application_id
    where a.reverses is null and a.decided_by = 'auto'
    group by a.payment_id
    having sum(a.cash_minor) = (select b.amount_minor from facts.bank_lines b where b.payment_id = a.payment_id)
)
select
    coalesce((select run_id from latest), '') as run_id, coalesce((select engine from latest), '') as engine,
    coalesce((select settings_file from latest), 'built-in') as settings,
    coalesce((select settings_sha256 from latest), '') as settings_sha256,
    ((select coalesce(sum("rows"), 0) from facts.files where run_id in (select run_id from day_runs))
        + (select count(*) from facts.rejects where run_id in (select run_id from day_runs)))::bigint as lines_read,
    (select count(*) from auto) as auto_count, (select count(*) from auto where is_reversed) as auto_reversed_count
