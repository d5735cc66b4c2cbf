"""Ledgers for the tests, a few rows each: statements, open items, and postings made the way a run makes them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from matching import journal, snapshots
from matching.reopening import reopened
from matching.state import Doubts, State, Sure
from pipelines import ledger
from pipelines.ledger import period as months
from pipelines.ledger.rows import Connection
from pipelines.valuation import in_functional_currency
from schemas.bank import BankLine, Statement
from schemas.decision import Allocation, Candidate, CandidateLine, Identification, UsedAdvice
from schemas.exceptions import Held
from schemas.frame import columns, frame, shaped
from schemas.policy import Policy
from schemas.receivables import OpenItem
from schemas.returns import Reversal

DAY = date(2026, 10, 15)
POLICY = Policy()
Row = dict[str, object]
Decided = tuple[Sure, pl.DataFrame, Doubts]  # what was decided of a day, the allocations among it as they post


def run(name: str = "r1", as_of: date = DAY) -> ledger.Run:
    return ledger.Run(name, "run", as_of, "local", "anna", "desk", "0" * 64, datetime.fromisoformat("2026-10-15T06:00"))


@contextmanager
def writing(path: Path, name: str = "r1", as_of: date = DAY) -> Iterator[Connection]:
    """A writing of a run of its own, begun and done."""
    with ledger.writing(path, 1, run(name, as_of)) as books:
        ledger.open_run(books, run(name, as_of))
        yield books
        ledger.close_run(books, run(name, as_of), "done", None)


def line(reference: str, amount: int, **more: object) -> Row:
    """One booked line; its reference finds it again in `apply`."""
    base: Row = {"bank_reference": reference, "amount_minor": amount, "booking_date": DAY, "kind": "receipt"}
    return base | {"payer_name": "ACME", "raw": reference} | more


def statement(
    lines: list[Row], file: str = "bank/a.csv", form: str = "csv", account: str = "1001", opening: int | None = None,
    closing: int | None = None, number: str | None = None, on: date = DAY,
) -> tuple[pl.DataFrame, pl.DataFrame]:  # fmt: skip
    """One statement in a file of its own, and its lines, as ingest hands them over."""
    mark: Row = {
        "sha256": file,
        "source_file": file,
        "entity": "US01",
        "statement_no": 1,
        "account": account,
        "currency": "USD",
    }
    amounts = [int(str(row["amount_minor"])) for row in lines]
    head: Row = mark | {
        "format": form, "number": number, "as_of_date": on, "opening_minor": opening, "closing_minor": closing,
        "line_count": len(lines), "movement_minor": sum(amounts), "is_final": True, "proof": "balances",
        "source_line": 1,
    }  # fmt: skip
    rows = [mark | {"source_line": place, "gl_account": None} | row for place, row in enumerate(lines, 2)]
    extra = {"sha256": pl.String, "source_file": pl.String, "entity": pl.String}
    return (
        pl.DataFrame([head], schema=columns(Statement) | extra | {"format": pl.String}),
        pl.DataFrame(rows, schema=columns(BankLine) | extra | {"kind": pl.String, "gl_account": pl.String}),
    )


def load(books: Connection, *statements: tuple[pl.DataFrame, pl.DataFrame]) -> list[str]:
    """Loads them together. Out: the verdict of each, in the order given."""
    heads, lines = (pl.concat(frames) for frames in zip(*statements, strict=True))
    verdicts = ledger.load_statements(books, heads, lambda form: [lines])
    return heads.select("sha256").join(verdicts, on="sha256", maintain_order="left")["verdict"].to_list()


def items(*open_items: tuple[str, int], on: date = DAY, file: str = "open_items/a.csv", **more: object) -> pl.DataFrame:
    """A list of open items: (number, what is open); all of customer C1 of US01, in USD."""
    base: Row = {"entity": "US01", "customer_id": "C1", "item_type": "invoice", "currency": "USD", "instalment": 1}
    base |= {"discount_minor": 0, "status": "open", "snapshot_date": on, "sha256": file, "source_file": file}
    rows = [
        base | {"item_number": number, "original_minor": minor, "open_minor": minor, "source_line": place} | more
        for place, (number, minor) in enumerate(open_items, 2)
    ]
    return pl.DataFrame(rows, schema=columns(OpenItem) | {"sha256": pl.String, "source_file": pl.String})


def allocation(reference: str, number: str, cash: int, **more: object) -> Row:
    """A share of the payment with that reference; other parts by their names."""
    others = dict.fromkeys(("discount_minor", "deduction_minor", "write_off_minor", "fee_minor"), 0)
    said: Row = {"rule": "reference", "confidence": 0.99, "evidence": "named", "reference": reference}
    return {"item_number": number, "cash_minor": cash} | others | said | more


def apply(
    books: Connection, allocations: list[Row], name: str = "r1", as_of: date = DAY,
    taken_back: dict[str, str] | None = None, functional: dict[str, str] | None = None,
) -> str | None:  # fmt: skip
    """Books, matches as told, holds the rest, posts: what the apply step does."""
    return post(books, *day(books, allocations, as_of, taken_back, functional), name, as_of)


def post(books: Connection, entries: pl.DataFrame, decided: Decided, moves: pl.DataFrame, *who: Any) -> str | None:
    """One journal of a day in its two parts: what the lists moved, and what was decided. who: of `run`."""
    is_listed = pl.col("cause").str.starts_with("snapshot|")
    changes = ledger.erp_items(books, run(*who).as_of)
    lists = ledger.post_lists(books, run(*who), entries.filter(is_listed), changes, moves)
    sure, applied, doubts = decided
    return ledger.post(books, run(*who), entries.filter(~is_listed), sure, applied, lists, lambda: doubts)


def day(
    books: Connection, allocations: list[Row], as_of: date = DAY,
    taken_back: dict[str, str] | None = None, functional: dict[str, str] | None = None,
) -> tuple[pl.DataFrame, Decided, pl.DataFrame]:  # fmt: skip
    """The journal, what was decided and the moves that `apply` posts.

    taken_back: return -> receipt, by their references; functional: entity -> its currency, where it is not USD.
    """
    moves = snapshots.moves(ledger.erp_items(books, as_of))
    state = ledger.state(books, as_of, POLICY, moves)
    reversals = _reversals(state, taken_back or {})
    state = reopened(state, reversals)
    told = pl.DataFrame(allocations, schema_overrides={"new_item_number": pl.String})
    placed = _placed(told, state.receipts, state.items) if allocations else frame(Allocation)
    known = state.receipts.drop_nulls("customer_id")
    payers = shaped(Identification, placed.join(known, on="payment_id", how="anti").unique("payment_id"))
    sure = Sure(payers, shaped(Allocation, placed), frame(UsedAdvice), reversals)
    doubts = Doubts(frame(Candidate), frame(CandidateLine), _held(state, placed))
    made = placed.drop_nulls("new_item_number").select("item_id", "new_item_number")
    ids = [ledger.item_id("US01", "C1", "deduction", number) for number in made["new_item_number"]]
    made = made.with_columns(made_item_id=pl.Series(ids, dtype=pl.String))
    standing = ledger.standing(books, reversals)
    applied = journal.applied(sure.allocations, state.receipts, state.items, made, as_of)
    events = journal.Events(ledger.bookings(books, as_of), state.receipts, sure, applied, standing)
    chart = journal.Chart({}, {}, functional or {}, ledger.first_open_dates(books))
    entries = pl.concat([journal.of_lists(moves, chart), journal.entries(events, chart, as_of)])
    return in_functional_currency(books, entries, chart), (sure, applied, doubts), moves


def _placed(told: pl.DataFrame, receipts: pl.DataFrame, open_items: pl.DataFrame) -> pl.DataFrame:
    by_reference = receipts.select("payment_id", reference="bank_reference")
    by_number = open_items.select("item_id", "item_number", "customer_id")
    return shaped(Allocation, told.join(by_reference, on="reference").join(by_number, on="item_number"))


def _reversals(state: State, taken_back: dict[str, str]) -> pl.DataFrame:
    """Only pairs that the ledger says are possible."""
    told = pl.DataFrame(list(taken_back.items()), schema=["back", "first"], orient="row")
    returns = state.returns.select(return_payment_id="payment_id", back="bank_reference")
    receipts = state.returnable.select("payment_id", first="bank_reference")
    paired = told.cast(pl.String).join(returns, on="back").join(receipts, on="first")
    return shaped(Reversal, paired.with_columns(evidence=pl.lit("same end-to-end id")))


def _held(state: State, placed: pl.DataFrame) -> pl.DataFrame:
    who = ["payment_id", "entity", "currency"]
    brought = [state.receipts.select(*who, left="open_minor"), state.returns.select(*who, left="amount_minor")]
    spent = placed.group_by("payment_id").agg(pl.col("cash_minor").sum(), pl.col("customer_id").first())
    left = pl.concat(brought).join(spent, on="payment_id", how="left")
    amount = pl.col("left") - pl.col("cash_minor").fill_null(0)
    said = {"subject": "payment", "exception_type": "NO_OPEN_ITEMS", "why_not_auto": "nothing fits"}
    rows = left.with_columns(pl.lit(text).alias(name) for name, text in said.items()).with_columns(amount_minor=amount)
    return shaped(Held, rows.filter(pl.col("amount_minor") != 0)).sort("payment_id")


def read(path: Path, query: str) -> list[tuple[object, ...]]:
    """What a person finds who opens that file with DuckDB."""
    with duckdb.connect(path, read_only=True) as books:
        return rows(books, query)


def rows(books: Connection, query: str) -> list[tuple[object, ...]]:
    return books.execute(query).fetchall()


def broken(books: Connection) -> dict[str, list[str]]:
    """The proofs that do not hold, with their findings."""
    return {proof.name: proof.findings for proof in ledger.verify(books) if not proof.holds}


def lock(books: Connection, month: str, status: str = "closed") -> None:
    """Closes or opens a month of US01, in a run of its own long ago."""
    ((before,),) = rows(books, "select [getvariable('run_id'), getvariable('recorded_at')::varchar]")
    ((count,),) = rows(books, "select count(*) from facts.period_changes")
    books.execute("set variable run_id = ?", [f"lock {count}"])
    books.execute("set variable recorded_at = timestamp '2026-01-01'")
    months.change(books, ["US01"], month, status, "anna", "because")
    books.execute("set variable run_id = ?", [before[0]])
    books.execute("set variable recorded_at = ?::timestamp", [before[1]])
