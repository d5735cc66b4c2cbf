"""What was said in one day's book stands in the next: comments, whose row it is, and what waits for a second person."""

from tests.pipelines.command import SAMPLE, tieout
from tests.pipelines.workbook.desk import BOOK, Filled, asked, chosen, cleared

NEXT_DAY = "2026-10-16"


def report(folder, as_of):
    at = ("--ledger", folder / "ledger.duckdb", "--out", folder / "out", "--config", SAMPLE / "tieout.toml")
    assert tieout("report", *at, "--as-of", as_of).status == 0
    return folder / "out" / as_of / "exceptions.xlsx"


def test_yesterdays_comments_and_assignments_stand_in_todays_book(expected, filled):
    book = Filled(report(expected[0], NEXT_DAY))
    row = next(row for row in book.rows() if row["Exception"] == filled[1]["noted"])
    assert (row["Comment"], row["Assigned to"], row["Action"]) == ("asked the payer", "ben", None)


def test_what_is_above_a_limit_waits_for_another_person_on_pending_approval(copied, tmp_path):
    book = Filled(copied / BOOK)
    offered, unknown = chosen(book)
    book.type_in(unknown[0]["at"], Action="assign customer", Apply_to=offered[0]["Customer"], Learn_alias="yes",
                 Prepared_by="anna")  # fmt: skip
    cleared(copied, book.save(tmp_path / "anna.xlsx"))
    asks = Filled(report(copied, NEXT_DAY))
    (waits,) = asks.rows("Pending approval")
    assert (waits["Exception"], waits["Prepared by"]) == (unknown[0]["Exception"], "anna")
    asks.type_in(waits["at"], "Pending approval", Approve="yes")
    path = asks.save(tmp_path / "yes.xlsx")
    assert cleared(copied, path, by="anna", as_of=NEXT_DAY).status == 3
    assert cleared(copied, path, by="ben", as_of=NEXT_DAY).status == 0
    decided = asked(copied, "select prepared_by, approved_by, status from decisions where action = 'assign customer'")
    assert decided == [("anna", "ben", "posted")]
    assert not [row for row in Filled(report(copied, NEXT_DAY)).rows("Pending approval") if row["Decision"]]
