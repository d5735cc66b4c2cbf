"""Identity and time: nothing twice, nothing rewritten, nothing inexact."""

from typing import Final

from pipelines.ledger.chain import contents

_UNIQUE = {
    "facts.bank_lines": "payment_id",
    "facts.statements": "statement_id",
    "facts.entries": "entry_id",
    "facts.applications": "application_id",
    "facts.advices": "remittance_id",
    "facts.runs": "run_id",
    "facts.posted_snapshots": "snapshot_id",
}
_TWICE = "\n".join(
    f"""union all
select 0, concat('{table}: {key} ', {key}, ' stands ', count(*), ' times') from {table} group by {key} having count(*) > 1"""
    for table, key in _UNIQUE.items()
)

IDS: Final = f"""
select (select count(*) from facts.bank_lines) + (select count(*) from facts.entries)
    + (select count(*) from facts.item_versions) as checked, null as finding
{_TWICE}
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
"""

# What was posted after its period was locked; a period that was opened again may be written again.
LOCKED: Final = """
with locked as (
    select entity, period, recorded_at as since from facts.periods_now where status = 'closed'
)
select (select count(*) from facts.legs) as checked, null as finding
union all
select 0, concat('entry ', l.entry_id, ': dated ', l.gl_date, ', posted after ', k.entity, ' ', k.period, ' was locked')
from facts.legs l
join facts.entries e using (entry_id)
join locked k on k.entity = l.entity and k.period = strftime(l.gl_date, '%Y-%m') and e.recorded_at > k.since
"""

EXACT: Final = """
with money as (
    select schema_name, table_name, column_name, data_type from duckdb_columns()
    where not internal and database_name = current_database() and (column_name like '%\\_minor' escape '\\'
        or column_name like '%\\_amount' escape '\\'
        or (schema_name = 'main' and column_name in ('amount', 'difference', 'debit', 'credit', 'functional_debit',
            'functional_credit', 'opening', 'closing', 'movement')))
)
select (select count(*) from money) as checked, null as finding
union all
select 0, concat(schema_name, '.', table_name, '.', column_name, ' is ', data_type)
from money where data_type <> case when schema_name = 'main' then 'DECIMAL(19,4)' else 'BIGINT' end
union all
select 0, concat('currency ', currency, ': not known to the ledger')
from (select distinct currency from facts.legs union select distinct currency from facts.item_versions)
where currency not in (select currency from facts.currencies)
"""

CHAIN: Final = f"""
with found as ({contents()}),
links as (
    select c.*, coalesce(lag(hash) over (order by link_no), '') as hash_before, row_number() over (order by link_no) as place
    from facts.chain c
),
batches as (
    select batch_id, hash_id(string_agg(entry_id, '' order by entry_id)) as of_entries from facts.entries group by batch_id
)
select (select count(*) from facts.legs) + (select count(*) from facts.applications)
    + (select count(*) from facts.decisions) as checked, null as finding
union all
select 0, concat('link ', link_no, ' (batch ', coalesce(batch_id, '-'), '): does not follow the link before it')
from links where place <> link_no or previous_hash <> hash_before or hash <> sha256(concat(previous_hash, content_hash))
union all
select 0, concat('run ', coalesce(l.run_id, f.run_id), ' (batch ', coalesce(l.batch_id, f.batch_id, '-'),
    '): what it posted is not what was sealed')
from links l full join found f using (run_id) where l.content_hash is distinct from f.content_hash
union all
select 0, concat('run ', run_id, ': its batch ', batch_id, ' is not there')
from facts.runs where batch_id is not null and batch_id not in (select batch_id from links where batch_id is not null)
union all
select 0, concat('batch ', batch_id, ': its entries are not those it was named by') from batches where batch_id <> of_entries
"""
