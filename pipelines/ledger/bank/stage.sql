-- The statements of one format, each with its identity; every line with its fingerprint.

create or replace temp table staged_lines as
select l.* exclude (statement_no), l.statement_no,
    facts.fingerprint(l.account, l.currency, l.booking_date, l.value_date, l.amount_minor, l.bank_reference,
        l.end_to_end_id, l.creditor_reference, l.payer_name, l.payer_account, l.memo) as fingerprint
from incoming_lines l
semi join incoming using (sha256, statement_no);

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
from incoming i left join said using (sha256, statement_no);
