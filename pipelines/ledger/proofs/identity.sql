-- Every id is the hash of what it stands for.
select
    (select count(*) from facts.bank_lines) + (select count(*) from facts.entries)
        + (select count(*) from facts.item_versions) as checked,
    null as finding
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
