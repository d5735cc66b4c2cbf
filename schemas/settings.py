"""What `tieout.toml` may say. One class a section; every key has its default here, its meaning in docs/settings.md."""

from datetime import date
from hashlib import sha256
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field

from schemas.books import ACCOUNT_CLASSES
from schemas.lockbox import Lockbox
from schemas.policy import Policy, PolicySection
from schemas.values import Currency, CustomerKey, Frozen, Money, Name

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def _text_is(key: str) -> BeforeValidator:
    """A section written as one text is a table with that one key."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


def _time_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("a time zone such as Europe/Berlin")
    return name


def _account_class(name: str) -> str:
    if name not in ACCOUNT_CLASSES:
        raise ValueError(f"one of {', '.join(ACCOUNT_CLASSES)}")
    return name


Names = Annotated[tuple[Name, ...], Field(strict=False)]
TimeZone = Annotated[str, AfterValidator(_time_zone)]
AccountClass = Annotated[str, AfterValidator(_account_class)]


class BankAccount(Frozen):
    """Whose account it is and how far its statements must prove themselves."""

    entity: Name
    balance_check: Literal["strict", "forward_available", "none"] = "strict"
    encoding: Name | None = None
    gl_account: Name | None = None
    interim_is_cash: bool = False  # the account has nothing but intraday statements


class Run(Frozen):
    """How a run is done."""

    time_zone: TimeZone = "UTC"
    engine: Literal["auto", "prefect", "local"] = "auto"
    lock_wait_s: Annotated[float, Field(ge=0, le=3600, strict=False)] = 10.0


class Entity(Frozen):
    """One of our companies."""

    functional_currency: Currency | None = None
    time_zone: TimeZone | None = None


class TransactionCode(Frozen):
    """What a bank's transaction code means; `gl_account` for what is not AR."""

    kind: Literal["receipt", "return", "non_ar"]
    gl_account: Name | None = None


class CsvProfile(Frozen):
    """How one foreign CSV or sheet is read: recognised by `headings`, its `columns` are heading -> our column."""

    table: Literal["bank", "open_items", "customers", "remittance", "gl", "rates"]
    headings: Annotated[tuple[str, ...], Field(min_length=1, strict=False)]
    columns: dict[str, Name] = Field(default_factory=dict)  # none: recognised as without a profile
    constants: dict[Name, str] = Field(default_factory=dict)  # our column -> the value of every row
    separator: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    encoding: Name | None = None
    decimal_mark: Literal[".", ","] | None = None  # None: told from all amounts of the file
    date_format: str | None = None  # None: told from all dates of the file


class Texts(Frozen):
    """Advices written for people: letters, mails, PDF."""

    currency: Currency | None = None  # of those that name none


class User(Frozen):
    """A person who may decide; `limits` are amounts per currency they may decide alone."""

    os_user: Name | None = None
    limits: Money = Field(default_factory=dict)
    may_approve: bool = False


class Calendar(Frozen):
    """Days on which no bank books."""

    weekend: Annotated[tuple[Weekday, ...], Field(strict=False)] = ("saturday", "sunday")
    holidays: Annotated[tuple[date, ...], Field(strict=False)] = ()


class Team(Frozen):
    """Who works which exceptions; an empty list means all."""

    members: Names = ()
    entities: Names = ()
    exception_types: Names = ()


class Paths(Frozen):
    """Where a run finds and leaves things when the command line does not say."""

    inbox: str | None = None
    ledger: str | None = None
    out: str | None = None


class ReasonCodes(Frozen):
    """What payers' deduction codes mean in ours: for everybody, and per customer, where the closest wins."""

    codes: dict[Name, Name] = Field(default_factory=dict)
    customer: dict[CustomerKey, dict[Name, Name]] = Field(default_factory=dict)


def _reason_codes(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {"codes": {code: ours for code, ours in value.items() if code != "customer"}} | {
        "customer": value.get("customer", {})
    }


class Common(Frozen):
    """Every section but [policy]."""

    bank_accounts: dict[Name, Annotated[BankAccount, _text_is("entity")]] = Field(default_factory=dict)
    run: Run = Run()
    entities: dict[Name, Entity] = Field(default_factory=dict)
    gl_accounts: dict[AccountClass, Name] = Field(default_factory=dict)
    transaction_codes: dict[Name, Annotated[TransactionCode, _text_is("kind")]] = Field(default_factory=dict)
    reason_codes: Annotated[ReasonCodes, BeforeValidator(_reason_codes)] = ReasonCodes()
    csv: dict[Name, CsvProfile] = Field(default_factory=dict)
    lockbox: dict[Name, Lockbox] = Field(default_factory=dict)
    texts: Texts = Texts()
    users: dict[Name, User] = Field(default_factory=dict)
    calendar: Calendar = Calendar()
    teams: dict[Name, Team] = Field(default_factory=dict)
    paths: Paths = Paths()


class Sections(Common):
    """The file as it is written."""

    policy: PolicySection = PolicySection()


class Settings(Common):
    """What a run works by: the sections, the policy made of [policy], and where they were read."""

    policy: Policy = Policy()
    file: str | None = None  # None: no tieout.toml was found, all defaults
    sha256: str = sha256(b"").hexdigest()  # of the file's bytes
