-- What the books hold of these keys of foreign currency, and what it is worth; null where a part is not known.
select
    a.key, sum(l.amount_minor)::bigint as held_minor,
    case when count(*) = count(l.functional_minor) then sum(l.functional_minor)::bigint end as held_functional
from facts.legs l
join asked a on a.account_class = l.account_class and a.currency = l.currency
    and case when a.is_item then a.item_id = l.item_id else a.payment_id = l.payment_id and l.item_id is null end
group by a.key
order by a.key
