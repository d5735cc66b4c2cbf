-- Entries balance in each currency, and in functional currency where all of it is known; none has lost a leg.
with sums as (
    select
        entry_id, currency, sum(amount_minor) as gap_minor, count(*) as legs, max(line_no) as last_no,
        sum(functional_minor) as functional_gap, count(functional_minor) as functional_legs,
        count(distinct functional_currency) as functional_currencies
    from facts.legs
    group by entry_id, currency
),
entries as (
    select
        entry_id, sum(legs) as legs, max(last_no) as last_no, sum(functional_gap) as functional_gap,
        sum(functional_legs) as functional_legs, max(functional_currencies) as functional_currencies
    from sums
    group by entry_id
)
select (select count(*) from facts.legs) as checked, null as finding
union all
select 0, concat('entry ', entry_id, ': its ', currency, ' legs sum to ', gap_minor, ', not 0')
from sums
where gap_minor <> 0
union all
select 0, concat('entry ', entry_id, ': its functional amounts sum to ', functional_gap, ', not 0')
from entries
where functional_gap <> 0 and functional_legs = legs and functional_currencies = 1
union all
select 0, concat('entry ', entry_id, ': a leg is there twice, or one is missing')
from entries
where legs <> last_no
union all
select 0, concat('entry ', entry_id, ': no legs')
from facts.entries
anti join entries using (entry_id)
union all
select 0, concat('entry ', entry_id, ': its legs have no entry')
from entries
anti join facts.entries using (entry_id)
