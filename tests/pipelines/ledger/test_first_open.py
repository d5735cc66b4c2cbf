"""Which dates are locked, and where what is dated in them moves."""

from pipelines import ledger
from tests.pipelines.ledger.books import lock, writing


def test_first_open_dates_follow_the_locked_months(tmp_path):
    with writing(tmp_path / "books") as books:

        def spans():
            return [(str(since), str(until)) for _, since, until in ledger.first_open_dates(books).rows()]

        assert spans() == []
        for month in ("2026-11", "2026-12"):
            lock(books, month)
        assert spans() == [("0001-01-01", "2027-01-01")]
        lock(books, "2026-12", "open")
        assert spans() == [("0001-01-01", "2026-12-01")]
        lock(books, "2026-12")
        lock(books, "2026-10", "open")
        assert spans() == [("0001-01-01", "2026-10-01"), ("2026-11-01", "2027-01-01")]
        lock(books, "2027-02", "open")
        assert spans() == [("0001-01-01", "2026-10-01"), ("2026-11-01", "2027-01-01")]
