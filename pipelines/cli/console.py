"""What people see while a run works and when it has ended: progress and faults on stderr, results on stdout."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pipelines.job import Figures, Progress

Ended = dict[str, Any]  # how a command ended, in plain values


@contextmanager
def following() -> Iterator["Progress"]:
    """Progress of a run: a bar on a terminal, one line a step elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    screen = Console(stderr=True)
    if not screen.is_terminal:
        yield _line
        return
    from pipelines.daily import STEPS

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Bar(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("", total=len(STEPS))

        def move(step: str, figures: "Figures | None") -> None:
            bar.update(task, description=step, advance=0 if figures is None else 1)

        yield move


def _line(step: str, figures: "Figures | None") -> None:
    from pipelines.job import words

    if figures is not None:
        print(f"{step}: {words(figures)}", file=sys.stderr, flush=True)


def fault(text: str, exit_status: int, as_json: bool) -> None:
    """Why a command ended early."""
    if as_json:
        as_object({"status": "failed", "exit_status": exit_status, "fault": text})
    for line in text.splitlines():
        print(line.translate(_CONTROLS), file=sys.stderr)


def as_object(result: object) -> None:
    """One JSON object on stdout: amounts and dates as text."""
    print(json.dumps(result, default=str, ensure_ascii=False))


def show(ended: Ended, as_json: bool, *tellers: Callable[[Ended], Iterable[str]]) -> None:
    """How a command ended: one JSON object, or the lines that each of `tellers` makes of it."""
    if as_json:
        as_object(ended)
        return
    for at, teller in enumerate(tellers):
        lines([""] * bool(at))
        lines(teller(ended))


def lines(texts: Iterable[str]) -> None:
    """Lines for people on stdout. What payers wrote never steers the terminal."""
    for text in texts:
        print(text.translate(_CONTROLS))


_CONTROLS: Final = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "\N{REPLACEMENT CHARACTER}")
