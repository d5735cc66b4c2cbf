"""The command line: reads the words and the clock, calls one function, says how it ended.

Never work of its own in here; what is heavy is imported when a command runs, so that help comes at once.
"""

import sys
from typing import Final

import typer

from pipelines.cli import backtest, books, close, day, decisions
from pipelines.errors import TieoutError

# In the order of `tieout --help`.
COMMANDS: Final = (
    day.run, day.report, close.close, day.demo, day.serve,
    decisions.clear, decisions.undo, decisions.aliases, backtest.backtest,
    books.explain, books.verify, books.accept, books.export, books.backup, books.doctor,
)  # fmt: skip

app = typer.Typer(name="tieout", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
for command in COMMANDS:
    app.command()(command)


@app.callback()
def tieout() -> None:
    """Cash application and reconciliation: which money pays which invoice, exactly, and proof that nothing was lost."""


def main() -> None:
    """Runs the command; an error that tells what to do ends it without a traceback."""
    try:
        app()
    except TieoutError as error:
        from pipelines.cli import console

        console.fault(str(error), error.exit_status, "--json" in sys.argv)
        raise SystemExit(error.exit_status) from None
