-- Every id stands once and is the hash of what it stands for; no file, line or entry is taken twice.
with ids as (
    select 'payment' as kind, payment_id as id from facts.bank_lines
    union all select 'statement', statement_id from facts.statements
    union all select 'entry', entry_id from facts.entries
    union all select 'application', application_id from facts.applications
    union all select 'advice', remittance_id from facts.advices
    union all select 'run', run_id from facts.runs
    union all select 'posted snapshot', snapshot_id from facts.posted_snapshots
    union all select 'version of item', concat(item_id, ' in list ', snapshot_no) from facts.item_versions
    union all select 'taken file', sha256 from facts.files where status = 'taken'
)
select (select count(*) from ids) as checked, null as finding
union all
select 0, concat(kind, ' ', id, ': stands ', count(*), ' times')
from ids
group by kind, id
having count(*) > 1
union all
select 0, concat('payment ', payment_id, ': the line is not the one that was read')
from facts.bank_lines
where payment_id <> hash_id(concat(fingerprint, chr(31), occurrence))
    or fingerprint <> facts.fingerprint(account, currency, booking_date, value_date, amount_minor, bank_reference,
        end_to_end_id, creditor_reference, payer_name, payer_account, memo)
union all
select 0, concat('entry ', entry_id, ': not the hash of its cause')
from facts.entries
where entry_id <> hash_id(cause)
union all
select 0, concat('item ', item_number, ' (', item_id, '): not the hash of its key')
from facts.item_versions
where item_id <> facts.item_id(entity, customer_id, item_type, item_number, instalment)
