"""The truth of a world holds as bookkeeping: nothing paid twice or beyond what is open, no money invented."""

import polars as pl
import pytest

from benchmarks import world
from benchmarks.worlds.columns import ADVICE_LINES, ADVICES, BANK, CUSTOMERS, OPEN_ITEMS, STATEMENTS, TRUTH
from benchmarks.worlds.profiles import PROFILES

ITEM = ["entity", "customer_id", "item_type", "item_number", "instalment"]
SHARES = ["cash_minor", "discount_minor", "deduction_minor", "write_off_minor", "fee_minor"]
NEVER_BY_ITSELF = {
    *("discount_late", "short_pay_uncoded", "overpayment", "partial_unmarked", "credit_unnamed", "tie"),
    *("unknown_payer", "unknown_payer_fitting", "prepayment", "duplicate_payment", "one_bad_reference"),
    *("other_customers_number", "advised_bad_line", "nsf_return", "bank_charge", "interest", "own_transfer"),
}


def meant(day):
    return day.truth.filter(pl.col("item_number") != "")


def test_frames_have_their_columns_and_types(day):
    for name, schema in {
        "customers": CUSTOMERS,
        "open_items": OPEN_ITEMS,
        "bank": BANK,
        "statements": STATEMENTS,
        "advices": ADVICES,
        "advice_lines": ADVICE_LINES,
        "truth": TRUTH,
    }.items():
        assert dict(getattr(day, name).schema) == schema, name


def test_every_bank_line_has_its_truth_and_its_own_reference(day):
    assert day.bank["bank_reference"].is_unique().all()
    assert set(day.truth["bank_reference"]) == set(day.bank["bank_reference"])
    both = day.truth.join(day.bank, on="bank_reference")
    assert (both["receipt_minor"] == both["amount_minor"]).all() and (both["entity"] == both["entity_right"]).all()


def test_cash_of_a_receipt_is_its_amount_unless_a_part_is_for_no_open_item(day):
    paid = meant(day).group_by("bank_reference", "receipt_minor", "case").agg(pl.col("cash_minor").sum())
    over = paid.filter(pl.col("cash_minor") != pl.col("receipt_minor"))
    assert set(over["case"]) <= {"overpayment", "one_bad_reference", "advised_bad_line"}
    assert (over["cash_minor"] < over["receipt_minor"]).all()


def test_a_receipt_without_item_places_no_money(day):
    empty = day.truth.filter(pl.col("item_number") == "")
    assert empty.select(pl.sum_horizontal(SHARES).sum()).item() == 0
    assert empty["bank_reference"].is_unique().all() and not empty["has_answer"].any()


def test_every_item_meant_is_open_and_never_paid_beyond_what_is_open(day):
    used = meant(day).group_by(ITEM, maintain_order=True).agg(used=pl.sum_horizontal(SHARES).sum())
    items = used.join(day.open_items, on=ITEM, how="left")
    assert items["open_minor"].null_count() == 0
    same_sign = items["used"].sign() == items["open_minor"].sign()
    assert same_sign.all() and (items["used"].abs() <= items["open_minor"].abs()).all()


def test_open_items_are_unique_and_credits_negative(day):
    assert day.open_items.select(pl.struct(ITEM).is_unique().all()).item()
    is_credit = day.open_items["item_type"].is_in(["credit_memo", "on_account"])
    assert ((day.open_items["open_minor"] < 0) == is_credit).all()
    assert (day.open_items["open_minor"] != 0).all()


def test_a_discount_is_the_items_own_and_in_time_unless_the_case_says_late(day):
    dated = meant(day).join(day.bank.select("bank_reference", "value_date"), on="bank_reference")
    taken = dated.filter(pl.col("discount_minor") != 0).join(day.open_items, on=ITEM, suffix="_offered")
    assert len(taken) and (taken["discount_minor"] == taken["discount_minor_offered"]).all()
    late = taken.filter(pl.col("value_date") > pl.col("discount_date"))
    assert set(late["case"]) <= {"discount_late"}
    assert set(taken.filter(case="discount_late")["has_answer"]) <= {False}


def test_has_answer_leaves_out_what_policy_gives_to_a_person(day):
    cases = dict(day.truth.select("case", "has_answer").unique().iter_rows())
    assert len(cases) == day.truth.select("case", "has_answer").n_unique(), "a case either has an answer or not"
    assert {case for case, has_answer in cases.items() if not has_answer} == NEVER_BY_ITSELF & cases.keys()


def test_advices_of_a_receipt_add_up_to_it(day):
    every = day.truth.filter(writing="advice").unique("bank_reference")
    advised, shared = every.filter(pl.col("case") != "shared_advice"), every.filter(case="shared_advice")
    by_id = day.advices.group_by("entity", "payment_reference").agg(pl.col("payment_minor").sum())
    totals = set(by_id["payment_minor"])
    assert set(advised["receipt_minor"]) <= totals
    assert len(by_id) >= len(advised) + len(shared) / 2
    numbers = meant(day).filter(case="shared_advice").select("entity", invoice_number="item_number")
    told = day.advice_lines.join(day.advices.select("remittance_id", "entity"), on="remittance_id")
    of_shared = told.join(numbers, on=["entity", "invoice_number"], how="semi")["remittance_id"].unique()
    both = day.advices.filter(pl.col("remittance_id").is_in(of_shared.implode()))
    assert both["payment_minor"].sum() == shared["receipt_minor"].sum()


def test_a_receipt_without_a_word_is_told_by_its_amount(day):
    family = day.customers.select("entity", "customer_id", root=_root())
    owed = day.open_items.join(family, on=["entity", "customer_id"])
    silent = meant(day).filter(case="no_reference").join(family, on=["entity", "customer_id"])
    same = silent.join(owed, on=["entity", "root"]).filter(
        (pl.col("receipt_minor") == pl.col("open_minor"))
        | (pl.col("receipt_minor") == pl.col("open_minor") - pl.col("discount_minor_right").fill_null(0))
    )
    assert len(silent) and same["bank_reference"].is_unique().all() and len(same) == len(silent)


def _root() -> pl.Expr:
    return pl.when(pl.col("parent_id") == "").then("customer_id").otherwise("parent_id")


def test_a_tie_is_one_and_so_is_not_to_be_answered():
    day = world.make(11, 300, profile="hard")
    ties = meant(day).filter(case="tie")
    same = ties.join(
        day.open_items,
        left_on=["entity", "payer_id", "receipt_minor"],
        right_on=["entity", "customer_id", "open_minor"],
    )
    assert len(ties) and (same.group_by("bank_reference").len()["len"] > 1).all()


def test_a_duplicate_payment_names_an_invoice_that_is_on_no_list():
    day = world.make(11, 300, profile="hard")
    again = day.truth.filter(case="duplicate_payment").join(day.bank, on="bank_reference")
    numbers, closed = set(day.open_items["item_number"]), set(day.closed_items["item_number"])
    assert len(again) and not [text for text in again["remittance_information"] if set(text.split()) & numbers]
    paid_before = day.closed_items.select("entity", "customer_id", "open_minor")
    told = again.join(
        paid_before, left_on=["entity", "payer_id", "amount_minor"], right_on=paid_before.columns, how="semi"
    )
    assert len(told) == len(again) and not numbers & closed


@pytest.mark.parametrize("profile", list(PROFILES))
def test_every_case_of_the_profile_occurs(profile):
    found = {seed: set(world.make(seed, 300, profile=profile).truth["case"]) for seed in (1, 2)}
    assert all(cases == set(PROFILES[profile].cases) for cases in found.values())
