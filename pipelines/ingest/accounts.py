"""Whose bank account it is: by tieout.toml, else as it was before, else the only entity there is with its currency."""

import polars as pl

from pipelines.readers.base import told
from schemas.settings import BankAccount, Settings

SCHEMA = {
    "account_key": pl.String, "spelling": pl.String, "entity": pl.String,
    "balance_check": pl.String, "gl_account": pl.String, "interim_is_cash": pl.Boolean,
}  # fmt: skip


def account_key(account: pl.Expr) -> pl.Expr:
    """An account as it is compared: letters and digits only, in capitals, without leading zeros."""
    return account.str.to_uppercase().str.replace_all(r"[^0-9A-Z]", "").str.strip_chars_start("0")


def placed(
    statements: pl.DataFrame, settings: Settings, before: pl.DataFrame, currencies: pl.DataFrame
) -> pl.DataFrame:
    """Adds to each statement what is known of its account.

    In:      `before` account, entity of earlier statements; `currencies` entity, currency of open items.
    Out:     the statements with `account` as the settings spell it, `entity` (null: nobody knows whose it is),
             balance_check and interim_is_cash.
    """
    keyed = statements.with_columns(account_key(pl.col("account")).alias("account_key"))
    known = before.select(account_key(pl.col("account")).alias("account_key"), pl.col("entity").alias("earlier"))
    joined = (
        keyed.join(_configured(settings.bank_accounts), on="account_key", how="left")
        .join(known.unique("account_key", keep="last", maintain_order=True), on="account_key", how="left")
        .join(_only_entities(settings, currencies), on="currency", how="left")
    )
    return joined.with_columns(
        pl.coalesce("spelling", pl.when(pl.col("account_key") != "").then("account_key"), "account").alias("account"),
        pl.coalesce("entity", "earlier", "only").alias("entity"),
        pl.col("balance_check").fill_null("strict"),
        pl.col("interim_is_cash").fill_null(False),
    ).sort("sha256", "statement_no")


def nobodys(statement: dict[str, object]) -> str:
    """The message for a statement whose account belongs to no entity."""
    shown = f"…{str(statement['account'])[-4:]}"
    return told(
        str(statement["source_file"]),
        int(str(statement["source_line"])),
        f"account {shown} in {statement['currency']}, which belongs to no entity",
        "an account of [bank_accounts], or exactly one entity with this currency",
        f'add to tieout.toml under [bank_accounts], with the whole number: "{shown}" = "<entity>"',
    )


def encodings(settings: Settings) -> dict[str, str]:
    """account_key -> encoding, where tieout.toml names one."""
    named = {account: own.encoding for account, own in settings.bank_accounts.items() if own.encoding}
    keys = pl.DataFrame({"account": list(named)}, schema={"account": pl.String}).select(account_key(pl.col("account")))
    return dict(zip(keys["account"], named.values(), strict=True))


def _configured(accounts: dict[str, BankAccount]) -> pl.DataFrame:
    rows = [
        (account, account, own.entity, own.balance_check, own.gl_account, own.interim_is_cash)
        for account, own in accounts.items()
    ]
    table = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    return table.with_columns(account_key(pl.col("account_key"))).unique(
        "account_key", keep="first", maintain_order=True
    )


def _only_entities(settings: Settings, currencies: pl.DataFrame) -> pl.DataFrame:
    named = [(name, own.functional_currency) for name, own in settings.entities.items() if own.functional_currency]
    stated = pl.DataFrame(named, schema={"entity": pl.String, "currency": pl.String}, orient="row")
    both = pl.concat([stated, currencies.select("entity", "currency")]).unique()
    alone = both.filter(pl.len().over("currency") == 1)
    return alone.select("currency", pl.col("entity").alias("only"))
