"""The command that asks what another policy would have decided."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from pipelines.cli import options
from pipelines.cli.options import Config, Json, LedgerFile, place

Since = Annotated[
    date,
    typer.Option("--since", parser=date.fromisoformat, metavar="DATE", help="The first business day looked at."),
]
PolicyFile = Annotated[
    Path | None, typer.Option("--policy", help="A settings file: its [policy] tables are tried; else those in force.")
]


def backtest(
    since: Since, policy: PolicyFile = None, ledger: LedgerFile = None, config: Config = None, json: Json = False
) -> None:
    """Which decisions since DATE another policy would have made otherwise. Posts nothing."""
    from pipelines import backtest
    from pipelines.apply import policy_of
    from pipelines.cli import console

    settings = options.settings_of(config)
    tried = settings if policy is None else settings.model_copy(update={"policy": options.settings_of(policy).policy})
    done = backtest.run(place("ledger", ledger, settings), since, policy_of(tried))
    console.show({"since": since, **backtest.plain(done)}, json, _told)


def _told(ended: dict[str, Any]) -> Iterator[str]:
    """What was looked at, a table by kind and rule, and every flip."""
    yield f"since {ended['since']}: {ended['runs']:,} runs, {ended['receipts']:,} receipts decided again"
    if not ended["flips"]:
        yield "no decision flips"
        return
    yield ""
    yield from _table(ended["summary"], ("kind", "rule", "receipts", "currency", "cash"))
    yield ""
    for flip in ended["flips"]:
        name = flip["bank_reference"] or flip["payment_id"]
        yield f"{flip['as_of']}  {name}  {flip['currency']} {flip['cash']}  {flip['kind']}"
        yield f"    was  {flip['before']}"
        yield f"    now  {flip['after']}"


def _table(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> Iterator[str]:
    """Rows as aligned text, counts and amounts to the right."""
    cells = [columns, *(tuple(str(row[name]) for name in columns) for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(columns))]
    right = {"receipts", "cash"}
    for row in cells:
        padded = (
            text.rjust(width) if name in right else text.ljust(width)
            for text, width, name in zip(row, widths, columns, strict=True)
        )
        yield "  ".join(padded).rstrip()
