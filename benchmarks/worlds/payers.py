"""The payer's name and account as the bank shows them."""

from benchmarks.worlds.accounts import account_of
from benchmarks.worlds.desk import Desk
from benchmarks.worlds.names import spelled
from benchmarks.worlds.profiles import Profile
from benchmarks.worlds.shapes import Customer, Draft

SHOWS_ACCOUNT = {"LOCKBOX": 0.3, "WIRE": 0.6, "BACS": 0.5, "FPS": 0.8, "TRANSFER": 1.0}


def write(draft: Draft, desk: Desk, profile: Profile) -> tuple[str, str]:
    """(payer name, payer account); sets the draft's naming where the case has not."""
    dice = desk.dice
    if draft.kind == "non_ar":
        return draft.payer_name, ""
    shown = dice.random() < SHOWS_ACCOUNT.get(draft.transaction_type, 0.0)
    if draft.payer_name or draft.payer is None:
        account = account_of(desk.entity.countries[0][0], dice) if shown else ""
        return dice.choice((draft.payer_name, draft.payer_name.upper())), account
    style, name = _spelled(draft.payer, desk, profile)
    draft.naming = draft.naming or style
    return name, dice.choice(draft.payer.accounts) if shown else ""


def _spelled(payer: Customer, desk: Desk, profile: Profile) -> tuple[str, str]:
    style = desk.dice.choices(list(profile.namings), list(profile.namings.values()))[0]
    if style != "alias":
        return style, spelled(style, payer.name, payer.country, desk.dice)
    return ("alias", payer.aliases[0]) if payer.aliases else ("as_is", payer.name)
