"""The payer's name and account as the bank shows them."""

from benchmarks.worlds.accounts import account_of
from benchmarks.worlds.desk import Desk
from benchmarks.worlds.names import spelled
from benchmarks.worlds.profiles import Profile
from benchmarks.worlds.shapes import Draft

SHOWS_ACCOUNT = {"ACH": 0.0, "LOCKBOX": 0.3, "WIRE": 0.6, "CHEQUE": 0.0, "BACS": 0.5, "FPS": 0.8, "TRANSFER": 1.0}


def write(draft: Draft, desk: Desk, profile: Profile) -> tuple[str, str]:
    """(payer name, payer account); sets the draft's naming where the case has not."""
    dice = desk.dice
    if draft.kind == "non_ar":
        return draft.payer_name, ""
    shown = dice.random() < SHOWS_ACCOUNT.get(draft.transaction_type, 0.0)
    if draft.payer_name or draft.payer is None:
        country = desk.entity.countries[0][0]
        return draft.payer_name.upper() if dice.random() < 0.5 else draft.payer_name, account_of(country, dice) if shown else ""
    style = dice.choices(list(profile.namings), list(profile.namings.values()))[0]
    account = dice.choice(draft.payer.accounts) if shown else ""
    if style == "alias":
        name = draft.payer.aliases[0] if draft.payer.aliases else draft.payer.name
        style = "alias" if draft.payer.aliases else "as_is"
    else:
        name = spelled(style, draft.payer.name, draft.payer.country, dice)
    draft.naming = draft.naming or style
    return name, account
