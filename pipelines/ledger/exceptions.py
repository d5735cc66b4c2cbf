"""What waits for a person, and what is offered to them: a new row only when there is something new to say."""

import polars as pl

from matching.state import Outcome
from pipelines.ledger.rows import STAMPED, Connection, given
from pipelines.ledger.runs import Run


def set_held(connection: Connection, run: Run, held: pl.DataFrame, subjects: list[str]) -> None:
    """Makes the open exceptions of these kinds of subject exactly `held`.

    In:   `held`: schemas.decision.Held; `subjects`: those it speaks for, of payment, advice, file, item.
    What is no longer held is resolved. What a person put on hold, or sent for approval, stays so; a file stays
    until it is taken, although only the run that saw it first names it.
    """
    with given(connection, held=held):
        connection.execute(_SET, {"as_of": run.as_of, "subjects": subjects})


def set_candidates(connection: Connection, outcome: Outcome) -> None:
    """What is offered for the payments of this outcome, as a whole set for each payment whose set is new."""
    with given(connection, offered=outcome.candidates, offered_lines=outcome.candidate_lines, held=outcome.held):
        connection.execute(_SETS)
        connection.execute(_OFFER)


_SAID = ["exception_type", "why_not_auto", "amount_minor", "currency", "customer_id", "entity"]

_SET = f"""
insert into facts.exception_states by name
with said as (
    select * exclude (exception_no),
        hash_id(concat_ws('|', 'exception', subject,
            case subject when 'payment' then payment_id when 'advice' then remittance_id when 'item' then item_id
                else file_sha256 end)) as exception_id
    from (select *, row_number() over () as exception_no from held)
    where list_contains($subjects, subject)
    qualify row_number() over (partition by exception_id order by exception_no) = 1
),
before as (select * from facts.exceptions_now where list_contains($subjects, subject)),
changed as (
    select s.*, 'open' as status, b.assigned_to, null as decision_id
    from said s left join before b using (exception_id)
    where b.exception_id is null or b.status = 'resolved'
        or (b.status = 'open' and ({" or ".join(f"b.{name} is distinct from s.{name}" for name in _SAID)}))
),
over as (
    select b.* exclude (status, as_of, run_id, recorded_at, first_seen, resolved_at), 'resolved' as status
    from before b anti join said using (exception_id)
    left join facts.files_now f on f.sha256 = b.file_sha256
    where b.status = 'open'
        and (b.subject <> 'file' or coalesce(f.status, '') not in ('quarantined', 'unreadable'))
)
select *, $as_of as as_of, {STAMPED} from (from changed union all by name from over) order by exception_id
"""

_SETS = """
create or replace temp table offers as
with lines as (
    select payment_id, "rank", list(item_id order by item_number, item_id) as item_ids,
        list(item_number order by item_number, item_id) as item_numbers,
        string_agg(concat_ws('|', item_id, cash_minor, discount_minor, deduction_minor, write_off_minor, fee_minor,
            coalesce(reason_code, '')), ';' order by item_number, item_id) as said
    from offered_lines group by all
)
select o.*, coalesce(item_ids, []) as item_ids, coalesce(item_numbers, []) as item_numbers, coalesce(said, '') as said
from offered o left join lines using (payment_id, "rank");

create or replace temp table new_sets as
with offered_sets as (
    select payment_id, hash_id(string_agg(concat_ws('|', payment_id, "rank", coalesce(customer_id, ''), cash_minor,
        difference_minor, coalesce(confidence::varchar, ''), rule, evidence, said), chr(10) order by "rank")) as set_id
    from offers group by payment_id
),
asked as (
    select payment_id, set_id from (select distinct payment_id from held where subject = 'payment' union
        select payment_id from offered_sets) left join offered_sets using (payment_id)
),
before as (
    select payment_id, arg_max(coalesce(set_id, ''), rowid) as set_id from facts.candidate_sets group by payment_id
)
select a.payment_id, a.set_id from asked a left join before b using (payment_id)
where coalesce(a.set_id, '') <> coalesce(b.set_id, '');
"""

_OFFER = f"""
create or replace temp table unknown_sets as
select payment_id, set_id from new_sets
where set_id is not null and set_id not in (select set_id from facts.candidates);
insert into facts.candidates by name
select u.set_id, o.* exclude (said) from offers o join unknown_sets u using (payment_id) order by o.payment_id, o."rank";
insert into facts.candidate_lines by name
select u.set_id, l.* from offered_lines l join unknown_sets u using (payment_id)
order by l.payment_id, l."rank", l.item_number, l.item_id;
insert into facts.candidate_sets by name
select payment_id, set_id, {STAMPED} from new_sets order by payment_id;
"""
