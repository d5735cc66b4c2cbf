"""Which payments a taught payer name or account has named."""

import polars as pl

from matching import names, text


def key(kind: pl.Expr, value: pl.Expr) -> pl.Expr:
    """A payer name or account as matching compares it."""
    account = text.compact(value.str.to_uppercase())
    return pl.when(kind == "account").then(account).otherwise(names.normal(value))


def uses(aliases: pl.DataFrame, identified: pl.DataFrame) -> pl.DataFrame:
    """alias_id, payments: what was identified by each alias, oldest first.

    In:  aliases: alias_id, entity, customer_id, kind, value; identified: payment_id, entity, customer_id, payer_name,
         payer_account of the payments whose payer a learned alias told, oldest first.
    """
    asked = pl.concat(
        [
            identified.select("payment_id", "entity", "customer_id", kind=pl.lit(kind), value=column)
            for kind, column in (("name", "payer_name"), ("account", "payer_account"))
        ]
    )
    on = ["entity", "customer_id", "kind", "key"]
    both = [data.with_columns(key=key(pl.col("kind"), pl.col("value"))) for data in (aliases, asked)]
    found = both[0].join(both[1].select(*on, "payment_id"), on=on, maintain_order="right")
    return found.group_by("alias_id", maintain_order=True).agg(payments="payment_id")
