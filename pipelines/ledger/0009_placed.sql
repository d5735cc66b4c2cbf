-- As before, but the few legs that tie a return to its receipt are looked up by their entries: no join with all of them.
create or replace view facts.placed as
with returns as materialized (
    select entry_no from facts.entries where starts_with(cause, 'return|')
)
select
    l.payment_id,
    coalesce(sum(l.amount_minor) filter (account_class = 'bank'), 0)::bigint as bank_minor,
    coalesce(-sum(l.amount_minor) filter (account_class = 'unapplied'), 0)::bigint as unapplied_minor,
    coalesce(-sum(l.amount_minor) filter (account_class = 'unidentified'), 0)::bigint as unidentified_minor,
    coalesce(-sum(l.amount_minor) filter (
        account_class = 'on_account' and item_id is null), 0)::bigint as on_account_minor,
    coalesce(-sum(l.amount_minor) filter (account_class = 'refund'), 0)::bigint as refunded_minor,
    coalesce(-sum(l.amount_minor) filter (account_class = 'non_ar'), 0)::bigint as non_ar_minor,
    coalesce(sum(l.amount_minor) filter (l.entry_no in (from returns)), 0)::bigint as returned_minor,
    coalesce(-sum(l.amount_minor) filter (
        account_class not in ('bank', 'unapplied', 'unidentified', 'on_account', 'refund', 'non_ar')
        or (account_class = 'on_account' and item_id is not null)
    ), 0)::bigint as applied_minor
from facts.legs l
join facts.bank_lines b on b.payment_id = l.payment_id and b.currency = l.currency
group by l.payment_id;
