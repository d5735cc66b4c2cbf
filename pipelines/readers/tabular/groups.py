"""Reports that name the customer once, on a row of its own above the items."""

import re
from typing import Final

import polars as pl

from pipelines.readers.tabular.draft import Draft

_AGE: Final = re.compile(
    r"(?i)^(?:current|older|[<>]?\s*\d+\s*(?:-|to|\+|days|months?).*|.*days past due.*|not due|fällig.*)$"
)


def headed(draft: Draft) -> Draft:
    """Fills the customer of rows that name none from the group row above; ages and footnotes head no customer."""
    rows = draft.rows
    own = [(other.line, other.text) for other in draft.others if other.role == "group" and not _AGE.match(other.text)]
    heads = draft.whole.carried.get("heads", []) + own  # the last one above this part too
    draft.whole.carried["heads"] = heads[-1:]
    present = [name for name in ("customer_id", "customer_name") if name in rows.columns]
    nameless = pl.all_horizontal(pl.lit(True), *(pl.col(name).is_null() for name in present))
    if not heads or not rows.select(nameless.any()).item():
        return draft
    table = pl.DataFrame(heads, schema={"head_line": pl.Int64, "head": pl.String}, orient="row").sort("head_line")
    joined = rows.sort("source_line").join_asof(table, left_on="source_line", right_on="head_line")
    named = pl.coalesce(*present, "head") if present else pl.col("head")
    name = pl.when(nameless).then(named).otherwise(pl.col("customer_name") if "customer_name" in rows.columns else None)
    return draft._replace(rows=joined.with_columns(name.alias("customer_name")).drop("head", "head_line"))
