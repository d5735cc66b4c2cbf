"""MT940: marks, years, and the dialects of field 86."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.readers.base import Refused
from pipelines.readers.mt940.narrative import LINE_WIDTH, SUBFIELD_WIDTH, narrative, width_of
from tests.pipelines.readers.support import of_text

NARROW = LINE_WIDTH - len(":86:") - 1  # a line that is not full even where the tag counts


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
    assert width_of(61) == 61
    assert width_of(5) == width_of(0) == LINE_WIDTH


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


@given(st.lists(st.text("abc123", min_size=1, max_size=20), min_size=1, max_size=40), st.integers(20, NARROW))
def test_free_text_says_the_same_words_wherever_its_lines_end(words, width):
    lines = textwrap.wrap(" ".join(words), width)
    assert narrative([lines], LINE_WIDTH).memo.split() == words


def test_a_line_without_entry_date_is_booked_no_later_than_the_closing_balance_behind_it(tmp_path):
    lines = lines_of(tmp_path, ":61:261020C5,NMSCREF", ":61:261014C5,NMSCREF", closing="C261015EUR20,00")
    assert [str(line["booking_date"]) for line in lines] == ["2026-10-15", "2026-10-14"]


def test_the_widest_text_of_a_message_says_how_all_of_them_were_cut(tmp_path):
    narrow, full = "INVOICES 4711 4712 47", "INVOICES 4711 4712 4713 4714 4715 4716 4717 4718 4719 4720 4721"
    first, second = lines_of(
        tmp_path, ":61:261015C5,NMSCREF", f":86:{full}", "22", ":61:261015C5,NMSCREF", f":86:{narrow}", "13",
        closing="C261015EUR20,00",
    )  # fmt: skip
    assert len(full) == 63
    assert (first["memo"], second["memo"]) == (full + "22", narrow + "\n13")


def test_each_message_keeps_its_own_lines(tmp_path):
    message = ":20:S\n:25:77\n:28C:{n}\n:60F:C261014EUR{a},00\n{lines}:62F:C261015EUR{b},00\n{end}\n"
    line = ":61:261015C{n},NMSCREF\n:86:INVOICE {n}\n"
    texts = [
        message.format(n=1, a=0, lines=line.format(n=1) + line.format(n=2), b=3, end="-"),
        message.format(n=2, a=3, lines="", b=3, end="-}"),
        message.format(n=3, a=3, lines=line.format(n=3) + ":86:MORE\n", b=6, end=""),
        message.format(n=4, a=6, lines=line.format(n=4), b=10, end="-}{5:{CHK:1}}"),
    ]
    reading = of_text(tmp_path, "{1:F01}{2:I940}{4:\n" + "{1:F01}{4:\n".join(texts))
    lines = reading.tables["bank_lines"]
    assert reading.faults == []
    assert lines.select("statement_no", "amount_minor").rows() == [(1, 100), (1, 200), (3, 300), (4, 400)]
    assert lines["memo"].to_list() == ["INVOICE 1", "INVOICE 2", "INVOICE 3\nMORE", "INVOICE 4"]


def test_texts_without_end_behind_one_line_are_refused(tmp_path):
    with pytest.raises(Refused, match="no more than 10,000 fields"):
        lines_of(tmp_path, ":61:261015C5,NMSCREF", *[":86:X"] * 10_001)
    with pytest.raises(Refused, match="a field of at most 10,000 lines"):
        lines_of(tmp_path, ":61:261015C5,NMSCREF", ":86:X", *["X"] * 10_000)
