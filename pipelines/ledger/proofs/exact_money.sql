-- Money is whole minor units in the facts and DECIMAL(19,4) in the views, of a currency that is known.
with money as (
    select schema_name, table_name, column_name, data_type
    from duckdb_columns()
    where not internal and database_name = current_database()
        and (column_name like '%\_minor' escape '\' or column_name like '%\_amount' escape '\'
            or (schema_name = 'main' and column_name in ('amount', 'difference', 'debit', 'credit', 'functional_debit',
                'functional_credit', 'opening', 'closing', 'movement')))
)
select (select count(*) from money) as checked, null as finding
union all
select 0, concat(schema_name, '.', table_name, '.', column_name, ' is ', data_type)
from money
where data_type <> case when schema_name = 'main' then 'DECIMAL(19,4)' else 'BIGINT' end
union all
select 0, concat('currency ', currency, ': not known to the ledger')
from (select currency from facts.legs union select currency from facts.item_versions)
where currency not in (select currency from facts.currencies)
