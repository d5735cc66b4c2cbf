-- The books before the month and at its end, from the as-of macros: what several frames look at.

create or replace temp table items_before as from open_items_as_of(getvariable('first_day') - interval 1 day);

create or replace temp table items_after as from open_items_as_of(getvariable('last_day'));

create or replace temp table payments_after as from payments_as_of(getvariable('last_day'));

create or replace temp table accounts_moved as
select
    l.entity, l.account, any_value(l.account_class) as account_class, l.currency,
    coalesce(sum(l.amount_minor) filter (l.gl_date < getvariable('first_day')), 0)::bigint as opening_minor,
    coalesce(sum(l.amount_minor) filter (l.gl_date >= getvariable('first_day') and l.amount_minor > 0), 0)::bigint
        as debits_minor,
    coalesce(-sum(l.amount_minor) filter (l.gl_date >= getvariable('first_day') and l.amount_minor < 0), 0)::bigint
        as credits_minor,
    sum(l.amount_minor)::bigint as closing_minor
from facts.legs l
where l.gl_date <= getvariable('last_day')
group by l.entity, l.account, l.currency;
