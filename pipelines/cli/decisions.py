"""Commands by which people decide: clear, undo, aliases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from pipelines.cli import options
from pipelines.cli.options import AsOf, By, Config, Json, LedgerFile, OutDir, Reason, WrongUsage, place
from pipelines.errors import NoLedger

FAILED, REJECTED = 1, 3
Workbooks = Annotated[list[Path], typer.Argument(help="Exceptions workbooks with answers filled in.")]
Decision = Annotated[
    str, typer.Argument(help="A decision_id (its first digits will do), or a payment that was applied by itself.")
]
Forget = Annotated[str | None, typer.Option("--forget", help="The id of an alias that is to count no more.")]
MaybeBy = Annotated[str | None, typer.Option("--by", help="With --forget: who decides, a name under [users].")]
MaybeReason = Annotated[str | None, typer.Option("--reason", help="With --forget: why.")]


def clear(
    workbooks: Workbooks, by: By, ledger: LedgerFile = None, out: OutDir = None, config: Config = None,
    as_of: AsOf = None, json: Json = False,
) -> None:  # fmt: skip
    """Answers come back: good rows post, the others come back with the reason beside them. The same book posts once."""
    from pipelines.clear import answered
    from pipelines.cli import console

    settings = options.settings_of(config)
    day = as_of or options.today(settings)
    books, folder = _there(place("ledger", ledger, settings)), place("out", out, settings)
    done = answered.clear(workbooks, books, folder, options.clerk(by, settings), settings, day)
    ended = {"as_of": day, "books": [
        {"workbook": one.name, "batch_id": one.batch_id, "fault": one.fault, "answers": one.answers.to_dicts()}
        for one in done
    ], "outputs": str(folder / day.isoformat())}  # fmt: skip
    console.show(ended, json, _told)
    if all(one.fault for one in done):
        raise typer.Exit(FAILED)
    refused = any(one.fault or "refused" in one.answers["status"] for one in done)
    raise typer.Exit(REJECTED if refused else 0)


def _there(ledger: Path) -> Path:
    """The ledger, which a decision never makes. Raises NoLedger."""
    if not ledger.is_file():
        raise NoLedger(str(ledger), "no file", "a ledger", "give the path of the ledger the workbook was made from")
    return ledger


def _told(ended: dict[str, Any]) -> Iterator[str]:
    """What became of each row, the refused ones in full."""
    for book in ended["books"]:
        counts: dict[str, int] = {}
        for answer in book["answers"]:
            counts[answer["status"]] = counts.get(answer["status"], 0) + 1
        said = ", ".join(f"{count} {status.replace('_', ' ')}" for status, count in sorted(counts.items()))
        yield f"{book['workbook']}: {book['fault'].splitlines()[0] if book['fault'] else said or 'no answers'}"
        if book["fault"]:
            yield from book["fault"].splitlines()[1:]
        for answer in book["answers"]:
            if answer["status"] in ("refused", "pending_approval"):
                status = answer["status"].replace("_", " ")
                yield f"  {answer['sheet']} row {answer['row']}: {status}: {answer['message']}"
        if book["batch_id"]:
            yield f"  posted as batch {book['batch_id']}"
    yield f"the answers are in {ended['outputs']}"


def undo(
    decision: Decision, by: By, reason: Reason, ledger: LedgerFile = None, config: Config = None, as_of: AsOf = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Takes a decision back in one step, by reversal; refused in a locked period, or where something rests on it."""
    from pipelines.clear import handed_in
    from pipelines.clear.undo import undo
    from pipelines.cli import console

    settings = options.settings_of(config)
    clerk = handed_in.clerk_of(options.clerk(by, settings))
    day = as_of or options.today(settings)
    done = undo(decision, _there(place("ledger", ledger, settings)), clerk, reason, settings, day)
    console.show(done._asdict(), json, _undone)


def _undone(ended: dict[str, Any]) -> Iterator[str]:
    yield f"taken back: {ended['what']} ({ended['entries']} entries), as decision {ended['decision_id']}"
    yield from (f"  forgotten with it: {value!r}" for value in ended["forgotten"])
    if ended["batch_id"]:
        yield f"  posted as batch {ended['batch_id']}; tieout report writes its file"


def aliases(
    forget: Forget = None, by: MaybeBy = None, reason: MaybeReason = None, ledger: LedgerFile = None,
    config: Config = None, as_of: AsOf = None, json: Json = False,
) -> None:  # fmt: skip
    """What people taught of payers, and what rests on each; --forget unlearns one."""
    from pipelines.clear import aliases as taught
    from pipelines.clear import handed_in
    from pipelines.cli import console

    settings = options.settings_of(config)
    books, day = _there(place("ledger", ledger, settings)), as_of or options.today(settings)
    if forget is None:
        console.show({"aliases": taught.listed(books, day)}, json, taught.told)
        return
    if not by or not reason:
        raise WrongUsage(f"--forget {forget}", "no --by or no --reason", "--by NAME --reason TEXT", "add both")
    clerk = handed_in.clerk_of(options.clerk(by, settings))
    gone = taught.forget(forget, books, clerk, reason, settings, day)
    console.show({"aliases": [gone]}, json, taught.told)
