-- Entries balance in each currency, and in functional currency where all of it is known; none has lost a leg.
with sums as materialized (
    select
        entry_no, currency, sum(amount_minor) as gap_minor, count(*) as legs, max(line_no) as last_no,
        sum(functional_minor) as functional_gap, count(functional_minor) as functional_legs,
        min(functional_currency) as first_currency, max(functional_currency) as last_currency
    from facts.legs
    group by entry_no, currency
),
entries as materialized (
    select entry_no, sum(legs) as legs, max(last_no) as last_no from sums group by entry_no
),
uneven as (
    select entry_no, sum(functional_gap) as functional_gap
    from sums
    where entry_no in (select entry_no from sums where functional_gap <> 0)
    group by entry_no
    having sum(functional_legs) = sum(legs) and min(first_currency) = max(last_currency)
),
wrong as (
    select entry_no, concat(currency, ' legs sum to ', gap_minor, ', not 0') as what from sums where gap_minor <> 0
    union all
    select entry_no, concat('functional amounts sum to ', functional_gap, ', not 0')
    from uneven
    where functional_gap <> 0
    union all
    select entry_no, 'a leg is there twice, or one is missing' from entries where legs <> last_no
)
select (select count(*) from facts.legs) as checked, null as finding
union all
select 0, concat('entry ', coalesce(entry_id, entry_no::varchar), ': ', what)
from wrong
left join (from facts.entries where entry_no in (select entry_no from wrong)) using (entry_no)
union all
select 0, case when e.entry_no is null then concat('entry ', l.entry_no, ': its legs have no entry')
    else concat('entry ', e.entry_id, ': no legs') end
from facts.entries e
full join entries l using (entry_no)
where e.entry_no is null or l.entry_no is null
