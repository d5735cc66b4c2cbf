"""An ERP's own list of open items to our columns: whose, which kind, what is still open."""

from typing import Final

import polars as pl

from pipelines.readers.tabular import amounts, home, titles
from pipelines.readers.tabular.draft import Draft, PassedOver, named
from pipelines.readers.tabular.groups import headed
from pipelines.readers.tabular.occurrences import numbered, of_their_year, once
from pipelines.readers.tabular.others import parted
from pipelines.readers.tabular.sums import summed
from pipelines.readers.tabular.words import words
from pipelines.readers.tabular.written import written
from schemas.money import minor, plain_text
from schemas.receivables import CREDIT_TYPES, ITEM_TYPES

AMOUNTS: Final = (
    "open_amount",
    "original_amount",
    "aged_amount",
    "settled_amount",
    "local_amount",
    "discount_amount",
    "disputed",
)
DATES: Final = ["invoice_date", "due_date", "discount_date", "snapshot_date", "closed_on"]
TRUE: Final = "true|yes|1|x|y|open|ja|oui|si|wahr".split("|")
NO_DATE: Final = r"^(?:0001|1753|1900)\b|\b(?:0001|1753|1900)\b"  # how Dynamics writes that there is no date
# A debit is what a customer owes us, and to a bank what left the account: the mark means the other sign here.
MARKED: Final = r"(?i)(?:^|[\s0-9.,])(?:dr|cr|[cdhs])\s*$|^(?:dr|cr|[hs])[\s0-9]"
DISPUTED: Final = ("disputed", "dispute", "in dispute", "in query", "query")


def shaped(draft: Draft) -> Draft:
    """The draft with the columns of table `open_items` as plain text; totals, heads and closed items taken out."""
    draft = _without_blank_dates(named(draft))
    days = [name for name in DATES if name in draft.rows.columns]
    is_dated = pl.any_horizontal(pl.lit(False), *(pl.col(name).str.contains("[0-9]") for name in days))
    is_data = pl.col("item_number").str.contains("[0-9]") | is_dated.fill_null(False)
    rows, others = parted(draft.rows, draft.meaning, is_data, AMOUNTS)
    draft = headed(draft._replace(rows=rows, others=others))
    draft = written(_owned(draft), AMOUNTS, DATES)
    draft = _totals(_signed(_typed(_plain(draft))))
    return _finished(of_their_year(numbered(once(_still_open(draft)))))


def _without_blank_dates(draft: Draft) -> Draft:
    rows = home.filled(draft.rows, "item_number", None)
    days = [name for name in DATES if name in rows.columns]
    return draft._replace(
        rows=rows.with_columns(
            pl.when(~pl.col(name).str.contains(NO_DATE)).then(pl.col(name)).alias(name) for name in days
        )
    )


def _owned(draft: Draft) -> Draft:
    """Entity, customer and currency from the file, its titles, else what our settings leave no choice about."""
    rows = home.filled(draft.rows, "entity", draft.titles.values.get("entity") or home.entity(draft.source))
    rows = home.filled(rows, "customer_id", None)
    if "customer_name" in rows.columns:
        rows = rows.with_columns(pl.coalesce("customer_id", "customer_name").alias("customer_id"))
    if rows["entity"].null_count():
        raise home.missing(draft.source, draft.meaning, "entity")
    rows = _in_currency(rows, draft)
    if rows["currency"].null_count():
        entity = rows.filter(pl.col("currency").is_null())["entity"][0]
        raise home.missing(draft.source, draft.meaning, "currency", entity=entity)
    return draft._replace(rows=rows)


def _in_currency(rows: pl.DataFrame, draft: Draft) -> pl.DataFrame:
    """Blank currency: as written at the amount, in the heading or titles, else the entity's own."""
    present = [name for name in ("open_amount", "original_amount", "aged_amount") if name in rows.columns]
    beside = pl.coalesce(*(amounts.currency_of(pl.col(name)) for name in present), pl.lit(None, pl.String))
    told = draft.meaning.currency or titles.currency(draft.titles)
    own = pl.col("entity").replace_strict(dict(draft.source.entities), default=None, return_dtype=pl.String)
    of_all = home.currency(draft.source)
    texts = [pl.col(name) for name in present]
    may_be = [pl.when(~home.strange(texts, code)).then(code) for code in (own, pl.lit(of_all, pl.String))]
    rows = home.filled(home.filled(rows, "currency", None), "local_currency", None)
    ours = [beside, pl.lit(told, pl.String), *may_be]
    if draft.meaning.columns.get("open_amount") == draft.meaning.columns.get("local_amount", ()):
        return rows.with_columns(pl.coalesce("local_currency", *ours).alias("currency"))
    return rows.with_columns(pl.coalesce("currency", *ours).alias("currency"))


def _plain(draft: Draft) -> Draft:
    rows = draft.rows
    if "open_amount" not in rows.columns:
        rows = rows.with_columns(pl.col("aged_amount").alias("open_amount"))
    present = [name for name in AMOUNTS if name in rows.columns]
    marked = {name: rows[name].str.contains(MARKED).fill_null(False) for name in present}
    rows = rows.with_columns(amounts.plain(pl.col(name), draft.mark).alias(name) for name in present)
    currency = pl.col("currency").str.to_uppercase()
    turned = [
        pl.when(marked[name]).then(-minor(pl.col(name), currency)).otherwise(minor(pl.col(name), currency))
        for name in present
    ]
    return draft._replace(
        rows=rows.with_columns(one.alias(f"#{name}") for name, one in zip(present, turned, strict=True))
    )


def _typed(draft: Draft) -> Draft:
    """Adds `kind`: what the file's own type means in ours; null where it says nothing known."""
    known = draft.meaning.known
    table = {name: kind for kind, names in (known.types if known else {}).items() for name in names.split("|")}
    table |= {kind.replace("_", " "): kind for kind in ITEM_TYPES}
    rows = home.filled(draft.rows, "document_type", None)
    kind = words(pl.col("document_type")).replace_strict(table, default=None, return_dtype=pl.String)
    return draft._replace(rows=rows.with_columns(kind.alias("kind")))


def _signed(draft: Draft) -> Draft:
    """Credits below zero. Where a system writes them without a sign, its type says so."""
    known, rows = draft.meaning.known, draft.rows
    is_credit = pl.col("kind").is_in(CREDIT_TYPES).fill_null(False)
    if "settled_amount" in rows.columns:
        rows = rows.with_columns(home.either(rows, "#original_amount", "#open_amount"))
        rows = rows.with_columns(
            (pl.col("#open_amount") - pl.col("#settled_amount").fill_null(0)).alias("#open_amount")
        )
    signed = is_credit & (pl.col("#open_amount") < 0)
    if known and known.is_unsigned and not draft.whole.decided("signs", lambda: rows.select(signed.any()).item(), any):
        turned = [name for name in ("#open_amount", "#original_amount") if name in rows.columns]
        rows = rows.with_columns(pl.when(is_credit).then(-pl.col(name)).otherwise(name).alias(name) for name in turned)
    by_sign = pl.when(pl.col("#open_amount") < 0)
    below = pl.when(pl.col("kind") == "on_account").then(pl.lit("on_account")).otherwise(pl.lit("credit_memo"))
    above = pl.when(is_credit).then(pl.lit("debit_memo")).otherwise(pl.coalesce("kind", pl.lit("invoice")))
    return draft._replace(rows=rows.with_columns(by_sign.then(below).otherwise(above).alias("item_type")))


def _totals(draft: Draft) -> Draft:
    amount = draft.rows.select("source_line", pl.col("currency").str.to_uppercase(), minor="#open_amount")
    return summed(draft, amount, "open_amount" if "open_amount" in draft.meaning.columns else "aged_amount")


def _still_open(draft: Draft) -> Draft:
    """Without what the file itself calls cleared, closed, a draft, or a down payment (SAP special G/L)."""
    known = draft.meaning.known
    closed = [name for name in (known.closed if known else "").split("|") if name]
    tests = {
        "cleared_by": ("is cleared", pl.col("cleared_by").is_not_null()),
        "cleared_on": ("is cleared", pl.col("cleared_on").is_not_null()),
        "state": ("is closed", words(pl.col("state")).is_in(closed)),
        "payment_state": ("is closed", words(pl.col("payment_state")).is_in(closed)),
        "is_open": ("is closed", ~words(pl.col("is_open")).is_in(TRUE)),
        "closed_on": ("is closed", pl.col("closed_on").is_not_null()),
        "special": ("is a special G/L item", pl.col("special").is_not_null()),
    }
    for column, (why, test) in tests.items():
        if column not in draft.rows.columns:
            continue
        gone = draft.rows.filter(test.fill_null(False))["source_line"]
        if gone.len():
            told = [*draft.passed_over, PassedOver(gone.len(), gone[0], why)]
            rows = draft.rows.filter(~test.fill_null(False))
            draft = draft._replace(rows=rows, passed_over=told)
    return draft


def _finished(draft: Draft) -> Draft:
    """Amounts as text again, what the item type is, disputes, and other numbers the customer may quote."""
    rows = draft.rows
    currency = pl.col("currency").str.to_uppercase()
    for name in ("open_amount", "original_amount"):
        if name in rows.columns:
            rows = rows.with_columns(pl.coalesce(plain_text(pl.col(f"#{name}"), currency), name).alias(name))
    state = words(pl.col("state")) if "state" in rows.columns else pl.lit(None, pl.String)
    is_disputed = state.is_in(DISPUTED).fill_null(False)
    if "disputed" in rows.columns:
        is_disputed |= (pl.col("#disputed").fill_null(0) != 0) | words(pl.col("disputed")).is_in(TRUE).fill_null(False)
    status = pl.when(is_disputed).then(pl.lit("disputed")).when(state == "promised").then(pl.lit("promised"))
    rows = rows.with_columns(status.alias("status"))
    if "snapshot_date" not in rows.columns and (day := titles.day(draft.titles)):
        rows = rows.with_columns(pl.lit(day).alias("snapshot_date"))
    return draft._replace(rows=rows)
