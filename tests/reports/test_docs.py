"""docs/workbook.md names every sheet, column, action and exception type."""

import pytest

from reports.sheets.to_clear import COLUMNS
from reports.words import TYPES
from schemas.actions import ACTIONS
from tests.reports import books

HEADINGS = [column.heading.replace("- ", "").capitalize() for column in COLUMNS if not column.is_hidden]


@pytest.fixture(scope="module")
def text(request):
    return (request.config.rootpath / "docs" / "workbook.md").read_text("utf-8").lower()


@pytest.mark.parametrize("word", [*books.small().sheetnames, *HEADINGS, *(a.name for a in ACTIONS), *TYPES])
def test_the_workbooks_words_are_explained(text, word):
    assert word.lower() in text
