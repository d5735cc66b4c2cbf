"""The options that commands share, and what stands in for those that were not given."""

import getpass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal
from zoneinfo import ZoneInfo

import typer

from pipelines.errors import TieoutError

if TYPE_CHECKING:
    from schemas.settings import Settings

InboxDir = Annotated[
    Path | None, typer.Option("--inbox", help="Folder of bank, remittance, open-item, customer files.")
]
LedgerFile = Annotated[Path | None, typer.Option("--ledger", help="The ledger, a DuckDB file.")]
OutDir = Annotated[Path | None, typer.Option("--out", help="Folder for outputs.")]
Config = Annotated[
    Path | None, typer.Option("--config", help="Settings; else tieout.toml beside the inbox, else here.")
]
AsOf = Annotated[
    date | None,
    typer.Option("--as-of", parser=date.fromisoformat, metavar="DATE", help="The business day; else today."),
]
Engine = Annotated[
    Literal["auto", "prefect", "local"] | None,
    typer.Option("--engine", help="auto takes Prefect when the environment or its active profile names a server."),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
By = Annotated[str, typer.Option("--by", help="Who decides: a name under [users] in the settings.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, for those who read the books later.")]
Format = Annotated[Literal["csv", "parquet"], typer.Option("--format", help="What the files are.")]
At = Annotated[
    time | None, typer.Option("--at", parser=time.fromisoformat, metavar="HH:MM", help="When, on weekdays; else 07:00.")
]
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="Of the server on this machine.")]

Serve = Annotated[bool, typer.Option("--serve", help="Run it by Prefect and stay, so that it can be seen there.")]


class WrongUsage(TieoutError):
    """The command line, or the settings, leave open what has to be known."""

    exit_status = 2


def settings_of(config: Path | None, inbox: Path | None = None) -> "Settings":
    """The settings of a command. Raises WrongSettings."""
    from pipelines.settings import read

    return read(config, inbox, Path.cwd())


def place(name: Literal["inbox", "ledger", "out"], given: Path | None, settings: "Settings") -> Path:
    """The path of --NAME, else of [paths], which counts from the settings file's own folder. Raises WrongUsage."""
    said = getattr(settings.paths, name)
    if given is None and said is None:
        expected = "a path on the command line, or under [paths] in the settings"
        raise WrongUsage(f"--{name}", "nothing", expected, f"add --{name} PATH")
    return given if given is not None else Path(settings.file or "").parent / said


def inbox_of(given: Path | None, settings: "Settings") -> Path:
    """The inbox, proved to be a folder. Raises WrongUsage."""
    path = place("inbox", given, settings)
    if not path.is_dir():
        stands = "no folder" if path.exists() else "nothing there"
        raise WrongUsage(f"--inbox {path}", stands, "a folder with bank/, open_items/, ...", "correct --inbox")
    return path


def today(settings: "Settings") -> date:
    """The business day when none is given: today in [run] time_zone. The only clock that decides anything."""
    return datetime.now(ZoneInfo(settings.run.time_zone)).date()


def clerk(name: str, settings: "Settings") -> str:
    """`name` as `person` proves it; settings that know no [users] take any name. Raises WrongUsage."""
    if not settings.users and name.strip():
        return name.strip()
    return person(name, settings)


def person(name: str, settings: "Settings") -> str:
    """`name`, proved to be one of [users] and to be who is running this. Raises WrongUsage."""
    user, running = settings.users.get(name), getpass.getuser()
    if user is None:
        known = ", ".join(settings.users) or "nobody yet"
        raise WrongUsage(f"--by {name}", "nobody of that name", f"one of [users]: {known}", f"add [users.{name}]")
    if user.os_user not in (None, running):
        raise WrongUsage(f"--by {name}", f"user {running} of this machine", user.os_user, "decide under your own name")
    return name
