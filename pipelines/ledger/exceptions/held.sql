-- The open exceptions of these subjects become what is held now; what is no longer held is resolved.

insert into facts.exception_states by name
with said as (
    select
        * exclude (exception_no),
        hash_id(concat_ws('|', 'exception', subject, case subject when 'payment' then payment_id
            when 'advice' then remittance_id when 'item' then item_id else file_sha256 end)) as exception_id
    from (select *, row_number() over () as exception_no from held)
    where list_contains($subjects, subject)
    qualify row_number() over (partition by exception_id order by exception_no) = 1
),
before as (
    select * from facts.exceptions_now where list_contains($subjects, subject)
),
changed as (
    select s.*, 'open' as status, b.assigned_to, null as decision_id
    from said s
    left join before b using (exception_id)
    where b.exception_id is null or b.status = 'resolved'
        or (b.status = 'open'
            and (b.exception_type, b.why_not_auto, b.amount_minor, b.currency, b.customer_id, b.entity)
            is distinct from (s.exception_type, s.why_not_auto, s.amount_minor, s.currency, s.customer_id, s.entity))
),
over as (
    select b.* exclude (status, as_of, run_id, recorded_at, first_seen, resolved_at), 'resolved' as status
    from before b
    anti join said using (exception_id)
    left join facts.files_now f on f.sha256 = b.file_sha256
    where b.status = 'open'
        and (b.subject <> 'file' or coalesce(f.status, '') not in ('quarantined', 'unreadable'))
)
select *, $as_of as as_of, getvariable('run_id') as run_id, getvariable('recorded_at') as recorded_at
from (from changed union all by name from over)
order by exception_id
