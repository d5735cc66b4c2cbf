with sums as (
    select entry_id, currency, sum(amount_minor) as gap_minor, count(*) as legs,
        count(distinct line_no) as numbers, max(line_no) as last_no, min(amount_minor = 0)::boolean as is_empty
    from facts.legs group by entry_id, currency
),
functional as (
    select entry_id, sum(functional_minor) as gap_minor from facts.legs
    group by entry_id having count(functional_minor) = count(*) and count(distinct functional_currency) = 1
)
select (select count(*) from facts.legs) as checked, null as finding
union all
select 0, concat('entry ', entry_id, ': its ', currency, ' legs sum to ', gap_minor, ', not 0') from sums where gap_minor <> 0
union all
select 0, concat('entry ', entry_id, ': its functional amounts sum to ', gap_minor, ', not 0')
from functional where gap_minor <> 0
union all
select 0, concat('entry ', entry_id, ': no legs') from facts.entries anti join facts.legs using (entry_id)
union all
select 0, concat('entry ', entry_id, ': its legs have no entry')
from (select distinct entry_id from facts.legs) anti join facts.entries using (entry_id)
union all
select 0, concat('entry ', entry_id, ': a leg is there twice, or one is missing')
from (select entry_id, sum(legs) as legs, max(last_no) as last_no, max(numbers) as numbers from sums group by entry_id)
where legs <> last_no
