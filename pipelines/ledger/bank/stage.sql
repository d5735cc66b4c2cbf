-- The statements of one format, each with its identity.

create or replace temp table staged as
with said as (
    select sha256, statement_no, hash_id(string_agg(fingerprint, '' order by fingerprint)) as lines_hash
    from staged_lines group by sha256, statement_no
)
select i.*, coalesce(lines_hash, hash_id('')) as lines_hash,
    opening_minor is not null and closing_minor is not null as has_balances,
    hash_id(concat_ws('|', account, currency, coalesce(number, ''), as_of_date, coalesce(opening_minor::varchar, ''),
        coalesce(closing_minor::varchar, ''), case when opening_minor is null or closing_minor is null
        then coalesce(lines_hash, '') else '' end)) as statement_id
from incoming_statements i left join said using (sha256, statement_no);
