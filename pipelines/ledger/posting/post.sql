insert into facts.entries by name
select entry_id, cause, getvariable('batch_id') as batch_id, getvariable('run_id') as run_id, getvariable('recorded_at') as recorded_at from fresh_entries;
insert into facts.legs by name
select e.entry_id, line_no, gl_date, entity, account, account_class, currency, amount_minor, functional_currency,
    functional_minor, payment_id, item_id from journal j join fresh_entries e using (entry_no);
