"""The sample day on a fresh ledger: one business day of a company with three entities, shipped with tieout."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from pipelines.errors import TieoutError

SAMPLE_DATE: Final = date(2026, 10, 15)
MARK: Final = ".tieout-demo"  # a folder with this file in it was made here, and may be made again


class NotOurs(TieoutError):
    """The demo's folder holds something that no demo made."""

    exit_status = 2


class Places(NamedTuple):
    """Where a demo stands."""

    inbox: Path
    ledger: Path
    out: Path
    settings: Path


def sample() -> Path:
    """The sample day: inside the installed package, or in the project's own tree."""
    packaged = Path(__file__).parent / "sample"
    return packaged if packaged.is_dir() else Path(__file__).parents[1] / "data" / "sample"


def fresh(folder: Path) -> Places:
    """A copy of the sample's inbox and settings in `folder`, and no ledger yet. An earlier demo there goes."""
    if folder.exists() and not (folder / MARK).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotOurs(
            str(folder),
            "something that no demo made",
            "no such folder, or an earlier demo",
            "give --out another folder",
        )
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARK).touch()
    shutil.copytree(sample() / "inbox", folder / "inbox")
    shutil.copyfile(sample() / "tieout.toml", folder / "tieout.toml")
    return Places(folder / "inbox", folder / "tieout.duckdb", folder / "out", folder / "tieout.toml")


def next_steps(ended: dict[str, Any]) -> list[str]:
    """What to look at after a demo."""
    out, ledger_file = ended["outputs"], ended["ledger"]
    return [
        "Look at:",
        f"  {out}/summary.html      the day on one page",
        f"  {out}/exceptions.xlsx   what waits for a person",
        f"  tieout explain PAYMENT --ledger {ledger_file}   why it was applied, or why not",
    ]
