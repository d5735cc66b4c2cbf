"""What a bank line is: a receipt, a receipt taken back (return), or not AR. By its code, else by its direction."""

import polars as pl

from pipelines.ingest.accounts import account_key
from schemas.settings import Settings
from schemas.transaction_codes import NON_AR_CREDITS, NON_AR_DEBITS, RETURN_DEBITS

KEYS = ["family", "code", "is_credit"]
SCHEMA = {"family": pl.String, "code": pl.String, "is_credit": pl.Boolean, "usual": pl.String}
REVERSAL = "/RVSL"  # what readers write after the code of a line that takes an earlier one back


def with_kinds(lines: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Adds `kind` and `gl_account` to BankLines with `format`.

    The codes of tieout.toml come before the usual ones; money from or to an account of our own is not AR. A credit
    under a return code is not AR (our own payment came back); a debit under a receipt code is a return.
    """
    ours = pl.DataFrame({"own": list(settings.bank_accounts)}, schema={"own": pl.String})
    keyed = lines.with_columns(
        family=pl.col("format").str.extract(r"^([a-z0-9]+)"),
        code=_code(pl.col("transaction_type")),
        is_credit=pl.col("amount_minor") > 0,
        is_own=account_key(pl.col("payer_account")).is_in(ours.select(account_key(pl.col("own")))["own"].implode()),
    )
    meanings = _meanings(keyed.select(KEYS).unique(), settings)
    told = keyed.join(meanings, on=KEYS, how="left", nulls_equal=True, maintain_order="left")
    by_direction = pl.when("is_credit").then(pl.lit("receipt")).otherwise(pl.lit("non_ar"))
    own = pl.when("is_own").then(pl.lit("non_ar"))
    return told.with_columns(kind=pl.coalesce("stated", own, "usual", by_direction)).drop(
        *KEYS, "is_own", "stated", "usual"
    )


def _meanings(codes: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """KEYS -> what the settings say (`stated`, `gl_account`) and what is usual; null where nothing is said."""
    tries = codes.with_columns(tried=_tries()).explode("tried").with_row_index("order")
    usual = tries.join(_usual(), left_on=["family", "tried", "is_credit"], right_on=KEYS, how="left")
    both = usual.join(_stated(settings), left_on="tried", right_on="code", how="left").sort("order")
    first = both.group_by(KEYS, maintain_order=True).agg(
        pl.col("stated", "usual").drop_nulls().first(),
        pl.col("gl_account").filter(pl.col("stated").is_not_null()).first(),
    )
    is_reversal = pl.col("code").str.ends_with(REVERSAL)
    taken_back = pl.when("is_credit").then(pl.lit("non_ar")).otherwise(pl.lit("return"))
    turned = (
        pl.when((pl.col("stated") == "return") & pl.col("is_credit"))
        .then(pl.lit("non_ar"))
        .when((pl.col("stated") == "receipt") & ~pl.col("is_credit"))
        .then(pl.lit("return"))
        .otherwise("stated")
    )
    usual_kind = pl.coalesce("usual", pl.when(is_reversal).then(taken_back))
    return first.with_columns(stated=turned, usual=usual_kind)


def _tries() -> pl.Expr:
    """What a code is looked up as, closest first: PMNT/RCDT/ESCT, PMNT/RCDT, PMNT; NTRF/166, 166, NTRF."""
    parts = pl.col("code").str.strip_suffix(REVERSAL).str.split("/")
    shorter = [parts.list.head(count).list.join("/") for count in (3, 2)]
    return pl.concat_list(*shorter, parts.list.get(1, null_on_oob=True), parts.list.first()).list.drop_nulls()


def _code(text: pl.Expr) -> pl.Expr:
    """A code as it is compared: capitals, blanks and hyphens as _."""
    return text.str.strip_chars().str.to_uppercase().str.replace_all(r"[\s-]+", "_")


def _stated(settings: Settings) -> pl.DataFrame:
    rows = [(code, own.kind, own.gl_account) for code, own in settings.transaction_codes.items()]
    table = pl.DataFrame(rows, schema={"code": pl.String, "stated": pl.String, "gl_account": pl.String}, orient="row")
    return table.with_columns(_code(pl.col("code"))).unique("code", keep="last", maintain_order=True)


def _usual() -> pl.DataFrame:
    rows = [
        (family, code, is_credit, kind)
        for table, is_credit, kind in (
            (NON_AR_CREDITS, True, "non_ar"),
            (NON_AR_DEBITS, False, "non_ar"),
            (RETURN_DEBITS, False, "return"),
        )
        for family, codes in table.items()
        for code in codes.split()
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")
