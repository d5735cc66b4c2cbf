-- The legs that a decision posted and nobody took back since, as they are to be mirrored. A return's tie keeps its
-- mark, so that both payments show it as untied; what it took back stays so.
select
    case
        when a.application_id is not null then concat('reverse|', e.entry_id)
        when starts_with(e.cause, 'return|') then concat(e.cause, '|undo|', e.entry_id)
        else concat('undo|', e.entry_id)
    end as cause,
    l.line_no, l.gl_date, l.entity, l.account, l.account_class, l.currency, -l.amount_minor as amount_minor,
    l.functional_currency, -l.functional_minor as functional_minor, l.payment_id, l.item_id,
    a.application_id
from asked_entries t
join facts.entries e on e.entry_id = t.entry_id
join facts.legs l on l.entry_no = e.entry_no
left join facts.applications a on a.application_id = e.entry_id
where not starts_with(e.cause, 'reverse|')
order by e.entry_no, l.line_no
