-- Item by item: what the open items say, and the legs of AR control, on account and deductions receivable.
with booked as (
    select item_id, entity, account_class, currency, sum(amount_minor) as booked_minor
    from facts.legs
    where account_class in ('ar', 'on_account', 'deductions') and item_id is not null
    group by all
)
select (select count(*) from items_today) as checked, null as finding
union all
select 0, concat('item ', item_id, ' (', entity, ', ', account_class, ', ', currency, '): sub-ledger ',
    coalesce(open_minor, 0), ', journal ', coalesce(booked_minor, 0))
from items_today
full join booked using (item_id, entity, account_class, currency)
where coalesce(open_minor, 0) <> coalesce(booked_minor, 0)
union all
select 0, concat('entry ', entry_id, ': its ', account_class, ' leg names no item')
from facts.legs
left join facts.entries using (entry_no)
where account_class in ('ar', 'deductions') and item_id is null
