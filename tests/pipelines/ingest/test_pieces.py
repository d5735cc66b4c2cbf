"""Long tables go into the ledger in pieces: it says the same, and none of them is ever whole in memory."""

import pytest

from pipelines.ingest import tables
from pipelines.ingest.files import Arrival
from pipelines.ingest.inbox import Found
from pipelines.readers import rows
from tests.pipelines.ingest.support import DAY, Desk
from tests.pipelines.readers.support import of_text
from tests.pipelines.readers.test_rows import mt940, remadv_of_one_message, x12_820_without_amounts

FACTS = {
    "bank_lines": "from facts.bank_lines select * exclude (run_id, recorded_at) order by all",
    "statements": "from facts.statements select * exclude (run_id, recorded_at) order by all",
    "advices": "from facts.advices select * exclude (run_id, recorded_at) order by all",
    "advice_lines": "from facts.advice_lines order by all",
}


def books(folder) -> dict[str, list[tuple]]:
    """The facts of an inbox with a long statement, an export that overlaps with it, and long advices."""
    folder.mkdir()
    desk = Desk(folder)
    text = mt940(60, of=20).replace(":25:77", ":25:4410023987").replace("EUR", "USD")
    desk.put("bank/whole.sta", text)
    equal = "".join("2026-10-16,1.00,,ACME\n" for _ in range(7)).splitlines()
    desk.bank("twice.csv", *equal)
    desk.bank("once more.csv", *equal, "2026-10-16,2.00,,ACME")
    desk.put("remittance/set.edi", x12_820_without_amounts(50))
    desk.put("remittance/message.edi", remadv_of_one_message(50))
    desk.run()
    assert set(desk.states().values()) <= {"taken", "duplicate"}
    return {name: desk.rows(query) for name, query in FACTS.items()}


@pytest.mark.parametrize(("part", "whole"), [(1, 1), (7, 10), (10, 10_000)])
def test_books_are_the_same_in_whatever_pieces_their_lines_come(tmp_path, monkeypatch, part, whole):
    at_once = books(tmp_path / "at once")
    monkeypatch.setattr(rows, "PART", part)
    monkeypatch.setattr(tables, "WHOLE", whole)

    assert books(tmp_path / "in pieces") == at_once
    assert {name: len(found) for name, found in at_once.items()} == {
        "bank_lines": 68, "statements": 5, "advices": 2, "advice_lines": 100,
    }  # fmt: skip


def test_no_long_table_is_loaded_whole(tmp_path, monkeypatch):
    def load(table: rows.Kept) -> None:
        raise AssertionError(f"{table.height} rows at once")

    monkeypatch.setattr(rows, "PART", 5)
    monkeypatch.setattr(tables, "WHOLE", 10)
    monkeypatch.setattr(rows.Kept, "load", load)

    assert len(books(tmp_path / "in pieces")["bank_lines"]) == 68


def test_a_piece_ends_with_the_part_that_fills_it(tmp_path, monkeypatch):
    monkeypatch.setattr(rows, "PART", 5)
    monkeypatch.setattr(tables, "WHOLE", 10)
    reading = of_text(tmp_path, x12_820_without_amounts(50))
    arrival = Arrival(Found("0" * 64, "a", tmp_path / "a", ()), None, None, DAY, reading)

    heights = [piece.height for piece in tables.pieces([arrival, arrival], "advice_lines")]

    assert sum(heights) == 100 and max(heights) < 10 + 6
    assert [piece.height for piece in tables.pieces([arrival], "bank_lines")] == [0]
