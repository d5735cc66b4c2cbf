"""Bank accounts as people are shown them: never the whole number."""

from typing import Final

_BANK: Final = "bank "


def masked(account: str) -> str:
    """The last four characters of a bank account.

    >>> masked("DE89370400440532013000"), masked("77")
    ('…3000', '…77')
    """
    return f"…{account[-4:]}"


def named(account: str) -> str:
    """An account of the books; `bank <account>`, its name where the settings give none, without the whole number.

    >>> named("bank 4410023987"), named("AR control"), named("1200 Bank")
    ('bank …3987', 'AR control', '1200 Bank')
    """
    return f"{_BANK}{masked(account.removeprefix(_BANK))}" if account.startswith(_BANK) else account
