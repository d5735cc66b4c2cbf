-- known_*: lines that other files had brought. A balance that a person accepted, or the settings waive, says so.
with lines as (
    select
        statement_id, count(*) as line_count, sum(amount_minor) as movement_minor,
        hash_id(string_agg(fingerprint, '' order by fingerprint)) as lines_hash
    from facts.bank_lines
    group by statement_id
),
sums as (
    select
        concat('statement ', s.statement_id, ' (', s.source_file, '): ') as who, s.*, l.lines_hash as found_hash,
        s.known_count + coalesce(l.line_count, 0) as found_count,
        s.known_minor + coalesce(l.movement_minor, 0) as found_minor
    from facts.statements s
    left join lines l using (statement_id)
)
select (select count(*) from facts.bank_lines) as checked, null as finding
union all
select 0, concat(who, line_count, ' lines, ', found_count, ' held')
from sums
where line_count <> found_count
union all
select 0, concat(who, 'moved by ', movement_minor, ', its lines by ', found_minor)
from sums
where movement_minor <> found_minor
union all
select 0, concat(who, 'its lines are not those that were read')
from sums
where known_count = 0 and line_count > 0 and lines_hash is distinct from found_hash
union all
select 0, concat(who, 'opens with ', opening_minor, ', moves by ', movement_minor, ', closes with ', closing_minor)
from sums
where opening_minor + movement_minor <> closing_minor
    and not starts_with(proof, 'balance accepted') and not starts_with(proof, 'balance not checked')
union all
select 0, concat('payment ', payment_id, ': its statement is not there')
from facts.bank_lines
anti join facts.statements using (statement_id)
