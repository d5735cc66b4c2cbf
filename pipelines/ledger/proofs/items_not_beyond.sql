-- What we took leaves an item open on its own side of zero: an invoice not below, a credit not above.
with touched as (
    select *, case when item_type in ('credit_memo', 'on_account') then -1 else 1 end as side
    from items_today
    where pending_minor <> 0 or is_made
)
select (select count(*) from touched) as checked, null as finding
union all
select 0, concat('item ', item_number, ' (', item_id, '): open ', erp_minor, ', taken by us ', pending_minor, ', left ',
    open_minor)
from touched
where open_minor * side < 0
