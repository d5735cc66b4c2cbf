-- Entries balance in each currency, and in functional currency where all of it is known; none has lost a leg.
with sums as (
    select
        entry_no, sum(amount_minor) as gap_minor, count(*) as legs, max(line_no) as last_no,
        min(hash(currency)) <> max(hash(currency)) as is_mixed,
        case when count(functional_minor) = count(*)
                and min(hash(functional_currency)) = max(hash(functional_currency))
            then sum(functional_minor) end as functional_gap
    from facts.legs
    group by entry_no
),
doubtful as materialized (
    select * from sums where gap_minor <> 0 or is_mixed or functional_gap <> 0 or legs <> last_no
),
wrong as (
    select entry_no, concat(currency, ' legs sum to ', sum(amount_minor), ', not 0') as what
    from facts.legs
    where entry_no in (select entry_no from doubtful where gap_minor <> 0 or is_mixed)
    group by entry_no, currency
    having sum(amount_minor) <> 0
    union all
    select entry_no, concat('functional amounts sum to ', functional_gap, ', not 0')
    from doubtful
    where functional_gap <> 0
    union all
    select entry_no, 'a leg is there twice, or one is missing' from doubtful where legs <> last_no
)
select (select count(*) from facts.legs) as checked, null as finding
union all
select 0, concat('entry ', coalesce(entry_id, entry_no::varchar), ': ', what)
from wrong
left join (from facts.entries where entry_no in (select entry_no from wrong)) using (entry_no)
union all
select distinct 0, concat('entry ', entry_no, ': its legs have no entry')
from facts.legs
anti join facts.entries using (entry_no)
union all
select 0, concat('entry ', entry_id, ': no legs')
from facts.entries
anti join facts.legs using (entry_no)
