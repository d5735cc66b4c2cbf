with known as (select entry_no, entry_id, cause from offered_entries semi join facts.entries using (entry_id)),
again as (select k.cause, line_no, entity, account, account_class, currency, amount_minor, functional_currency,
    functional_minor, payment_id, item_id from journal j join known k using (entry_no)),
before as (select k.cause, line_no, entity, account, account_class, currency, amount_minor, functional_currency,
    functional_minor, payment_id, item_id from facts.legs l join known k using (entry_id))
select distinct cause from ((from again except all from before) union all (from before except all from again)) order by 1
