"""Lists (hidden): the entries of the dropdowns, and what the live check needs to know of each action."""

from typing import Any

import polars as pl

from reports.day import MONEY
from reports.sheet import Column, Sheet, Table
from reports.words import REASON_CODES
from reports.work import Work
from schemas.actions import ACTIONS, LEARN

_TYPES: Any = {"user": pl.String(), "limit_user": pl.String(), "limit_currency": pl.String(), "limit_amount": MONEY}
COLUMNS = (
    Column("action", "Action", 24),
    Column("places", "Places", 8, "count"),
    Column("needs_reason", "Needs a reason", 8, "count"),
    Column("apply_to", "Apply to", 34),
    Column("sign", "Sign", 8, "count"),
    Column("needs_payer", "Needs a payer", 8, "count"),
    Column("gives_up", "Gives up", 8, "count"),
    Column("reason", "Reason codes", 28),
    Column("yes_no", "Yes or no", 10),
    Column("user", "Users", 20),
    Column("limit_user", "Limit of", 20),
    Column("limit_currency", "in", 6),
    Column("limit_amount", "is", 14, "amount"),
)


def sheet(work: Work) -> Sheet:
    """Lists side by side, each a named range."""
    reasons = dict(REASON_CODES) | dict(work.day.reason_codes)
    lists: dict[str, list[Any]] = {
        "action": [action.name for action in ACTIONS],
        "places": [action.places for action in ACTIONS],
        "needs_reason": [int(action.needs_reason) for action in ACTIONS],
        "apply_to": [action.apply_to or "-" for action in ACTIONS],
        "sign": [action.sign for action in ACTIONS],
        "needs_payer": [int(action.needs_payer) for action in ACTIONS],
        "gives_up": [action.gives_up for action in ACTIONS],
        "reason": [f"{code} {meaning}" for code, meaning in reasons.items()],
        "yes_no": list(LEARN),
        "user": list(work.day.users),
        "limit_user": [user for user, _, _ in work.day.limits],
        "limit_currency": [currency for _, currency, _ in work.day.limits],
        "limit_amount": [amount for _, _, amount in work.day.limits],
    }
    longest = max(map(len, lists.values()))
    rows = pl.DataFrame({name: [*values, *([None] * (longest - len(values)))] for name, values in lists.items()})
    return Sheet(
        "Lists",
        "The entries of the dropdowns. Reason codes and users come from tieout.toml.",
        (Table(COLUMNS, rows.cast(_TYPES)),),
        names=(
            ("actions", "action", "action"),
            ("action_table", "action", "gives_up"),
            ("yes_no", "yes_no", "yes_no"),
            ("reason_codes", "reason", "reason"),
            ("users", "user", "user"),
            *((name, name, name) for name in ("limit_user", "limit_currency", "limit_amount")),
        ),
        is_hidden=True,
    )
