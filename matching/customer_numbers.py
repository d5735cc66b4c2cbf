"""Our customer numbers in a payer's text: `Kunde D10852`, `CUST C-2743`, `A/C NO 100393`.

A number with a letter in it speaks for itself; digits alone only after a word that says what they are.
"""

import polars as pl

from matching import references, text

_WORD = r"\b(?:CUST(?:OMER)?|CLIENT|KUNDE|KUNDENNUMMER|KDNR|KD|KLANT|KLANTNUMMER|KLANTNR|A/C|ACCT|ACCOUNT|DEBITOR)"
_MARK = r"(?:[-. ]{0,2}(?:NO|NR|NUMMER|NUMBER|ID)\b)?[.:# -]{0,3}"


def written(receipts: pl.DataFrame, payers: pl.DataFrame) -> pl.DataFrame:
    """(payment_id, token, customer_id) for every customer number of the receipt's entity in its memo."""
    key = text.compact(text.folded(pl.col("customer_id")))
    known = payers.select("entity", "customer_id", key=key).filter(pl.col("key").str.contains(r"[0-9]{3}"))
    memos = receipts.select("payment_id", "entity", memo=text.folded(pl.col("memo"))).drop_nulls("memo")
    all_words = memos.with_columns(token=pl.col("memo").str.extract_all(references.TOKEN)).explode("token")
    told = memos.with_columns(said=pl.col("memo").str.extract_all(f"{_WORD}{_MARK}{references.TOKEN}")).explode("said")
    after_word = told.with_columns(token=pl.col("said").str.extract(f"{_WORD}{_MARK}({references.TOKEN})$"))
    columns = ["payment_id", "entity", "token"]
    speaks = pl.col("token").str.contains(r"[0-9]") & pl.col("token").str.contains(r"[A-Z]")
    tokens = pl.concat([all_words.filter(speaks).select(columns), after_word.select(columns)])
    keyed = tokens.drop_nulls("token").unique().with_columns(key=text.compact(pl.col("token")))
    found = keyed.join(known, on=["entity", "key"])
    return found.select("payment_id", "token", "customer_id").unique().sort("payment_id", "token", "customer_id")
