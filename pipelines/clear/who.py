"""Who may say what: the people of [users], their limits, and the second pair of eyes."""

from typing import NamedTuple

from schemas.money import minor_of, written
from schemas.settings import Settings


class Clerk(NamedTuple):
    """Who hands a book in. `name` None: it lay in the inbox, and each row says who prepared it."""

    name: str | None
    os_user: str
    host: str


def why_not(name: str | None, clerk: Clerk, settings: Settings) -> str | None:
    """Why `name` cannot have prepared a row that `clerk` hands in; None when it can."""
    if name is None:
        return "Prepared by is empty: a book in the inbox must say who answered"
    if not settings.users:
        return None
    user = settings.users.get(name)
    if user is None:
        return f"Prepared by is {name!r}, which is none of [users]: {', '.join(settings.users)}"
    if clerk.name is None and user.os_user not in (None, clerk.os_user):
        return f"the file belongs to {clerk.os_user}, not to {name} ({user.os_user}): hand it in with tieout clear"
    return None


def above_limit(amount: int, what: str, currency: str, names: set[str], settings: Settings) -> str | None:
    """Why a second person has to agree; None when the first may decide alone. The lowest limit of `names` counts.

    Settings without [users] know no limits.
    """
    if not amount or not settings.users:
        return None
    limits = {name: _limit(name, currency, settings) for name in sorted(names)}
    lowest = min(limits, key=lambda name: limits[name])
    if amount <= limits[lowest]:
        return None
    whole, alone = written(amount, currency), written(limits[lowest], currency)
    return f"{what} of {whole} needs a second person: {lowest} decides up to {alone} alone"


def _limit(name: str, currency: str, settings: Settings) -> int:
    user = settings.users.get(name)
    amount = user.limits.get(currency) if user else None
    return 0 if amount is None else minor_of(str(amount), currency) or 0


def why_no_approval(clerk: Clerk, prepared_by: str, cleared_by: str | None, settings: Settings) -> str | None:
    """Why `clerk` may not approve what others prepared; None when they may."""
    if clerk.name is None:
        return "an approval is given with tieout clear --by NAME, not through the inbox"
    if clerk.name in (prepared_by, cleared_by):
        return f"{clerk.name} prepared it: somebody else must approve"
    user = settings.users.get(clerk.name)
    if settings.users and (user is None or not user.may_approve):
        return f"{clerk.name} may not approve: [users.{clerk.name}] needs may_approve = true"
    return None
