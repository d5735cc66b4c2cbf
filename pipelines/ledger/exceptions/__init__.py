"""What waits for a person, and what is offered to them: a new row only when there is something new to say."""

import polars as pl

from matching.state import Outcome
from pipelines.ledger.rows import Connection, given, sql
from pipelines.ledger.runs import Run


def set_held(connection: Connection, run: Run, held: pl.DataFrame, subjects: list[str]) -> None:
    """Makes the open exceptions of these kinds of subject exactly `held`.

    In:   `held`: schemas.exceptions.Held; `subjects`: those it speaks for, of payment, advice, file, item.
    What is no longer held is resolved. What a person put on hold, or sent for approval, stays so; a file stays
    until it is taken, although only the run that saw it first names it.
    """
    with given(connection, held=held):
        connection.execute(sql("exceptions/held"), {"as_of": run.as_of, "subjects": subjects})


def set_candidates(connection: Connection, outcome: Outcome) -> None:
    """What is offered for the payments of this outcome, as a whole set for each payment whose set is new."""
    with given(connection, offered=outcome.candidates, offered_lines=outcome.candidate_lines, held=outcome.held):
        connection.execute(sql("exceptions/sets"))
        connection.execute(sql("exceptions/offer"))
