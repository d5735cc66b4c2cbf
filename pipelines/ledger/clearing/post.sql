-- What the accepted answers of one book, or an undo, post: applications, and the items they open.

insert into facts.applications by name
select
    f.entry_id as application_id, s.payment_id, s.item_id, s.item_number, s.instalment, s.customer_id, s.entity,
    s.currency, s.item_currency,
    s.item_minor, s.cash_minor, s.discount_minor, s.deduction_minor, s.write_off_minor, s.fee_minor, s.reason_code,
    s.new_item_number, 'manual' as rule, s.evidence, s.decided_by, f.gl_date,
    getvariable('batch_id') as batch_id, getvariable('run_id') as run_id, getvariable('recorded_at') as recorded_at
from shares s
join fresh_entries f on f.cause = concat_ws('|', 'apply', s.payment_id, s.item_id, s.application_count)
order by f.entry_no;

insert into facts.made_items by name
select
    s.made_item_id as item_id, s.entity, s.customer_id, s.made_type as item_type, s.new_item_number as item_number,
    1 as instalment, s.item_id as parent_item_id, s.reason_code, s.item_currency as currency,
    s.deduction_minor as original_minor, s.due_date, f.entry_id as application_id,
    getvariable('run_id') as run_id, getvariable('recorded_at') as recorded_at
from shares s
join fresh_entries f on f.cause = concat_ws('|', 'apply', s.payment_id, s.item_id, s.application_count)
where s.made_item_id is not null
order by f.entry_no;

insert into facts.applications by name
select
    f.entry_id as application_id, a.payment_id, a.item_id, a.item_number, a.instalment, a.customer_id, a.entity,
    a.currency, a.item_currency, -a.item_minor as item_minor, -a.cash_minor as cash_minor,
    -a.discount_minor as discount_minor, -a.deduction_minor as deduction_minor, -a.write_off_minor as write_off_minor,
    -a.fee_minor as fee_minor, a.reason_code, a.new_item_number, a.rule, t.evidence, t.decided_by, f.gl_date,
    a.application_id as reverses, getvariable('batch_id') as batch_id, getvariable('run_id') as run_id,
    getvariable('recorded_at') as recorded_at
from fresh_entries f
join facts.applications a on f.cause = concat_ws('|', 'reverse', a.application_id)
join taken_back t on t.application_id = a.application_id
order by f.entry_no;

insert into facts.made_items by name
select
    m.* exclude (application_id, original_minor, run_id, recorded_at), -m.original_minor as original_minor,
    a.application_id, getvariable('run_id') as run_id, getvariable('recorded_at') as recorded_at
from facts.applications a
join facts.made_items m on m.application_id = a.reverses
where a.batch_id = getvariable('batch_id') and a.run_id = getvariable('run_id')
order by a.application_id;

insert into facts.decision_entries by name
select
    o.decision_id, f.entry_id, getvariable('run_id') as run_id, getvariable('recorded_at') as recorded_at
from fresh_entries f
join owners o using (cause)
order by f.entry_no;
