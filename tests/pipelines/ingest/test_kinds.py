"""Which bank lines are receipts, returns, or not AR."""

import polars as pl
import pytest

from pipelines.ingest.kinds import with_kinds
from schemas.settings import Settings
from schemas.transaction_codes import NON_AR_CREDITS, RETURN_DEBITS

LINE = {"format": pl.String, "transaction_type": pl.String, "amount_minor": pl.Int64, "payer_account": pl.String}


def kind(family, code, amount, payer_account=None, settings=None):
    lines = pl.DataFrame([(family, code, amount, payer_account)], schema=LINE, orient="row")
    out = with_kinds(lines, settings or Settings())
    return out["kind"].item(), out["gl_account"].item()


@pytest.mark.parametrize(
    ("family", "code", "amount", "expected"),
    [
        ("bai2", "142", 100, "receipt"),
        ("bai2", "699", -100, "non_ar"),
        ("bai2", "555", -100, "return"),
        ("bai2", "257", 100, "non_ar"),
        ("bai2", "275", 100, "non_ar"),
        ("camt", "PMNT/RCDT/ESCT", 100, "receipt"),
        ("camt", "PMNT/RCDT/ESCT/RVSL", -100, "return"),
        ("camt", "PMNT/IDDT/UPDD/RVSL", -100, "return"),
        ("camt", "PMNT/RCDT/CHRG", -100, "non_ar"),
        ("camt", "PMNT/ICDT/RRTN", 100, "non_ar"),
        ("camt", "ACMT/MCOP/INTR", 100, "non_ar"),
        ("camt", "NTRF+166", 100, "receipt"),
        ("mt940", "109", -100, "return"),
        ("mt940", "NTRF/166", 100, "receipt"),
        ("mt940", "NTRF/166/RVSL", -100, "return"),
        ("mt940", "NDDT/109", -100, "return"),
        ("mt940", "NMSC/808", 100, "non_ar"),
        ("mt940", "NRTI", -100, "return"),
        ("camt", "PMNT/RCDT/ESCT/RVSL", 100, "non_ar"),
        ("camt", "ACMT/MDOP/CHRG/RVSL", 100, "non_ar"),
        ("ofx", "INT", 100, "non_ar"),
        ("csv", "Returned item", -100, "return"),
        ("csv", "return", 100, "non_ar"),
        ("csv", "own-transfer", 100, "non_ar"),
        ("csv", "TRANSFER", -100, "non_ar"),
        ("csv", None, 100, "receipt"),
        ("csv", None, -100, "non_ar"),
        ("nobody knows", "142", 100, "receipt"),
    ],
)
def test_a_code_says_what_a_line_is_and_else_its_direction_does(family, code, amount, expected):
    assert kind(family, code, amount) == (expected, None)


def test_the_same_figures_mean_another_thing_at_another_bank():
    assert kind("bai2", "109", -100)[0] == "non_ar" and kind("mt940", "109", -100)[0] == "return"


def test_the_settings_may_name_a_part_of_a_code_and_the_closest_wins():
    codes = {"PMNT/RCDT": "non_ar", "PMNT/RCDT/ESCT": "receipt", "166": "non_ar"}
    settings = Settings.model_validate({"transaction_codes": {code: {"kind": kind} for code, kind in codes.items()}})

    assert kind("camt", "PMNT/RCDT/ESCT", 100, settings=settings)[0] == "receipt"
    assert kind("camt", "PMNT/RCDT/XBCT", 100, settings=settings)[0] == "non_ar"
    assert kind("mt940", "NTRF/166", 100, settings=settings)[0] == "non_ar"


def test_the_settings_come_before_the_usual_codes_and_name_the_account():
    settings = Settings.model_validate(
        {"transaction_codes": {"142": {"kind": "non_ar", "gl_account": "grants"}, "tax refund": {"kind": "receipt"}}}
    )

    assert kind("bai2", "142", 100, settings=settings) == ("non_ar", "grants")
    assert kind("csv", "TAX_REFUND", 100, settings=settings)[0] == "receipt"


@pytest.mark.parametrize(("said", "amount", "expected"), [("return", 100, "non_ar"), ("receipt", -100, "return")])
def test_a_code_against_its_direction_is_turned(said, amount, expected):
    settings = Settings.model_validate({"transaction_codes": {"X": {"kind": said}}})

    assert kind("csv", "X", amount, settings=settings)[0] == expected


def test_money_from_an_account_of_our_own_is_no_receipt_however_it_is_written():
    settings = Settings.model_validate({"bank_accounts": {"DE02 1203 0000 0000 2020 51": {"entity": "DE01"}}})

    assert kind("csv", "TRANSFER", 100, "de02120300000000202051", settings)[0] == "non_ar"
    assert kind("csv", "TRANSFER", 100, "DE88120300000000202052", settings)[0] == "receipt"


def test_lines_keep_their_order_and_number():
    lines = pl.DataFrame({"format": ["csv"] * 3, "transaction_type": ["B", None, "A"], "amount_minor": [1, 2, 3],
                          "payer_account": [None] * 3}, schema=LINE)  # fmt: skip

    assert with_kinds(lines, Settings())["amount_minor"].to_list() == [1, 2, 3]


def test_every_family_has_both_tables_and_no_code_stands_twice():
    assert NON_AR_CREDITS.keys() == RETURN_DEBITS.keys()
    for codes in (*NON_AR_CREDITS.values(), *RETURN_DEBITS.values()):
        assert len(set(codes.split())) == len(codes.split())
