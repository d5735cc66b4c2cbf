-- Each payment's candidates as one set, named by what it says; and the payments whose set is another than before.

create or replace temp table offers as
with lines as (
    select
        payment_id, "rank", list(item_id order by item_number, item_id) as item_ids,
        list(item_number order by item_number, item_id) as item_numbers,
        string_agg(concat_ws('|', item_id, cash_minor, discount_minor, deduction_minor, write_off_minor, fee_minor,
            coalesce(reason_code, '')), ';' order by item_number, item_id) as said
    from offered_lines
    group by all
)
select
    o.*, coalesce(item_ids, []) as item_ids, coalesce(item_numbers, []) as item_numbers, coalesce(said, '') as said
from offered o
left join lines using (payment_id, "rank");

create or replace temp table new_sets as
with offered_sets as (
    select
        payment_id,
        hash_id(string_agg(concat_ws('|', payment_id, "rank", coalesce(customer_id, ''), cash_minor, difference_minor,
            coalesce(confidence::varchar, ''), rule, evidence, said), chr(10) order by "rank")) as set_id
    from offers
    group by payment_id
),
asked as (
    select payment_id from held where subject = 'payment' union select payment_id from offered_sets
),
before as (
    select payment_id, arg_max(coalesce(set_id, ''), rowid) as set_id from facts.candidate_sets group by payment_id
)
select a.payment_id, s.set_id
from asked a
left join offered_sets s using (payment_id)
left join before b using (payment_id)
where coalesce(s.set_id, '') <> coalesce(b.set_id, '');
