"""MT940: marks, years, and the dialects of field 86."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.readers.mt940.narrative import LINE_WIDTH, SUBFIELD_WIDTH, narrative, width_of
from tests.pipelines.readers.support import of_text


def lines_of(tmp_path, *lines: str, closing: str = "C261015EUR10,00") -> list[dict]:
    text = "\n".join([":20:S", ":25:77", ":28C:1", ":60F:C261014EUR10,00", *lines, f":62F:{closing}"])
    return of_text(tmp_path, text).tables["bank_lines"].to_dicts()


@pytest.mark.parametrize(
    ("mark", "amount"),
    [("C", 500), ("D", -500), ("RC", -500), ("RD", 500), ("CR", 500), ("DR", -500), ("RCR", -500), ("RDR", 500)],
)
def test_a_mark_says_which_way_money_went_and_a_letter_behind_it_is_of_the_currency(tmp_path, mark, amount):
    assert [line["amount_minor"] for line in lines_of(tmp_path, f":61:261015{mark}5,NMSCREF")] == [amount]


@pytest.mark.parametrize(
    ("written", "booked"),
    [
        ("2612310102", "2027-01-02"),
        ("2701021231", "2026-12-31"),
        ("2610151014", "2026-10-14"),
        ("261014    ", "2026-10-14"),
        ("261014", "2026-10-14"),
        ("261020", "2026-10-15"),
    ],
)
def test_an_entry_date_is_of_the_year_nearest_to_its_value_date(tmp_path, written, booked):
    assert str(lines_of(tmp_path, f":61:{written}C5,NMSCREF")[0]["booking_date"]) == booked


@pytest.mark.parametrize(("amount", "minor"), [("5409,", 540900), (",50", 50), ("000000000473,17", 47317)])
def test_an_amount_may_leave_out_either_side_of_its_comma(tmp_path, amount, minor):
    assert lines_of(tmp_path, f":61:261015C{amount}NMSCREF")[0]["amount_minor"] == minor


def test_a_wrapped_time_that_looks_like_a_tag_is_text(tmp_path):
    only = lines_of(tmp_path, ":61:261015C5,NMSCREF", ":86:PAID 12-09-2014T16", ":26:37 FOR INVOICE 7", ":25:00 LATER")[
        0
    ]
    assert only["memo"] == "PAID 12-09-2014T16\n:26:37 FOR INVOICE 7\n:25:00 LATER"


def test_a_full_line_runs_on_and_a_short_one_ends_a_word():
    full, short = "A" * LINE_WIDTH, "A" * (LINE_WIDTH - 1)
    assert narrative([[full, "B"]], LINE_WIDTH).memo == full + "B"
    assert narrative([[short, "7"]], LINE_WIDTH).memo == short + "\n7"
    assert narrative([[short, "B"]], LINE_WIDTH).memo == short + "B"


def test_a_bank_that_counts_the_tag_writes_narrower_lines():
    assert width_of([["X" * 61, "X" * 61, "X"]]) == 61
    assert width_of([["short", "lines"]]) == LINE_WIDTH


def test_an_ultimate_debtor_is_named_before_the_account_holder():
    said = narrative([["166?20SVWZ+INV 1 ABWA+MOTHER SA?31DE55999900005326234411?32DAUGHTER SA"]], LINE_WIDTH)
    assert (said.name, said.account) == ("MOTHER SA", "DE55999900005326234411")


def test_a_counterparty_of_ing_names_account_and_holder():
    said = narrative([["/CNTP/NL32INGB0000012345/INGBNL2A/ING BANK NV INZAKE WEB///REMI/USTD//INV 7/"]], LINE_WIDTH)
    assert (said.name, said.account, said.memo) == ("ING BANK NV INZAKE WEB", "NL32INGB0000012345", "INV 7")


@given(
    st.lists(st.text("ABCDEF0123456789", min_size=1, max_size=12), min_size=1, max_size=18), st.sets(st.integers(1, 12))
)
def test_german_sub_fields_read_the_same_however_their_lines_are_cut(words, cuts):
    purpose = " ".join(words)
    parts = [purpose[at : at + SUBFIELD_WIDTH] for at in range(0, len(purpose), SUBFIELD_WIDTH)]
    fields = ["166", "?00GUTSCHRIFT", *(f"?{at}{part}" for at, part in enumerate(parts, 20)), "?32ACME TOOLS"]
    whole, lines = "".join(fields), [""]
    for at, field in enumerate(fields):
        lines += [field] if at in cuts else [lines.pop() + field]
    wrapped = [whole[at : at + LINE_WIDTH] for at in range(0, len(whole), LINE_WIDTH)]

    said = narrative([[whole]], LINE_WIDTH)
    assert (said.memo.split(), said.name, said.code) == ([*words, "GUTSCHRIFT"], "ACME TOOLS", "166")
    assert narrative([lines], LINE_WIDTH) == narrative([wrapped], LINE_WIDTH) == said


@given(st.lists(st.text("abc123", min_size=1, max_size=20), min_size=1, max_size=40), st.integers(20, LINE_WIDTH - 2))
def test_free_text_says_the_same_words_wherever_its_lines_end(words, width):
    lines = textwrap.wrap(" ".join(words), width)
    assert narrative([lines], LINE_WIDTH).memo.split() == words
