-- What moved these accounts in the month, leg by leg; first what alone explains the difference.
select
    j.entity, j.account, j.currency, j.gl_date, j.debit, j.credit, j.cause, j.entry_id, p.bank_reference,
    i.item_number, abs(j.debit - j.credit) = abs(a.difference) as is_alone
from journal j
join asked a on a.entity = j.entity and a.account = j.account and a.currency = j.currency
left join facts.bank_lines p on p.payment_id = j.payment_id
left join (
    select item_id, any_value(item_number) as item_number from facts.item_versions group by item_id
    union all
    select item_id, any_value(item_number) from facts.made_items
    where item_id not in (select item_id from facts.item_versions) group by item_id
) i on i.item_id = j.item_id
where j.gl_date between getvariable('first_day') and getvariable('last_day')
order by j.entity, j.account, j.currency, is_alone desc, j.gl_date, j.entry_id, j.line_no
