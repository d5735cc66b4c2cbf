"""How values of the settings are written: amounts, currencies, shares, names; what is not so says what was expected."""

import re
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from schemas.money import CURRENCY_DECIMALS, minor_of


class Frozen(BaseModel):
    """Values that never change after reading, and no key that is not ours."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=False)


def _currency(text: str) -> str:
    if text not in CURRENCY_DECIMALS:
        raise ValueError("an ISO 4217 currency such as EUR")
    return text


def _amount(value: object) -> Decimal:
    if not isinstance(value, Decimal | str | int) or isinstance(value, bool) or minor_of(str(value), "CLF") is None:
        raise ValueError('an amount in plain decimals such as "1.00"')
    return Decimal(value)


def _not_negative(value: Decimal) -> Decimal:
    if value < 0:
        raise ValueError("an amount of 0 or more")
    return value


def _customer_key(text: str) -> str:
    if not re.fullmatch(r"[^/]+/.+", text):
        raise ValueError("entity/customer_id such as US01/100234")
    return text


def fits_currency(amounts: dict[str, Decimal]) -> dict[str, Decimal]:
    """`amounts`, each with no more decimals than its currency has. Raises ValueError with what was expected."""
    for currency, amount in amounts.items():
        if minor_of(str(amount), currency) is None:
            raise ValueError(f"an amount in {currency} with at most {CURRENCY_DECIMALS[currency]} decimals")
    return amounts


def _all_fit_currency(amounts: dict[str, tuple[Decimal, ...]]) -> dict[str, tuple[Decimal, ...]]:
    for currency, several in amounts.items():
        for amount in several:
            fits_currency({currency: amount})
    return amounts


Name = Annotated[str, Field(min_length=1, max_length=64)]
CustomerKey = Annotated[str, AfterValidator(_customer_key)]
Currency = Annotated[str, AfterValidator(_currency)]
Amount = Annotated[Decimal, Field(strict=False), BeforeValidator(_amount), AfterValidator(_not_negative)]
Money = Annotated[dict[Currency, Amount], AfterValidator(fits_currency)]  # currency -> amount
Moneys = Annotated[
    dict[Currency, Annotated[tuple[Amount, ...], Field(strict=False)]], AfterValidator(_all_fit_currency)
]  # currency -> amounts
Share = Annotated[float, Field(ge=0, le=1, strict=False)]
