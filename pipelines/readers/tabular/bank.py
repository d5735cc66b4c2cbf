"""A bank's own table to our columns: whose account, which currency, what moved in which direction."""

from typing import Final

import polars as pl

from pipelines.readers.tabular import amounts, home, titles, whose
from pipelines.readers.tabular.directions import chain_holds, chains, signed
from pipelines.readers.tabular.draft import Draft, named
from pipelines.readers.tabular.others import parted
from pipelines.readers.tabular.sums import summed
from pipelines.readers.tabular.words import CLOSING, OPENING, words
from pipelines.readers.tabular.written import written
from schemas.money import CURRENCY_DECIMALS, minor, plain_text

AMOUNTS: Final = ("amount", "debit", "credit", "balance", "fee")
SUMMED: Final = ("amount", "debit", "credit")
ACCOUNTS: Final = ("account", "payer_account")
DATES: Final = ["booking_date", "value_date"]
NOT_BOOKED: Final = (
    "pending|vorgemerkt|umsatz vorgemerkt|declined|failed|reverted|cancelled|canceled|denied|expired|unclaimed|"
    "authorised|authorized|processing|en attente|pendiente|in behandeling|rejected|reserved|"
    "reserverat|reserveret|reservert|oczekujaca|in attesa|non contabilizzato|pendente"
).split("|")
UNCLEAR: Final = " (in or out?)"
_BALANCE_WORDS: Final = [*OPENING, *CLOSING, "turnover"]


def shaped(draft: Draft) -> Draft:
    """The draft with the columns of table `bank` as plain text; totals and balances taken out and proved."""
    draft = named(whose.account(whose.currency(draft)))
    rows = home.filled(draft.rows, "booking_date", None).with_columns(
        pl.col(name).str.strip_chars("' ").replace("", None) for name in ACCOUNTS if name in draft.rows.columns
    )
    if "value_date" in rows.columns:
        rows = rows.with_columns(pl.coalesce("booking_date", "value_date").alias("booking_date"))
    is_dated = pl.col("booking_date").str.contains("[0-9]")
    rows, others = parted(rows, draft.meaning, is_dated & ~_names_a_balance(rows), AMOUNTS)
    draft = _owned(_with_currency(draft._replace(rows=rows, others=others)))
    draft = _plain(written(draft, AMOUNTS, DATES))
    draft = _booked(signed(_totals(draft)))
    if "remittance_information" not in draft.rows.columns and "transaction_type" in draft.rows.columns:
        draft = draft._replace(rows=draft.rows.with_columns(remittance_information="transaction_type"))
    return draft._replace(rows=_written(draft.rows))


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
    texts = [pl.col(name) for name in AMOUNTS if name in rows.columns]
    strange = [f"c{at}" for at, name in enumerate(draft.meaning.names) if name in draft.meaning.unknown]

    def own() -> pl.DataFrame:
        found = [rows[name].drop_nulls().unique() for name in strange]
        codes = [code for one in found if one.is_in(list(CURRENCY_DECIMALS)).all() for code in one]
        return rows.select(
            pl.len(),
            pl.col("account").drop_nulls().first().alias("first"),
            pl.col("account", "currency").null_count(),
            home.strange(texts, pl.lit("INR")).any().alias("dollars"),
            home.strange(texts, pl.lit("USD")).any().alias("lakhs"),
            pl.lit(" ".join(codes)).alias("codes"),
        )

    def decide(said: list[pl.DataFrame]) -> tuple[str | None, str | None]:
        told = pl.concat(said)
        first, blank = told["first"].drop_nulls().first(), told.select(pl.col("len", "account", "currency").sum())
        account = home.account(draft.source) if blank["account"][0] == blank["len"][0] > 0 else None
        if account is None and blank["account"][0] == blank["len"][0] > 0:
            raise home.missing(draft.source, draft.meaning, "account")
        if not blank["currency"][0]:
            return account, None
        entity = draft.source.accounts.get(str(first or account))
        currency = home.currency(draft.source, entity) or home.currency(draft.source)
        others = set(" ".join(told["codes"]).split()) - {currency}
        written = (told["dollars"].any(), home.DOLLARS), (told["lakhs"].any(), home.LAKHS)
        if currency is None or others or any(is_so and currency not in codes for is_so, codes in written):
            raise home.missing(draft.source, draft.meaning, "currency")
        return account, currency

    account, currency = draft.whole.decided("owner", own, decide)
    rows = home.filled(home.filled(rows, "account", account), "currency", currency)
    said = [f"the file names no account: {home.shown(account)} is taken"] if account else []
    said += [f"the file names no currency: {currency} is taken"] if currency else []
    return draft._replace(rows=rows).saying_once(said)


def _plain(draft: Draft) -> Draft:
    currency = pl.col("currency").str.to_uppercase()
    present = [name for name in AMOUNTS if name in draft.rows.columns]
    plain = [amounts.plain(pl.col(name), draft.mark).alias(name) for name in present]
    minors = [minor(pl.col(name), currency).alias(f"#{name}") for name in present]
    return draft._replace(rows=draft.rows.with_columns(plain).with_columns(minors))


def _totals(draft: Draft) -> Draft:
    """Rows of totals against the columns they sum, each column for itself."""
    if "side" in draft.rows.columns:
        return draft  # amounts without their signs: what they add up to is not what a total says
    for column in [name for name in SUMMED if name in draft.rows.columns]:
        is_legible = pl.col(f"#{column}").is_not_null() | pl.col(column).is_null()
        amount = pl.when(is_legible).then(pl.col(f"#{column}").fill_null(0)).alias("minor")
        draft = summed(draft, draft.rows.select("source_line", pl.col("currency").str.to_uppercase(), amount), column)
    return draft


def _booked(draft: Draft) -> Draft:
    """Without what is not booked, unless the running balance counts it."""
    if "state" not in draft.rows.columns:
        return draft
    waiting = words(pl.col("state")).is_in(NOT_BOOKED).fill_null(False)
    moved = {"moved": pl.col("#moved")}
    if "#balance" in draft.rows.columns and draft.whole.decided(
        "booked", lambda: chains(draft.rows, moved), lambda said: chain_holds(said, "moved")
    ):
        waiting &= pl.col("booking_date").is_null()
    lines = draft.rows.filter(waiting)["source_line"].to_list()
    warnings = [f"line {line} is not booked and is passed over" for line in lines]
    return draft._replace(rows=draft.rows.filter(~waiting)).saying(warnings)


def _written(rows: pl.DataFrame) -> pl.DataFrame:
    """The amount as text again: what moved; or what stands there and is no amount, or none whose direction is clear."""
    stood = [pl.col(name) for name in SUMMED if name in rows.columns]
    moved = plain_text(pl.col("#moved"), pl.col("currency").str.to_uppercase())
    is_number = pl.any_horizontal(pl.col(f"#{name}").is_not_null() for name in SUMMED if name in rows.columns)
    unclear = pl.when(is_number).then(pl.coalesce(stood) + UNCLEAR).otherwise(pl.coalesce(stood))
    return rows.with_columns(pl.coalesce(moved, unclear).alias("amount"))
