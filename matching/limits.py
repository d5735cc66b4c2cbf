"""The limits that count for each customer and currency: the closest setting wins, limit by limit."""

from collections.abc import Iterator, Sequence

import polars as pl

from schemas.money import minor_of
from schemas.policy import Override, Policy, SomeLimits

KEYS = ["entity", "customer_id", "currency"]
LIMITS = {
    "tolerance_minor": pl.Int64(),
    "tolerance_share": pl.Float64(),
    "bank_fees_minor": pl.List(pl.Int64()),
    "discount_grace_days": pl.Int64(),
    "oldest_first": pl.Boolean(),
}
SCHEMA = dict.fromkeys(KEYS, pl.String()) | LIMITS


def effective(policy: Policy, keys: pl.DataFrame) -> pl.DataFrame:
    """The limits of each (entity, customer_id, currency), to be joined once.

    In:      `keys` with those three columns, repeats allowed; a null customer_id has its entity's limits.
    Out:     one row a key, sorted by it: tolerance_minor (0: none), tolerance_share, bank_fees_minor (sorted list),
             discount_grace_days, oldest_first. Amounts are minor units of the row's currency.
    """
    currencies = sorted(keys["currency"].unique())
    own = policy.overrides
    for_all = Override(limits=SomeLimits.model_validate(policy.limits.model_dump()))
    layers = (  # in rising strength
        (["currency"], [for_all]),
        (["currency"], [one for one in own if one.currency]),
        (["entity", "currency"], [one for one in own if one.entity and not one.customer_id]),
        (KEYS, [one for one in own if one.customer_id]),
    )
    found = keys.select(KEYS).unique().select(*KEYS, *(pl.lit(None, kind).alias(name) for name, kind in LIMITS.items()))
    for scope, overrides in layers:
        layer = _table(overrides, currencies).select(*scope, *LIMITS)
        closer = found.join(layer, on=scope, how="left", suffix="_closer", validate="m:1")
        found = closer.select(*KEYS, *(pl.coalesce(f"{name}_closer", name).alias(name) for name in LIMITS))
    return found.with_columns(pl.col("tolerance_minor").fill_null(0), pl.col("bank_fees_minor").fill_null([])).sort(
        KEYS
    )


def _table(overrides: Sequence[Override], currencies: Sequence[str]) -> pl.DataFrame:
    """What these overrides say of each currency; null where one says nothing of a limit."""
    return pl.DataFrame([row for one in overrides for row in _rows(one, currencies)], schema=SCHEMA, orient="row")


def _rows(one: Override, currencies: Sequence[str]) -> Iterator[dict[str, object]]:
    limits = one.limits
    for currency in currencies if one.currency is None else [one.currency]:
        amount = (limits.tolerance or {}).get(currency)
        fees = (limits.bank_fees or {}).get(currency)
        yield {
            "entity": one.entity,
            "customer_id": one.customer_id,
            "currency": currency,
            "tolerance_minor": None if amount is None else minor_of(str(amount), currency),
            "tolerance_share": limits.tolerance_share,
            "bank_fees_minor": None if fees is None else sorted({minor_of(str(fee), currency) or 0 for fee in fees}),
            "discount_grace_days": limits.discount_grace_days,
            "oldest_first": limits.oldest_first,
        }
