"""The invariants of the books, each one query over the whole ledger: what it saw, and what does not hold.

Every query gives rows (checked, finding): how many rows it looked at, and one row for each thing that is wrong;
a proof that holds gives one row, its finding null. Nothing is believed that can be worked out again.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from pipelines.errors import BooksDoNotHold
from pipelines.ledger import chain
from pipelines.ledger.rows import Connection, given, sql

SHOWN: Final = 20  # findings that a proof names; it counts them all


class Proof(NamedTuple):
    """One invariant, and whether it holds."""

    name: str
    holds: bool
    checked_rows: int
    findings: list[str]


PROOFS: Final[dict[str, str]] = {
    "every entry balances in each currency": "entries_balance",
    "the trial balance is zero": "trial_balance",
    "every bank line is placed, to the cent": "lines_placed",
    "statements and their lines agree": "statements",
    "lines per account and day equal the bank account in the journal": "account_days",
    "what is not placed waits for somebody": "waiting",
    "no payment is allocated beyond its amount": "payments_not_beyond",
    "no item is taken beyond its open amount, no credit used twice": "items_not_beyond",
    "applications and journal agree": "applications",
    "sub-ledger and control accounts agree, item by item": "sub_ledger",
    "the ERP interface agrees, item by item": "erp_interface",
    "nothing posts twice": "once",
    "every id is what it is made of": "identity",
    "what people decided posts once, and somebody answers for it": "decisions",
    "a locked period never changes": "locked_periods",
    "money is exact": "exact_money",
    "the hash chain is unbroken": "chain",
}

# What several of them look at, worked out once for all.
SHARED: Final = """
    with placed_now as materialized (from facts.placed), items_today as materialized (from facts.items_now)
"""

# These hash every row there is: left to `tieout verify`.
OF_ALL_TIME: Final = ("every id is what it is made of", "the hash chain is unbroken")


def verify(connection: Connection, names: Iterable[str] = PROOFS) -> list[Proof]:
    """Proves the invariants of these names, in their order, over the whole ledger."""
    wanted = list(names)
    hashed = {"sealed": chain.contents(connection)} if "the hash chain is unbroken" in wanted else {}
    with given(connection, **hashed):
        return _proved(connection, wanted)


def prove(connection: Connection) -> None:
    """Proves the books before a run commits, but for what hashes all that was ever posted.

    Raises:  BooksDoNotHold with the first findings: nothing of the run is kept.
    """
    for proof in verify(connection, [name for name in PROOFS if name not in OF_ALL_TIME]):
        if not proof.holds:
            found = "; ".join(proof.findings[:3])
            raise BooksDoNotHold(
                "the books",
                found,
                proof.name,
                "nothing was posted; tieout verify lists all of it: tell the maintainers",
            )


def _proved(connection: Connection, names: list[str]) -> list[Proof]:
    """Counts all findings of each and shows the first by their text. In one query: its parts share the processors."""
    parts = (
        f"""
        select {place} as place, coalesce(max(checked), 0)::bigint, count(finding),
            coalesce(list(finding order by finding) filter (finding is not null), [])[1:{SHOWN}]
        from ({sql(f"proofs/{PROOFS[name]}")})
        """
        for place, name in enumerate(names)
    )
    proofs = []
    for place, checked, count, findings in sorted(connection.execute(SHARED + " union all ".join(parts)).fetchall()):
        more = [f"and {count - SHOWN} more"] if count > SHOWN else []
        proofs.append(Proof(names[place], count == 0, checked, [*findings, *more]))
    return proofs
