"""docs/settings.md names every key there is."""

import re
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from pipelines.ingest.files import ACCEPTABLE
from pipelines.ingest.inbox import FOLDERS
from schemas.books import ACCOUNT_CLASSES
from schemas.lockbox import Lockbox
from schemas.settings import Sections

DOCS = Path(__file__).parents[2] / "docs"


def keys(kind: Any) -> set[str]:
    """Every key of a section and of the sections in it, but for the columns of a lockbox layout."""
    if kind is Lockbox:
        return set()
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        inner = (keys(field.annotation) for field in kind.model_fields.values())
        return set(kind.model_fields).union(*inner) - {"codes"}  # the free keys of [reason_codes]
    return set().union(*(keys(part) for part in get_args(kind)), set())


def test_there_are_keys_to_look_for():
    assert {"bank_accounts", "balance_check", "tolerance", "may_approve", "holidays"} <= keys(Sections)


@pytest.mark.parametrize("key", sorted(keys(Sections) | set(ACCOUNT_CLASSES)))
def test_every_key_and_account_class_is_explained(key):
    text = (DOCS / "settings.md").read_text("utf-8")
    assert re.search(rf"[`\[.]{key}[`\].]", text)


@pytest.mark.parametrize("word", [*(f"`{folder}/`" for folder in FOLDERS), *(f"`{code}`" for code in ACCEPTABLE)])
def test_every_folder_and_what_may_be_accepted_is_explained(word):
    assert word in (DOCS / "inbox.md").read_text("utf-8")
