"""Where a bank writes what in its lockbox file: `[lockbox.<name>]` of the settings. No two banks agree.

A field is [first column, length], counted from 1 as banks' own descriptions do; length 0 says that the bank does not
write it. The defaults are the usual BAI layout of 80 to 104 columns.
"""

from typing import Annotated, Final

from pydantic import Field

from schemas.values import Currency, Frozen, Name

Column = Annotated[int, Field(ge=1, le=2000)]
Length = Annotated[int, Field(ge=0, le=200)]
Place = Annotated[tuple[Column, Length], Field(strict=False)]
NOWHERE: Final = (1, 0)


class Deposit(Frozen):
    """Record 5: which lockbox, and the day of its deposit (YYMMDD)."""

    lockbox: Place = (8, 7)
    deposit_date: Place = (15, 6)


class Check(Frozen):
    """Record 6: one check. `item` is what records 4 repeat to say which check they belong to."""

    item: Place = (2, 6)
    amount: Place = (8, 10)
    routing: Place = (18, 9)
    account: Place = (27, 10)
    number: Place = (37, 10)
    check_date: Place = (47, 6)
    remitter: Place = (53, 30)
    invoice: Place = NOWHERE  # banks that write the first invoice beside the check
    invoice_amount: Place = NOWHERE


class Overflow(Frozen):
    """Record 4: invoices of the check before it, `repeat` of them in one record, each `width` columns further on."""

    item: Place = (2, 6)
    sequence: Place = (9, 2)
    last: Place = (11, 1)
    invoice: Place = (12, 16)
    amount: Place = (28, 10)
    deduction: Place = (38, 10)
    reason: Place = (48, 2)
    repeat: Annotated[int, Field(ge=1, le=20)] = 1
    width: Annotated[int, Field(ge=0, le=500)] = 0


class Totals(Frozen):
    """Records 7 (a batch), 8 (a lockbox) and 9 (the file): what they count, and what it comes to."""

    batch_count: Place = (21, 3)
    batch_amount: Place = (24, 10)
    lockbox_count: Place = (21, 4)
    lockbox_amount: Place = (25, 10)
    record_count: Place = (2, 6)


class Lockbox(Frozen):
    """The layout of the files of the `lockboxes` it names, of all others where it names none."""

    lockboxes: Annotated[tuple[Name, ...], Field(strict=False)] = ()
    currency: Currency = "USD"
    encoding: Name | None = None
    last_mark: Annotated[str, Field(min_length=1, max_length=1)] = "9"
    check_date_format: str = "%m%d%y"
    deposit: Deposit = Deposit()
    check: Check = Check()
    overflow: Overflow = Overflow()
    totals: Totals = Totals()
