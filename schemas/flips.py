"""What another policy would have decided otherwise: one row for each receipt whose answer flips."""

from typing import Final

import pandera.polars as pa
import polars as pl

from schemas.bank import CURRENCIES

KINDS: Final = ("applied -> held", "held -> applied", "applied otherwise")


class Flip(pa.DataFrameModel):
    """A receipt that one policy decides in one way and the other in another."""

    payment_id: pl.String = pa.Field(unique=True)
    entity: pl.String
    currency: pl.String = pa.Field(isin=CURRENCIES)
    kind: pl.String = pa.Field(isin=list(KINDS))
    rule: pl.String = pa.Field(description="that applies it: afterwards, where it is applied then, else before")
    cash_minor: pl.Int64 = pa.Field(description="the receipt's cash on the items it is applied to by that rule")
    before: pl.String = pa.Field(description="rule and items, each with what it went down by; or held")
    after: pl.String
