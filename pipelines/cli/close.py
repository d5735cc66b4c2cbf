"""The command that closes a month, and the one way to open it again."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines.cli import options
from pipelines.cli.options import Config, Json, LedgerFile, OutDir, WrongUsage, place

if TYPE_CHECKING:
    from pipelines.close import Change
    from pipelines.ledger.period import Month
    from schemas.settings import Settings

FAILED = 1
Period = Annotated[str, typer.Argument(help="The month, such as 2026-10.", metavar="YYYY-MM")]
Gl = Annotated[Path | None, typer.Option("--gl", help="The general ledger's balances, compared account by account.")]
Lock = Annotated[bool, typer.Option("--lock", help="Lock the month when everything holds.")]
Reopen = Annotated[bool, typer.Option("--reopen", help="Open a locked month again; needs --reason.")]
Without = Annotated[
    list[str] | None, typer.Option("--without", help="sha256 of a refused file that the month does not need.")
]
Who = Annotated[str | None, typer.Option("--by", help="A name under [users]; else the user of this machine.")]
Why = Annotated[str | None, typer.Option("--reason", help="Why, for those who read the books later.")]


def close(
    period: Period,
    ledger: LedgerFile = None,
    out: OutDir = None,
    gl: Gl = None,
    lock: Lock = False,
    without: Without = None,
    reopen: Reopen = False,
    by: Who = None,
    reason: Why = None,
    config: Config = None,
    json: Json = False,
) -> None:
    """A month's proofs, aging, roll-forward and tie-outs; 1 when anything differs; --lock closes it to postings."""
    from pipelines import close as closing
    from pipelines.cli import console
    from reports.close import text

    settings = options.settings_of(config)
    month, books = _month(period), place("ledger", ledger, settings)
    if reopen:
        if lock or not reason:
            raise WrongUsage("--reopen", "with --lock" if lock else "no --reason", "--reopen --reason TEXT", "say why")
        entities = closing.reopen(books, month, settings, _change(settings, by, reason))
        ended = {"period": month.text, "reopened": entities}
        console.show(ended, json, lambda ended: [f"{month.text} is open again for {', '.join(entities)}"])
        return
    folder = place("out", out, settings) / month.text
    if without and lock and not reason:
        raise WrongUsage("--without", "no --reason", "--without SHA256 --reason TEXT", "say why")
    balances = None if gl is None else closing.balances_of(gl, settings)
    asked, locked = closing.Asked(month, settings, balances, tuple(without or ())), list[str]()
    if lock:
        done, locked = closing.lock(books, asked, _change(settings, by, reason or "closed"))
    else:
        done = closing.examine(books, asked)
    paths = closing.write(done, folder)
    more = {"locked": locked, "files": paths}
    console.show((text.plain(done) if json else {"close": done}) | more, json, _told)
    raise typer.Exit(0 if done.holds else FAILED)


def _month(text: str) -> "Month":
    from pipelines.ledger.period import month

    try:
        return month(text)
    except ValueError:
        raise WrongUsage(text, "no month", "a month such as 2026-10", "write year and month") from None


def _change(settings: "Settings", by: str | None, reason: str) -> "Change":
    """Who does it: a person of [users] who is running this, else the user of this machine."""
    from pipelines.close import Change
    from pipelines.job import new_run

    run = new_run("close", options.today(settings), "local", settings)
    return Change(run, run.by_user if by is None else options.person(by, settings), reason)


def _told(ended: dict[str, Any]) -> Iterator[str]:
    from reports.close import text

    yield from text.told(ended["close"])
    yield ""
    if ended["locked"]:
        yield f"locked for {', '.join(ended['locked'])}"
    yield from map(str, ended["files"])
