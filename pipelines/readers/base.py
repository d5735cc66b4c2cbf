"""What a reader is given, what it hands back, and how it says what is wrong."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

import polars as pl

from pipelines.readers.rows import Kept, Table, Tables, in_order
from schemas.bank import BankLine, Statement
from schemas.frame import Model, checked, columns, frame
from schemas.lockbox import Lockbox
from schemas.receivables import Customer, GlBalance, OpenItem, Rate
from schemas.rejects import Fault, Reject
from schemas.remittance import Advice, AdviceLine
from schemas.settings import CsvProfile

TABLES: Final[Mapping[str, Model]] = MappingProxyType(
    {
        "statements": Statement,
        "bank_lines": BankLine,
        "advices": Advice,
        "advice_lines": AdviceLine,
        "open_items": OpenItem,
        "customers": Customer,
        "rates": Rate,
        "gl": GlBalance,
    }
)
SHOWN: Final = 200  # characters of a file that a message repeats
SEND_AGAIN: Final = "ask the sender for the file again"

_LONG_NUMBER: Final = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}|[0-9]{7,}")


@dataclass(frozen=True)
class Source:
    """One file of the inbox, opened by its reader only."""

    name: str  # path inside the inbox, for messages
    path: Path
    encoding: str | None = None  # from settings; otherwise told from the bytes
    profiles: Mapping[str, CsvProfile] = field(default_factory=dict)
    entities: Mapping[str, str | None] = field(default_factory=dict)  # ours, with their functional currency
    accounts: Mapping[str, str] = field(default_factory=dict)  # our bank accounts, with their entity
    lockboxes: Mapping[str, Lockbox] = field(default_factory=dict)
    currency: str | None = None  # of texts that name none
    depth: int = 0  # how many files this one lies in: attachments, archives

    @property
    def usual_currency(self) -> str | None:
        """What a text that names no currency is in: as set, else the functional currency that all entities share."""
        shared = set(self.entities.values()) - {None}
        return self.currency or (shared.pop() if len(shared) == 1 else None)


@dataclass(frozen=True)
class Reading:
    """What one file said. Every table is there, empty where the file has none of it."""

    format: str
    encoding: str
    tables: Tables
    rejects: pl.DataFrame
    faults: list[Fault]
    warnings: list[str]


class Refused(Exception):
    """A file that cannot be read at all; `fault` says why, the text says it to people."""

    def __init__(self, name: str, fault: Fault) -> None:
        super().__init__(told(name, fault.line, fault.stands, fault.expected, fault.remedy))
        self.fault = fault


def refused(source: Source, stands: str, expected: str, remedy: str = SEND_AGAIN, line: int = 1) -> Refused:
    """A refusal ready to be raised: transport, because nothing in the file can be trusted."""
    return Refused(source.name, transport(line, stands, expected, remedy))


def transport(line: int, stands: str, expected: str, remedy: str = SEND_AGAIN) -> Fault:
    """The file is cut, its own counts or totals are broken, or it is hostile."""
    return Fault("transport", line, stands, expected, remedy)


def balance(statement_no: int, line: int, stands: str, expected: str, remedy: str) -> Fault:
    """The file is whole, only the balance of one of its statements does not hold: a person may accept it."""
    return Fault("balance", line, stands, expected, remedy, statement_no)


def told(name: str, line: int, stands: str, expected: str, remedy: str) -> str:
    """An error as people read it: where, what stands there, what was expected, what to do.

    >>> print(told("bank/a.bai", 4, "49,9150001,4/", "account total 9150000", "ask the bank again"))
    bank/a.bai:4
      stands:   49,9150001,4/
      expected: account total 9150000
      remedy:   ask the bank again
    """
    return f"{name}:{line}\n  stands:   {stands}\n  expected: {expected}\n  remedy:   {remedy}"


def masked(text: str) -> str:
    """Text of a file fit for a message: one short line, account-like numbers by their last four.

    >>> masked("16,475,DE02120300000000202051,0123456789")
    '16,475,…2051,…6789'
    """
    line = " ".join(text[: SHOWN * 2].split())
    short = line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
    return _LONG_NUMBER.sub(lambda found: "…" + found[0][-4:], short)


def excerpt(text: str) -> str:
    """Text of a file as a message shows it when it holds no account: one line, cut."""
    line = " ".join(text[: SHOWN * 2].split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def rejected(source: Source, rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """Rejects from source_line, field, value, rule, remedy and raw, with their message written out."""
    return frame(
        Reject,
        (
            {
                **{name: row[name] for name in ("source_line", "field", "value", "rule", "raw")},
                "message": told(
                    source.name,
                    int(str(row["source_line"])),
                    f"{row['field']} = {row['value']!r}" if row["field"] else str(row["value"]),
                    str(row["rule"]),
                    str(row["remedy"]),
                ),
            }
            for row in rows
        ),
    )


def reading(
    form: str,
    encoding: str,
    tables: Mapping[str, Table],
    rejects: pl.DataFrame | None = None,
    faults: Iterable[Fault] = (),
    warnings: Iterable[str] = (),
) -> Reading:
    """A finished reading: every table proved against its model; after a transport fault that fault alone."""
    found = list(faults)
    broken = [fault for fault in found if fault.kind == "transport"]
    usable = {} if broken else tables
    return Reading(
        form,
        encoding,
        Tables({name: _table(model, usable.get(name)) for name, model in TABLES.items()}),
        _rejects(rejects),
        broken or found,
        list(warnings),
    )


def _table(model: Model, data: Table | None) -> Table:
    """The table, proved and in order; what is kept on disk was proved as it was written."""
    if data is None or not data.height:
        return frame(model)
    if isinstance(data, Kept):
        return data
    return in_order(model, checked(model, data.select(columns(model).keys())))


def _rejects(data: pl.DataFrame | None) -> pl.DataFrame:
    if data is None or data.is_empty():
        return frame(Reject)
    return in_order(Reject, checked(Reject, data.select(columns(Reject).keys())))
