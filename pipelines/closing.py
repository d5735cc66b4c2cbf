"""The closing summary of a run: what was read, applied and held, and where the outputs are."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from pipelines.job import Figures, Job

Closing = dict[str, Any]


def closing(job: Job, figures: dict[str, Figures]) -> Closing:
    """The run in plain values: its own figures, and the day's as they stand in summary.json."""
    files = sorted(path.name for path in job.folder.iterdir() if path.is_file())
    day = json.loads((job.folder / "summary.json").read_text("utf-8"))
    return {
        "status": "done",
        "run_id": job.run_id,
        "as_of": job.as_of.isoformat(),
        "engine": job.run.engine,
        "settings": job.run.settings_file,
        "ledger": str(job.ledger),
        "outputs": str(job.folder),
        "files": files,
        "rejected_now": sum(int(figures["ingest"][name]) for name in ("quarantined", "rows rejected"))
        + int(figures["clear"]["refused"]),
        "figures": figures,
        "day": day,
    }


def told(closing: Closing) -> Iterator[str]:
    """The summary in lines for people."""
    day, read = closing["day"], closing["figures"]["ingest"]
    applied = day["applied_by_itself"]
    counts = applied["receipts"]
    yield f"{closing['as_of']} · engine {closing['engine']} · settings {closing['settings']}"
    yield _line("read", read["lines"], _read(read))
    if (cleared := closing["figures"]["clear"])["books"]:
        books = f"of {cleared['books']} workbooks; {cleared['refused']} refused"
        yield _line("answers", cleared["answers posted"], books)
    yield _line("receipts", counts["total"], _values((row["currency"], row["received"]) for row in applied["value"]))
    yield _line("applied", counts["applied"], f"{applied['share']} % of the receipts, by themselves")
    yield from _groups(day["applied_by_rule"], "rule")
    yield _line("part applied", counts["part applied"], "the rest of each is held" if counts["part applied"] else "")
    yield _line("held", counts["held"], _values((row["currency"], row["left"]) for row in applied["value"]))
    yield from _groups(day["held_by_type"], "exception_type")
    if closing["rejected_now"] or read["outstanding"]:
        yield _line(
            "rejected", closing["rejected_now"], f"for the first time; {read['outstanding']} files from before wait"
        )
        yield from _refusals(day)
    if day["gaps"]:
        yield _line("missing", len(day["gaps"]), "statements before these; the day goes on, the month cannot be closed")
        yield from (f"  {gap}" for gap in day["gaps"])
    if not day["control_totals_agree"]:
        yield "control totals do NOT agree: see the page, and run tieout verify"
    yield _line("outputs", len(closing["files"]), f"files in {closing['outputs']}")
    yield from (f"  {name}" for name in closing["files"])


def _read(read: Figures) -> str:
    known = f"; {read['passed over']} files are known from before" if read["passed over"] else ""
    return f"lines of {read['taken']} files{known}"


def _line(name: str, count: int | str, text: str) -> str:
    return f"{name:<28} {count:>6}  {text}".rstrip()


def _groups(rows: list[dict[str, Any]], key: str) -> Iterator[str]:
    """One line a rule or a reason, most receipts first; values apart by currency."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    counted = sorted((-sum(row["count"] for row in group), name, group) for name, group in groups.items())
    for count, name, group in counted:
        yield _line(f"  {name}", -count, _values((row["currency"], row["value"]) for row in group))


def _values(amounts: Iterable[tuple[str | None, str | None]]) -> str:
    return " · ".join(f"{currency} {Decimal(amount):,}" for currency, amount in amounts if currency and amount)


def _refusals(day: dict[str, Any]) -> Iterator[str]:
    for file in day["files"]:
        if file["is_new"] and file["status"] in ("quarantined", "unreadable"):
            first, *more = file["reason"].splitlines()
            yield f"  {file['name']}: {first}"
            yield from (f"    {line.strip()}" for line in more)
    for row in day["rejects"]:
        if row["new_count"]:
            yield f"  {row['source_file']}: {row['new_count']} rows, {row['rule']}"
