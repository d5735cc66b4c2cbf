select (select count(*) from facts.bank_lines) + (select count(*) from facts.entries)
    + (select count(*) from facts.item_versions) as checked, null as finding
union all
select 0, concat('facts.bank_lines: payment_id ', payment_id, ' stands ', count(*), ' times') from facts.bank_lines group by payment_id having count(*) > 1
union all
select 0, concat('facts.statements: statement_id ', statement_id, ' stands ', count(*), ' times') from facts.statements group by statement_id having count(*) > 1
union all
select 0, concat('facts.entries: entry_id ', entry_id, ' stands ', count(*), ' times') from facts.entries group by entry_id having count(*) > 1
union all
select 0, concat('facts.applications: application_id ', application_id, ' stands ', count(*), ' times') from facts.applications group by application_id having count(*) > 1
union all
select 0, concat('facts.advices: remittance_id ', remittance_id, ' stands ', count(*), ' times') from facts.advices group by remittance_id having count(*) > 1
union all
select 0, concat('facts.runs: run_id ', run_id, ' stands ', count(*), ' times') from facts.runs group by run_id having count(*) > 1
union all
select 0, concat('facts.posted_snapshots: snapshot_id ', snapshot_id, ' stands ', count(*), ' times') from facts.posted_snapshots group by snapshot_id having count(*) > 1
union all
select 0, concat('payment ', payment_id, ': the line is not the one that was read') from facts.bank_lines
where fingerprint <> facts.fingerprint(account, currency, booking_date, value_date, amount_minor, bank_reference,
        end_to_end_id, creditor_reference, payer_name, payer_account, memo)
    or payment_id <> hash_id(concat(fingerprint, chr(31), occurrence))
union all
select 0, concat('entry ', entry_id, ': not the hash of its cause') from facts.entries where entry_id <> hash_id(cause)
union all
select 0, concat('item ', item_number, ' (', item_id, '): not the hash of its key') from facts.item_versions
where item_id <> facts.item_id(entity, customer_id, item_type, item_number, instalment)
union all
select 0, concat('item ', item_id, ': two versions of one list')
from facts.item_versions group by item_id, snapshot_no having count(*) > 1
union all
select 0, concat('file ', sha256, ': taken ', count(*), ' times')
from facts.files where status = 'taken' group by sha256 having count(*) > 1
