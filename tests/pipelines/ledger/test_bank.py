"""Every line of the bank once, in whatever files and order it comes."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pipelines.ledger.books import line, load, rows, statement, writing

TWINS = [line("A", 100), line("A", 100)]
COUNTS = "select bank_reference, count(*) from facts.bank_lines group by 1 order by 1"


def counts(tmp_path, *loads):
    """Lines held, by reference, after these loads, each in a run of its own."""
    verdicts = []
    for place, statements in enumerate(loads):
        with writing(tmp_path / "books", f"r{place}") as books:
            verdicts.append(load(books, *statements))
            held = dict(rows(books, COUNTS))
    return verdicts, held


def test_equal_lines_of_one_statement_are_as_many_payments(tmp_path):
    verdicts, held = counts(tmp_path, [statement(TWINS)])
    assert verdicts == [["taken"]] and held == {"A": 2}
    with writing(tmp_path / "books") as books:
        assert rows(books, "select count(distinct payment_id), max(occurrence) from facts.bank_lines") == [(2, 2)]


def test_overlapping_exports_hold_a_line_as_often_as_the_richest_file(tmp_path):
    verdicts, held = counts(
        tmp_path,
        [statement([line("A", 100), line("B", 5)], "1.csv")],
        [statement([*TWINS, line("C", 7)], "2.csv")],
        [statement([line("A", 100)], "3.csv")],
    )
    assert verdicts == [["taken"], ["taken"], ["duplicate"]]
    assert held == {"A": 2, "B": 1, "C": 1}


def test_equal_lines_in_statements_that_chain_both_count(tmp_path):
    morning = statement([line("A", 100)], "1.xml", "camt.053", opening=0, closing=100, number="1")
    evening = statement([line("A", 100)], "2.xml", "camt.053", opening=100, closing=200, number="2")
    together, held = counts(tmp_path, [morning, evening])
    assert together == [["taken", "taken"]] and held == {"A": 2}


def test_equal_lines_in_statements_that_chain_over_a_third_both_count(tmp_path):
    first = statement([line("A", 100)], "1.xml", opening=0, closing=100, number="1")
    second = statement([line("B", 50)], "2.xml", opening=100, closing=150, number="2")
    third = statement([line("A", 100)], "3.xml", opening=150, closing=250, number="3")
    assert counts(tmp_path, [first], [second], [third])[1] == {"A": 2, "B": 1}


def test_balances_that_meet_prove_nothing_where_the_common_lines_move_nothing(tmp_path):
    swept = [line("A", 100), line("B", -100, kind="non_ar")]
    first = statement(swept, "1.xml", opening=0, closing=0, number="1")
    longer = statement([*swept, line("C", 7)], "2.xml", opening=0, closing=7, number="2")
    assert counts(tmp_path, [first], [longer])[1] == {"A": 1, "B": 1, "C": 1}


def test_an_overlapping_statement_with_balances_adds_only_what_is_new(tmp_path):
    two_days = statement([line("A", 100), line("B", 50)], "1.csv", opening=0, closing=150)
    three_days = statement([line("A", 100), line("B", 50), line("C", 7)], "2.csv", opening=0, closing=157)
    assert counts(tmp_path, [two_days], [three_days])[1] == {"A": 1, "B": 1, "C": 1}
    with writing(tmp_path / "books") as books:
        known = rows(books, "select known_count, known_minor from facts.statements order by source_file")
    assert known == [(0, 0), (2, 150)]


def test_the_same_statement_in_another_file_adds_nothing(tmp_path):
    first = statement([line("A", 100)], "1.xml", opening=0, closing=100, number="7")
    again = statement([line("A", 100)], "2.xml", opening=0, closing=100, number="7")
    assert counts(tmp_path, [first], [again]) == ([["taken"], ["duplicate"]], {"A": 1})


def test_the_same_statement_with_other_lines_is_refused_with_its_file(tmp_path):
    first = statement([line("A", 100)], "1.xml", opening=0, closing=100, number="7")
    other = statement([line("B", 60), line("C", 40)], "2.xml", opening=0, closing=100, number="7")
    assert counts(tmp_path, [first], [other]) == ([["taken"], ["refused"]], {"A": 1})
    assert counts(tmp_path / "..", [other])[1] == {"B": 1, "C": 1}


def test_two_files_of_one_load_that_contradict_each_other_take_the_first_by_name(tmp_path):
    one = statement([line("A", 100)], "1.xml", opening=0, closing=100, number="7")
    two = statement([line("B", 100)], "2.xml", opening=0, closing=100, number="7")
    assert counts(tmp_path, [two, one]) == ([["refused", "taken"]], {"A": 1})


def test_a_day_that_another_format_brought_adds_nothing_when_it_agrees(tmp_path):
    bai = statement([line("A", 100), line("B", 50)], "1.bai", "bai2")
    csv = statement([line("X", 50), line("Y", 100)], "2.csv", "csv")
    assert counts(tmp_path, [bai], [csv]) == ([["taken"], ["duplicate"]], {"A": 1, "B": 1})


def test_a_day_that_another_format_brought_is_refused_when_it_disagrees(tmp_path):
    bai = statement([line("A", 100)], "1.bai", "bai2")
    csv = statement([line("X", 101)], "2.csv", "csv")
    with writing(tmp_path / "books") as books:
        assert load(books, bai, csv) == ["taken", "refused"]
        assert rows(books, COUNTS) == [("A", 1)]


def test_days_that_no_other_format_brought_are_taken_from_the_same_file(tmp_path):
    bai = statement([line("A", 100)], "1.bai", "bai2")
    csv = statement([line("X", 100), line("Y", 7, booking_date=date(2026, 10, 16))], "2.csv", "csv")
    assert counts(tmp_path, [bai], [csv]) == ([["taken"], ["taken"]], {"A": 1, "Y": 1})


def test_accounts_do_not_meet(tmp_path):
    both = [statement([line("A", 100)], f"{account}.csv", account=account) for account in ("1001", "1002")]
    assert counts(tmp_path, both)[1] == {"A": 2}


@settings(max_examples=15)
@given(st.lists(st.lists(st.sampled_from("ABC"), min_size=1, max_size=4), min_size=1, max_size=3), st.randoms())
def test_the_order_of_overlapping_exports_does_not_matter(tmp_path_factory, files, random):
    exports = [[statement([line(name, 100) for name in names], f"{place}.csv")] for place, names in enumerate(files)]
    richest = {name: max(names.count(name) for names in files) for name in {name for names in files for name in names}}
    random.shuffle(exports)
    assert counts(tmp_path_factory.mktemp("books"), *exports)[1] == richest
