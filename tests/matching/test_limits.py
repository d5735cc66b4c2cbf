"""Which limit counts for whom."""

from decimal import Decimal

import polars as pl

from matching.limits import LIMITS, effective
from schemas.policy import Limits, Override, Policy, SomeLimits


def keys(*rows: tuple[str, str | None, str]) -> pl.DataFrame:
    return pl.DataFrame(
        rows, schema={"entity": pl.String, "customer_id": pl.String, "currency": pl.String}, orient="row"
    )


def test_the_closest_setting_wins_limit_by_limit():
    policy = Policy(
        limits=Limits(tolerance={"EUR": Decimal("1.00")}, tolerance_share=0.005, discount_grace_days=3),
        overrides=(
            Override(currency="EUR", limits=SomeLimits(tolerance={"EUR": Decimal("2.00")}, tolerance_share=0.02)),
            Override(entity="DE01", limits=SomeLimits(tolerance={"EUR": Decimal("3.00")}, discount_grace_days=5)),
            Override(entity="DE01", customer_id="7", limits=SomeLimits(oldest_first=True, discount_grace_days=0)),
        ),
    )

    out = effective(policy, keys(("DE01", "7", "EUR"), ("DE01", "8", "EUR"), ("US01", "7", "EUR")))

    assert out.select("tolerance_minor", "tolerance_share", "discount_grace_days", "oldest_first").rows() == [
        (300, 0.02, 0, True),
        (300, 0.02, 5, False),
        (200, 0.02, 3, False),
    ]


def test_a_limit_set_in_one_currency_leaves_the_others_alone():
    policy = Policy(
        limits=Limits(
            tolerance={"USD": Decimal("1.00"), "JPY": Decimal(100)}, bank_fees={"USD": (Decimal(25), Decimal(15))}
        ),
        overrides=(Override(entity="US01", limits=SomeLimits(tolerance={"USD": Decimal(0)})),),
    )

    out = effective(policy, keys(("US01", "1", "USD"), ("US01", "1", "JPY"), ("US01", "1", "KWD")))

    assert out.select("currency", "tolerance_minor", "bank_fees_minor").rows() == [
        ("JPY", 100, []),
        ("KWD", 0, []),
        ("USD", 0, [1500, 2500]),
    ]


def test_a_receipt_of_an_unknown_payer_has_its_entitys_limits():
    policy = Policy(
        overrides=(
            Override(entity="US01", limits=SomeLimits(oldest_first=True)),
            Override(entity="US01", customer_id="1", limits=SomeLimits(oldest_first=False)),
        )
    )

    assert effective(policy, keys(("US01", None, "USD"), ("GB01", None, "USD")))["oldest_first"].to_list() == [
        False,
        True,
    ]


def test_one_row_a_key_whatever_the_order_and_the_repeats():
    rows = [("B", "2", "EUR"), ("A", None, "USD"), ("B", "2", "EUR"), ("A", "1", "USD")]

    out = effective(Policy(), keys(*rows))

    assert out.equals(effective(Policy(), keys(*reversed(rows)))) and out.height == 3
    assert effective(Policy(), keys()).schema == {**keys().schema, **LIMITS}
