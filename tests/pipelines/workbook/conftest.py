"""One book of the sample day, filled in once for all tests: saved by openpyxl, by LibreOffice, and cleared."""

import shutil
import subprocess

import pytest

from tests.pipelines.workbook.desk import BOOK, PLACED, SAID, Filled, asked, cleared, fill_in


@pytest.fixture(scope="session")
def filled(day, tmp_path_factory):
    """The sample day's workbook, filled in and saved by openpyxl, and what was said."""
    book = Filled(day[0] / BOOK)
    said = fill_in(book)
    return book.save(tmp_path_factory.mktemp("filled") / "mine.xlsx"), said


@pytest.fixture(scope="session")
def other_programs(filled, tmp_path_factory):
    """The same, saved once more by LibreOffice: as .xlsx and as .ods."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for kind in ("xlsx", "ods"):
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder / "out", filled[0]]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "out"


@pytest.fixture(scope="session")
def expected(day, filled, tmp_path_factory):
    """What the ledger holds after the book as openpyxl saved it."""
    folder = tmp_path_factory.mktemp("expected") / "day"
    shutil.copytree(day[0], folder)
    ended = cleared(folder, filled[0])
    return folder, ended, (asked(folder, PLACED), asked(folder, SAID))
