"""Account numbers of banks that do not exist, with check digits that hold."""

import random

BANK_CODES = {"DE": "99990000", "GB": "TSTX209999", "FR": "9999900001", "NL": "TSTX", "AT": "99999"}
WIDTHS = {"DE": 10, "GB": 8, "FR": 13, "NL": 10, "AT": 11}


def _mod97(text: str) -> int:
    return int("".join(str(int(letter, 36)) for letter in text)) % 97


def iban(country: str, bank: str, account: str) -> str:
    """An IBAN (ISO 13616) whose check digits are right."""
    return f"{country}{98 - _mod97(f'{bank}{account}{country}00'):02d}{bank}{account}"


def creditor_reference(digits: str) -> str:
    """An RF reference (ISO 11649) over the digits."""
    return f"RF{98 - _mod97(f'{digits}RF00'):02d}{digits}"


def account_of(country: str, dice: random.Random) -> str:
    """A payer's account as a statement of that country shows it."""
    if country == "US":
        return str(dice.randrange(10**9, 10**10))
    digits = f"{dice.randrange(10 ** WIDTHS[country]):0{WIDTHS[country]}d}"
    if country == "GB":
        return f"2099{dice.randrange(90, 99)}{digits}"
    if country == "FR":
        stem = BANK_CODES[country] + digits[:11]
        return iban(country, stem[:10], digits[:11] + f"{97 - int(stem + '00') % 97:02d}")
    return iban(country, BANK_CODES[country], digits)
