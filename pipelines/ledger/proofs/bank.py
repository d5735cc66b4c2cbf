"""Bank lines: every one of them is somewhere, and adds up to what the bank said."""

from typing import Final

PLACED: Final = """
with sums as (
    select b.payment_id, b.amount_minor, p.bank_minor, p.applied_minor,
        p.applied_minor + p.on_account_minor + p.unapplied_minor + p.unidentified_minor + p.refunded_minor
            + p.returned_minor + p.non_ar_minor as placed_minor,
        coalesce(a.cash_minor, 0) as cash_minor
    from facts.bank_lines b
    join facts.placed p using (payment_id)
    left join (select payment_id, sum(cash_minor) as cash_minor from facts.applications group by 1) a using (payment_id)
),
lost as (select distinct payment_id from facts.legs where payment_id is not null)
select (select count(*) from sums) as checked, null as finding
union all
select 0, concat('payment ', payment_id, ': ', amount_minor, ' on the statement, ', bank_minor, ' in the bank account')
from sums where bank_minor <> amount_minor
union all
select 0, concat('payment ', payment_id, ': ', amount_minor, ' received, ', placed_minor, ' placed')
from sums where placed_minor <> amount_minor
union all
select 0, concat('payment ', payment_id, ': ', applied_minor, ' applied by the journal, ', cash_minor, ' by its applications')
from sums where applied_minor <> cash_minor
union all
select 0, concat('payment ', payment_id, ': in the journal, but no bank line')
from lost anti join facts.bank_lines using (payment_id)
union all
select 0, concat('entry ', entry_id, ': its ', account_class, ' leg names no payment')
from facts.legs where payment_id is null and account_class in ('bank', 'unapplied', 'unidentified', 'non_ar', 'refund')
"""

# known_*: lines that other files had brought. A balance that a person accepted, or the settings waive, says so.
STATEMENTS: Final = """
with lines as (
    select statement_id, count(*) as line_count, sum(amount_minor) as movement_minor,
        hash_id(string_agg(fingerprint, '' order by fingerprint)) as lines_hash
    from facts.bank_lines group by statement_id
),
sums as (
    select s.*, s.known_count + coalesce(l.line_count, 0) as found_count,
        s.known_minor + coalesce(l.movement_minor, 0) as found_minor, l.lines_hash as found_hash
    from facts.statements s left join lines l using (statement_id)
)
select (select count(*) from facts.bank_lines) as checked, null as finding
union all
select 0, concat('statement ', statement_id, ' (', source_file, '): ', line_count, ' lines, ', found_count, ' held')
from sums where line_count <> found_count
union all
select 0, concat('statement ', statement_id, ' (', source_file, '): moved by ', movement_minor, ', its lines by ', found_minor)
from sums where movement_minor <> found_minor
union all
select 0, concat('statement ', statement_id, ' (', source_file, '): its lines are not those that were read')
from sums where known_count = 0 and line_count > 0 and lines_hash is distinct from found_hash
union all
select 0, concat('statement ', statement_id, ' (', source_file, '): opens with ', opening_minor, ', moves by ', movement_minor,
    ', closes with ', closing_minor)
from sums where opening_minor + movement_minor <> closing_minor
    and not starts_with(proof, 'balance accepted') and not starts_with(proof, 'balance not checked')
union all
select 0, concat('payment ', payment_id, ': its statement is not there')
from facts.bank_lines anti join facts.statements using (statement_id)
"""

ACCOUNT_DAYS: Final = """
with said as (
    select b.account, b.currency, b.booking_date, sum(b.amount_minor) as said_minor
    from facts.bank_lines b anti join facts.unbooked u using (payment_id) group by all
),
booked as (
    select b.account, b.currency, b.booking_date, sum(l.amount_minor) as booked_minor, count(*) as legs
    from facts.legs l join facts.bank_lines b using (payment_id) where l.account_class = 'bank' and l.currency = b.currency
    group by all
)
select (select count(*) from said) as checked, null as finding
union all
select 0, concat('account …', right(account, 4), ' ', currency, ' ', booking_date, ': the bank says ', coalesce(said_minor, 0),
    ', the journal ', coalesce(booked_minor, 0))
from said full join booked using (account, currency, booking_date)
where said_minor is distinct from booked_minor
"""

WAITING: Final = """
with left_over as (
    select b.payment_id, p.unapplied_minor + p.unidentified_minor as open_minor
    from facts.bank_lines b join facts.placed p using (payment_id)
    where p.unapplied_minor + p.unidentified_minor <> 0
),
waiting as (
    select payment_id, sum(amount_minor) as amount_minor, count(*) as exceptions
    from facts.exceptions_now where status <> 'resolved' and subject = 'payment' group by payment_id
)
select (select count(*) from left_over) as checked, null as finding
union all
select 0, concat('payment ', payment_id, ': ', open_minor, ' is not placed and nobody is asked')
from left_over anti join waiting using (payment_id)
union all
select 0, concat('payment ', payment_id, ': ', coalesce(open_minor, 0), ' is not placed, its exception says ', amount_minor)
from waiting left join left_over using (payment_id)
where coalesce(open_minor, 0) <> amount_minor or exceptions > 1
"""

NOT_BEYOND: Final = """
with money as (select b.amount_minor, b.kind, p.* from facts.bank_lines b join facts.placed p using (payment_id))
select (select count(*) from money) as checked, null as finding
union all
select 0, concat('payment ', payment_id, ': ', amount_minor, ' received, ', unapplied_minor, ' unapplied and ',
    unidentified_minor, ' unidentified are left')
from money where kind = 'receipt' and least(unapplied_minor, unidentified_minor, on_account_minor) < 0
union all
select 0, concat('advice ', remittance_id, ': used by ', count(*), ' payments')
from facts.advice_uses group by remittance_id having count(*) > 1
"""
