"""A bank's own table to our columns: whose account, which currency, what moved in which direction."""

from typing import Final

import polars as pl

from pipelines.readers.tabular import amounts, home, titles
from pipelines.readers.tabular.directions import chain_holds, signed
from pipelines.readers.tabular.draft import Draft, named
from pipelines.readers.tabular.others import balances, parted
from pipelines.readers.tabular.sums import proved
from pipelines.readers.tabular.words import CLOSING, OPENING, word, words
from pipelines.readers.tabular.written import dated, mark
from schemas.money import minor, minor_of, plain_text

AMOUNTS: Final = ("amount", "debit", "credit", "balance", "fee")
SUMMED: Final = ("amount", "debit", "credit")
DATES: Final = ["booking_date", "value_date"]
NOT_BOOKED: Final = (
    "pending|vorgemerkt|umsatz vorgemerkt|declined|failed|reverted|cancelled|canceled|denied|expired|unclaimed|"
    "authorised|authorized|processing|en attente|pendiente|in behandeling|rejected|reserved"
).split("|")
# Headings that may also be the other side's account, when its name stands just before.
OPEN_TO_BOTH: Final = {"iban", "iban number", "konto", "kontonummer", "bank account", "account number", "account no"}
_BALANCE_WORDS: Final = [*OPENING, *CLOSING, "turnover"]


def shaped(draft: Draft) -> Draft:
    """The draft with the columns of table `bank` as plain text; totals and balances taken out and proved."""
    draft = named(_with_own_account(draft))
    rows = home.filled(draft.rows, "booking_date", None)
    if "value_date" in rows.columns:
        rows = rows.with_columns(pl.coalesce("booking_date", "value_date").alias("booking_date"))
    is_dated = pl.col("booking_date").str.contains("[0-9]")
    rows, others = parted(rows, draft.meaning, is_dated & ~_names_a_balance(rows), AMOUNTS)
    draft = _owned(_with_currency(draft._replace(rows=rows, others=others)))
    decimal_mark = mark(draft, AMOUNTS)
    draft = dated(draft, DATES, decimal_mark)
    draft = _plain(draft, decimal_mark)
    draft = _totals(draft, decimal_mark)
    draft = _booked(signed(draft))
    if "remittance_information" not in draft.rows.columns and "transaction_type" in draft.rows.columns:
        draft = draft._replace(rows=draft.rows.with_columns(remittance_information="transaction_type"))
    draft = draft._replace(stated=_stated(draft, decimal_mark))
    return draft._replace(rows=_written(draft.rows))


def _with_own_account(draft: Draft) -> Draft:
    """A column headed `IBAN` just behind the payer's name, or blank in some rows, is the payer's account."""
    columns = dict(draft.meaning.columns)
    if (
        draft.meaning.known is None
        or "account" not in columns
        or word(draft.meaning.names[columns["account"][0]]) not in OPEN_TO_BOTH
    ):
        return draft
    at, name = columns["account"][0], columns.get("payer_name", (-2,))[0]
    is_blank_somewhere = draft.rows[f"c{at}"].null_count() > 0 and name >= 0
    if at != name + 1 and not is_blank_somewhere:
        return draft
    columns.setdefault("payer_account", columns["account"])
    del columns["account"]
    return draft._replace(meaning=draft.meaning._replace(columns=columns))


def _names_a_balance(rows: pl.DataFrame) -> pl.Expr:
    """Dated rows that only name a balance or a turnover."""
    tellers = [
        pl.col(name) for name in ("remittance_information", "transaction_type", "payer_name") if name in rows.columns
    ]
    if not tellers:
        return pl.lit(False)
    said = pl.coalesce(tellers)
    short = pl.when(said.str.contains(r"(?i)balance|saldo|solde|kontostand|turnover|forward|^[bc]/f$")).then(said)
    return words(short).is_in(_BALANCE_WORDS).fill_null(False)


def _with_currency(draft: Draft) -> Draft:
    present = [name for name in SUMMED if name in draft.rows.columns]
    beside = pl.coalesce(*(amounts.currency_of(pl.col(name)) for name in present), pl.lit(None, pl.String))
    told = draft.meaning.currency or titles.currency(draft.titles)
    rows = home.filled(draft.rows, "currency", None)
    rows = rows.with_columns(pl.coalesce("currency", beside, pl.lit(told, pl.String)).alias("currency"))
    return draft._replace(rows=rows)


def _owned(draft: Draft) -> Draft:
    """Account and currency from titles, else from what our settings leave no choice about."""
    rows = home.filled(draft.rows, "account", titles.account(draft.titles))
    if rows.is_empty():
        return draft._replace(rows=rows)
    if rows["account"].null_count():
        ours = home.account(draft.source)
        if rows["account"].null_count() == rows.height:
            if ours is None:
                raise home.missing(draft.source, draft.meaning, "account")
            rows = home.filled(rows, "account", ours)
            draft = draft.saying([f"the file names no account: {home.shown(ours)} is taken"])
    if rows["currency"].null_count():
        entity = draft.source.accounts.get(str(rows["account"].drop_nulls().first()))
        ours = home.currency(draft.source, entity) or home.currency(draft.source)
        if ours is None:
            raise home.missing(draft.source, draft.meaning, "currency")
        rows = home.filled(rows, "currency", ours)
        draft = draft.saying([f"the file names no currency: {ours} is taken"])
    return draft._replace(rows=rows)


def _plain(draft: Draft, decimal_mark: str) -> Draft:
    currency = pl.col("currency").str.to_uppercase()
    present = [name for name in AMOUNTS if name in draft.rows.columns]
    plain = [amounts.plain(pl.col(name), decimal_mark).alias(name) for name in present]
    minors = [minor(pl.col(name), currency).alias(f"#{name}") for name in present]
    return draft._replace(rows=draft.rows.with_columns(plain).with_columns(minors))


def _totals(draft: Draft, decimal_mark: str) -> Draft:
    """Rows of totals against the columns they sum, each column for itself."""
    for column in [name for name in SUMMED if name in draft.rows.columns]:
        is_legible = pl.col(f"#{column}").is_not_null() | pl.col(column).is_null()
        amount = pl.when(is_legible).then(pl.col(f"#{column}").fill_null(0)).alias("minor")
        summed = draft.rows.select("source_line", pl.col("currency").str.to_uppercase(), amount)
        draft = proved(draft, summed, column, decimal_mark)
    return draft


def _booked(draft: Draft) -> Draft:
    """Without what is not booked, unless the running balance counts it."""
    if "state" not in draft.rows.columns:
        return draft
    waiting = words(pl.col("state")).is_in(NOT_BOOKED).fill_null(False)
    if "#balance" in draft.rows.columns and chain_holds(draft.rows):
        waiting &= pl.col("booking_date").is_null()
    lines = draft.rows.filter(waiting)["source_line"].to_list()
    warnings = [f"line {line} is not booked and is passed over" for line in lines]
    return draft._replace(rows=draft.rows.filter(~waiting)).saying(warnings)


def _stated(draft: Draft, decimal_mark: str) -> dict[str, int]:
    """Opening and closing balance that titles or rows state, where the file has one currency."""
    codes = draft.rows["currency"].str.to_uppercase().unique().to_list()
    if len(codes) != 1:
        return {}
    found: dict[str, int] = {}
    for other in [*balances(draft.titles.cells), *draft.others]:
        text = other.amounts.get("balance") or other.amounts.get("amount") or other.only
        value = minor_of(pl.select(amounts.plain(pl.lit(text), decimal_mark)).item() or "", codes[0]) if text else None
        if other.role in ("opening", "closing") and value is not None:
            found.setdefault(other.role, value)
    return found


def _written(rows: pl.DataFrame) -> pl.DataFrame:
    """The amount as text again: what moved, or what stands there and is no amount."""
    stood = [pl.col(name) for name in SUMMED if name in rows.columns]
    moved = plain_text(pl.col("#moved"), pl.col("currency").str.to_uppercase())
    return rows.with_columns(pl.coalesce(moved, *stood).alias("amount"))
