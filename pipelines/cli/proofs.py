"""The proofs of the books, for people."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipelines import ledger
from pipelines.ledger import proofs


def of_ledger(ledger_file: Path) -> list[dict[str, Any]]:
    """Every invariant, proved over the ledger as last published. Raises NoLedger, NewerLedger."""
    with ledger.reading(ledger_file) as books:
        return [proof._asdict() for proof in proofs.verify(books)]


def hold(found: list[dict[str, Any]]) -> bool:
    """Whether all of them hold."""
    return all(proof["holds"] for proof in found)


def told(ended: dict[str, Any]) -> Iterator[str]:
    """One line a proof, and one for each thing that is wrong."""
    for proof in ended["proofs"]:
        yield f"{'holds' if proof['holds'] else 'FAILS':<6} {proof['name']} ({proof['checked_rows']:,} rows)"
        yield from (f"       {finding}" for finding in proof["findings"])
