"""Bank files: whose account, how far the statement proves itself, which lines are cash; then into the ledger."""

from collections.abc import Iterator
from functools import partial

import polars as pl

from pipelines import ledger
from pipelines.ingest import accounts, kinds
from pipelines.ingest.files import Arrival
from pipelines.ingest.tables import distinct, pieces, together
from pipelines.ledger import lookups
from pipelines.ledger.rows import Connection
from pipelines.readers.base import told
from reports.gaps import sentences
from schemas.money import written
from schemas.rejects import Fault
from schemas.settings import Settings


def take(connection: Connection, arrivals: list[Arrival], settings: Settings) -> tuple[list[Arrival], list[str]]:
    """Takes the bank lines of all files that can be trusted.

    Out:     the arrivals, each with what stands against it; messages: what only announces, and gaps between balances.
    """
    usable = [one for one in arrivals if one.reading and not one.refusals]
    heads = accounts.placed(
        together(usable, "statements"),
        settings,
        lookups.account_entities(connection),
        pl.concat([lookups.item_currencies(connection), distinct(usable, "open_items", ["entity", "currency"])]),
    )
    proved = {one.found.sha256: _proved(one, heads.filter(pl.col("sha256") == one.found.sha256)) for one in usable}
    heads = _with_proof(heads, arrivals)
    good = [sha256 for sha256, one in proved.items() if not one.refusals]
    cash = heads.filter(pl.col("sha256").is_in(good) & (pl.col("is_final") | pl.col("interim_is_cash")))
    marks = ["sha256", "statement_no"]
    owners = cash.select(*marks, "account", "entity")
    taken = [one for one in usable if one.found.sha256 in set(good)]
    verdicts = ledger.load_statements(connection, cash, partial(_lines, taken, owners, settings))
    calendar = settings.calendar
    told_so = _announced(heads, cash, good) + sentences(lookups.gaps(connection), calendar.weekend, calendar.holidays)
    return [_with_verdicts(proved.get(one.found.sha256, one), verdicts) for one in arrivals], told_so


def _lines(arrivals: list[Arrival], owners: pl.DataFrame, settings: Settings, form: str) -> Iterator[pl.DataFrame]:
    """The bank lines of one format that are cash, in pieces, each with whose they are and what they are."""
    own = [one for one in arrivals if one.reading and one.reading.format == form]
    for lines in pieces(own, "bank_lines"):
        placed = lines.drop("account").join(owners, on=["sha256", "statement_no"], how="inner", maintain_order="left")
        yield kinds.with_kinds(placed, settings)


def _proved(arrival: Arrival, heads: pl.DataFrame) -> Arrival:
    """The file, refused where an account is nobody's or a balance does not hold that ought to."""
    for statement in heads.filter(pl.col("entity").is_null()).iter_rows(named=True):
        arrival = arrival.refused("account", accounts.nobodys(statement))
    if arrival.accepted_by is not None or arrival.reading is None:
        return arrival
    for fault in _balance_faults(arrival.reading.faults, heads):
        own = heads.filter(pl.col("statement_no") == fault.statement_no).rows(named=True)
        if not own or not _is_waived(own[0], arrival.reading.tables["bank_lines"]):
            remedy = f"{fault.remedy}; if it is right: {arrival.how_to_accept}"
            arrival = arrival.refused(
                "balance", told(arrival.found.name, fault.line, fault.stands, fault.expected, remedy)
            )
    return arrival


def _balance_faults(faults: list[Fault], heads: pl.DataFrame) -> list[Fault]:
    """What the reader found, else every statement whose opening and lines do not come to its closing."""
    if faults:
        return faults
    expected = pl.col("opening_minor") + pl.col("movement_minor")
    broken = heads.with_columns(expected_minor=expected).filter(expected != pl.col("closing_minor"))
    return [
        Fault(
            "balance",
            row["source_line"],
            f"closing balance {written(row['closing_minor'], row['currency'])}",
            f"{written(row['expected_minor'], row['currency'])}: the opening balance and all lines",
            "ask the bank for the statement again",
            row["statement_no"],
        )
        for row in broken.iter_rows(named=True)
    ]


def _is_waived(statement: dict[str, object], lines: pl.DataFrame) -> bool:
    """Whether balance_check of its account lets the statement pass with a broken balance."""
    check = statement.get("balance_check")
    if check != "forward_available":
        return check == "none"
    own = lines.filter(pl.col("statement_no") == statement["statement_no"])
    is_available = pl.coalesce("value_date", "booking_date") <= pl.lit(statement["as_of_date"])
    available = int(own.filter(is_available)["amount_minor"].sum())
    opening, closing = statement["opening_minor"], statement["closing_minor"]
    return isinstance(opening, int) and opening + available == closing


def _with_proof(heads: pl.DataFrame, arrivals: list[Arrival]) -> pl.DataFrame:
    """`proof` says so where a person, or the settings, took a statement whose balance does not hold."""
    faulty = [
        (one.found.sha256, fault.statement_no,
         f"balance accepted by {one.accepted_by}" if one.accepted_by else "balance not checked")
        for one in arrivals if one.reading for fault in one.reading.faults if fault.kind == "balance"
    ]  # fmt: skip
    schema = {"sha256": pl.String, "statement_no": pl.Int64, "said": pl.String}
    said = pl.DataFrame(faulty, schema=schema, orient="row").unique(["sha256", "statement_no"], maintain_order=True)
    told = heads.join(said, on=["sha256", "statement_no"], how="left", maintain_order="left")
    return told.with_columns(pl.coalesce("said", "proof").alias("proof")).drop("said")


def _announced(heads: pl.DataFrame, cash: pl.DataFrame, good: list[str]) -> list[str]:
    """What is not cash yet: statements that may still change."""
    waiting = heads.filter(pl.col("sha256").is_in(good)).join(cash, on=["sha256", "statement_no"], how="anti")
    return [
        f"{row['source_file']}: account …{row['account'][-4:]} of {row['as_of_date']} announces "
        f"{row['line_count']} lines, "
        f"{written(row['movement_minor'], row['currency'])}; it is not final and books nothing"
        for row in waiting.sort("source_file", "statement_no").iter_rows(named=True)
    ]


def _with_verdicts(arrival: Arrival, verdicts: pl.DataFrame) -> Arrival:
    own = verdicts.filter(pl.col("sha256") == arrival.found.sha256)
    for row in own.filter(verdict="refused").iter_rows(named=True):
        expected = "a statement that agrees with those taken before it"
        remedy = "compare the two, and take the wrong one out of the inbox"
        arrival = arrival.refused("statement", told(arrival.found.name, 1, row["reason"], expected, remedy))
    is_all = bool(own.height) and own["verdict"].eq("duplicate").all() and arrival.row_count == own["line_count"].sum()
    return arrival.duplicated() if is_all else arrival
