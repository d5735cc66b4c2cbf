"""Lists (hidden): the entries of the dropdowns, and what the live check needs to know of each action."""

import polars as pl

from reports.sheet import Column, Sheet, Table
from reports.words import REASON_CODES
from reports.work import Work
from schemas.actions import ACTIONS, LEARN

COLUMNS = (
    Column("action", "Action", 24),
    Column("places", "Places", 8, "count"),
    Column("needs_reason", "Needs a reason", 8, "count"),
    Column("apply_to", "Apply to", 34),
    Column("sign", "Sign", 8, "count"),
    Column("needs_payer", "Needs a payer", 8, "count"),
    Column("reason", "Reason codes", 28),
    Column("yes_no", "Yes or no", 10),
    Column("user", "Users", 20),
)


def sheet(work: Work) -> Sheet:
    """Lists side by side, each a named range."""
    reasons = dict(REASON_CODES) | dict(work.day.reason_codes)
    lists: dict[str, list[str] | list[int]] = {
        "action": [action.name for action in ACTIONS],
        "places": [action.places for action in ACTIONS],
        "needs_reason": [int(action.needs_reason) for action in ACTIONS],
        "apply_to": [action.apply_to or "-" for action in ACTIONS],
        "sign": [action.sign for action in ACTIONS],
        "needs_payer": [int(action.needs_payer) for action in ACTIONS],
        "reason": [f"{code} {meaning}" for code, meaning in reasons.items()],
        "yes_no": list(LEARN),
        "user": list(work.day.users),
    }
    longest = max(map(len, lists.values()))
    rows = pl.DataFrame({name: [*values, *([None] * (longest - len(values)))] for name, values in lists.items()})
    return Sheet(
        "Lists",
        "The entries of the dropdowns. Reason codes and users come from tieout.toml.",
        (Table(COLUMNS, rows.cast({"user": pl.String})),),
        names=(
            ("actions", "action", "action"),
            ("action_table", "action", "needs_payer"),
            ("yes_no", "yes_no", "yes_no"),
            ("reason_codes", "reason", "reason"),
            ("users", "user", "user"),
        ),
        is_hidden=True,
    )
