-- Entries balance in each currency, and in functional currency where all of it is known; none has lost a leg.
with sums as (
    select
        entry_no, currency, sum(amount_minor) as gap_minor, count(*) as legs, max(line_no) as last_no,
        sum(functional_minor) as functional_gap, count(functional_minor) as functional_legs,
        min(functional_currency) as first_currency, max(functional_currency) as last_currency
    from facts.legs
    group by entry_no, currency
),
entries as (
    select
        entry_no, sum(legs) as legs, max(last_no) as last_no, sum(functional_gap) as functional_gap,
        sum(functional_legs) as functional_legs, min(first_currency) = max(last_currency) as is_one_currency
    from sums
    group by entry_no
),
wrong as (
    select entry_no, concat(currency, ' legs sum to ', gap_minor, ', not 0') as what from sums where gap_minor <> 0
    union all
    select entry_no, concat('functional amounts sum to ', functional_gap, ', not 0')
    from entries
    where functional_gap <> 0 and functional_legs = legs and is_one_currency
    union all
    select entry_no, 'a leg is there twice, or one is missing' from entries where legs <> last_no
)
select (select count(*) from facts.legs) as checked, null as finding
union all
select 0, concat('entry ', coalesce(entry_id, entry_no::varchar), ': ', what)
from wrong
left join facts.entries using (entry_no)
union all
select 0, concat('entry ', entry_id, ': no legs')
from facts.entries
anti join entries using (entry_no)
union all
select 0, concat('entry ', entry_no, ': its legs have no entry')
from entries
anti join facts.entries using (entry_no)
