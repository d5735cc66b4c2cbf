"""Columns of banks whose headings leave open what they are: whose account, the value date or the currency."""

from typing import Final

from pipelines.readers.tabular import titles
from pipelines.readers.tabular.draft import Draft
from pipelines.readers.tabular.words import word
from schemas.money import CURRENCY_DECIMALS

# Headings that may also be the other side's account, when its name stands just before.
OPEN_TO_BOTH: Final = frozenset(
    "iban|iban number|konto|kontonummer|bank account|account number|account no|numer konta|nr rachunku|"
    "numer rachunku|rachunek|cislo uctu|conto|conta".split("|")
)
BANK_CODES: Final = ("blz", "bankleitzahl", "bic", "bic swift code", "bank code", "nazwa banku")


def currency(draft: Draft) -> Draft:
    """A column headed `Valuta` is the currency where its cells are codes: in Sweden, Norway and Denmark."""
    columns = dict(draft.meaning.columns)
    if "currency" in columns or draft.meaning.known is None or "value_date" not in columns:
        return draft
    cells = draft.rows[f"c{columns['value_date'][0]}"]
    if not draft.whole.decided("valuta", lambda: cells.is_in(list(CURRENCY_DECIMALS)).all(), all):
        return draft
    columns["currency"] = columns.pop("value_date")
    return draft._replace(meaning=draft.meaning._replace(columns=columns))


def account(draft: Draft) -> Draft:
    """A column headed `IBAN` may be the payer's account: just behind the payer's name, before the bank's code, blank in
    some rows, or with another number than the titles. One without any number is no account at all.
    """
    columns = dict(draft.meaning.columns)
    if draft.meaning.known is None or "account" not in columns:
        return draft
    at, name = columns["account"][0], columns.get("payer_name", (-2,))[0]
    numbers = draft.rows[f"c{at}"].str.contains("[0-9]")
    told = draft.whole.decided("account number", lambda: set(numbers.drop_nulls()), _all_of)
    if told == {False}:
        del columns["account"]  # what the account is called: `Checking`
        return draft._replace(meaning=draft.meaning._replace(columns=columns))
    if word(draft.meaning.names[at]) not in OPEN_TO_BOTH:
        return draft
    ours = titles.account(draft.titles)

    def differs() -> bool:
        cells = draft.rows[f"c{at}"]
        return cells.null_count() > 0 or (ours is not None and not cells.str.contains(ours, literal=True).any())

    following = word(draft.meaning.names[at + 1]) if at + 1 < len(draft.meaning.names) else ""
    is_payers = draft.whole.decided("whose account", differs, any) or following in BANK_CODES
    if at != name + 1 and not (is_payers and name >= 0):
        return draft
    columns.setdefault("payer_account", columns["account"])
    del columns["account"]
    return draft._replace(meaning=draft.meaning._replace(columns=columns))


def _all_of(said: list[set[bool]]) -> set[bool]:
    return set().union(*said)
