-- Tables whose rows know when they were recorded.
select t.table_name
from duckdb_tables() t
join duckdb_columns() c using (database_oid, schema_oid, table_oid)
where t.schema_name = 'facts' and c.column_name = 'recorded_at'
order by t.table_name
