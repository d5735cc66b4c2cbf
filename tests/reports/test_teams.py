"""A book for each team: its rows and no others, and the whole workbook beside it as the index."""

import json
from functools import cache
from io import BytesIO

import polars as pl
from openpyxl import load_workbook

from reports.files import day_files
from reports.queue import queue
from reports.teams import stems
from schemas.settings import Team
from tests.reports import days
from tests.reports.books import rows_of

TEAMS = (
    ("Returns", Team(exception_types=("RETURN_REVERSAL",))),
    ("Europe", Team(members=("ana", "ben"), entities=("DE01", "GB01"))),
    ("idle", Team(entities=("FR01",))),
)


def sorted_out(teams=TEAMS):
    return dict(queue(days.small()._replace(teams=teams)).select("exception_id", "team").iter_rows())


@cache
def files():
    """Of the small day, with TEAMS; for reading only."""
    return day_files(days.small()._replace(teams=TEAMS))


def opened(name):
    return load_workbook(BytesIO(files()[name]))


def test_a_row_belongs_to_the_first_team_that_fits_in_entity_and_type():
    assert sorted_out() == {
        "x-back": "Returns", "x-short": "Europe", "x-unknown": "Europe", "x-evil": "Europe", "x-part": None,
        "x-twins": None, "x-advice": None,
    }  # fmt: skip


def test_a_team_without_lists_takes_all_that_no_team_before_it_took():
    assert set(sorted_out((*TEAMS, ("rest", Team()))).values()) == {"Returns", "Europe", "rest"}


def test_each_team_has_a_book_of_its_rows_and_the_whole_workbook_has_all():
    books = {name: opened(name) for name in files() if name.endswith(".xlsx")}
    rows = {name: set(rows_of(book["To clear"])) - {None} for name, book in books.items()}
    assert rows == {
        "exceptions.xlsx": {*sorted_out()},
        "exceptions-returns.xlsx": {"x-back"},
        "exceptions-europe.xlsx": {"x-short", "x-unknown", "x-evil"},
        "exceptions-idle.xlsx": set(),
    }
    europe = books["exceptions-europe.xlsx"]
    assert europe.active.title == "To clear" and "team Europe" in europe["Guide"]["A2"].value
    assert set(rows_of(europe["Pending approval"])) == {"d1"}
    assert set(rows_of(europe["Candidates"])) == {"KESSLER GESELLSCHAFT MIT BESCHRAENK", "J SMITH"}


def test_links_of_a_teams_book_lead_within_it():
    europe = opened("exceptions-europe.xlsx")
    link = europe["Candidates"].cell(rows_of(europe["Candidates"])["J SMITH"], 1).hyperlink.location
    assert europe["To clear"][link.rsplit("!", 1)[1]].value == "x-unknown"


def test_a_teams_rows_bear_the_hash_of_the_whole_workbook():
    whole, own = (opened(name)["To clear"] for name in ("exceptions.xlsx", "exceptions-europe.xlsx"))
    hashes = {row[0]: row[-1] for row in whole.iter_rows(min_row=5, values_only=True)}
    assert all(hashes[row[0]] == row[-1] for row in own.iter_rows(min_row=5, values_only=True))


def test_the_summary_lists_the_books_and_how_many_rows_have_no_team():
    summary = opened("exceptions.xlsx")["Summary"]
    listed = {(row[0], row[1]): row[2] for row in summary.iter_rows(values_only=True) if row[2]}
    assert listed[("exceptions.xlsx", 7)] == "all that waits for a person"
    assert listed[("exceptions-europe.xlsx", 3)] == "what team Europe works on: ana, ben"
    assert listed[(None, 3)] == "of no team: in exceptions.xlsx alone"
    assert listed[("postings-b1.csv", 2)] == "for the ERP"
    assert json.loads(files()["summary.json"])["teams"][1] == {
        "team": "Europe", "file": "exceptions-europe.xlsx", "waiting": 3, "members": ["ana", "ben"],
    }  # fmt: skip
    assert b"exceptions-europe.xlsx" in files()["summary.html"]


def test_names_that_make_one_file_name_are_told_apart():
    named = stems([("a-2", Team()), ("A", Team()), ("a", Team()), ("../..", Team())])
    assert list(named.values()) == ["exceptions-a-2", "exceptions-a", "exceptions-a-3", "exceptions-team"]


def test_without_teams_there_is_one_book():
    names = [name for name in day_files(days.small()) if name.endswith(".xlsx")]
    assert names == ["exceptions.xlsx"] and queue(days.small())["team"].dtype == pl.String
