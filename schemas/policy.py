"""Every threshold and tolerance by name. A policy is frozen; what closer settings change is in `overrides`."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field

from schemas.confidence import probability
from schemas.reason_codes import DEFAULTS
from schemas.values import Amount, Currency, CustomerKey, Frozen, Money, Moneys, Name, Share, fits_currency

DEFAULT_TOLERANCE = {currency: Decimal("1.00") for currency in ("USD", "EUR", "GBP", "CHF")}


class Limits(Frozen):
    """What may be set for all, and again per currency, entity or customer; the closest setting wins."""

    tolerance: Money = DEFAULT_TOLERANCE  # a currency that is not named has none
    tolerance_share: Share = 0.005  # of the amount due; the lower of the two counts
    bank_fees: Moneys = Field(default_factory=dict)  # what a bank is known to keep from a receipt, exactly
    discount_grace_days: int = Field(default=3, ge=0, le=90)
    oldest_first: bool = False


class SomeLimits(Frozen):
    """The limits one currency, entity or customer has of its own; None: not set here."""

    tolerance: Money | None = None
    tolerance_share: Share | None = None
    bank_fees: Moneys | None = None
    discount_grace_days: int | None = Field(default=None, ge=0, le=90)
    oldest_first: bool | None = None


class Override(Frozen):
    """The own limits of one currency, one entity, or one customer (`entity` and `customer_id`)."""

    currency: str | None = None
    entity: str | None = None
    customer_id: str | None = None
    limits: SomeLimits


class Confidence(Frozen):
    """Probability that the whole allocation of a gate is right: what was counted, unless settings say otherwise."""

    is_calibrated: bool = True
    advice: Share = probability("advice")
    reference_exact: Share = probability("reference_exact")
    reference_discount: Share = probability("reference_discount")
    reference_credits: Share = probability("reference_credits")
    reference_fee: Share = probability("reference_fee")
    reference_tolerance: Share = probability("reference_tolerance")
    readings: Share = probability("readings")
    readings_several: Share = probability("readings_several")
    mistyped: Share = probability("mistyped")
    mistyped_common: Share = probability("mistyped_common")  # an amount others owe too
    mistyped_set: Share = probability("mistyped_set")
    part: Share = probability("part")
    parts: Share = probability("parts")  # receipts that pay an item in full together
    mistyped_parts: Share = probability("mistyped_parts")
    shared_advice: Share = probability("shared_advice")
    advice_in_part: Share = probability("advice_in_part")
    good_references: Share = probability("good_references")
    good_references_just: Share = probability("good_references_just")  # what is left is just what the bad ones come to
    oldest_first: Share = 0.99  # not counted: the customer's own setting decides, and nothing is guessed
    payer_amount: Share = probability("payer_amount")
    payer_amount_despite: Share = probability("payer_amount_despite")  # a number like ours that is none we know
    payer_amount_unresolved: Share = probability("payer_amount_unresolved")  # such a number, and others owe it too
    account: Share = probability("account")
    account_unresolved: Share = probability("account_unresolved")
    combination: Share = probability("combination")
    similar: Share = probability("similar")


class Thresholds(Frozen):
    """What is the same for everybody."""

    confidence: Confidence = Confidence()
    auto_apply_threshold: Share = 0.98
    closed_item_days: int = Field(default=90, ge=0)
    duplicate_days: int = Field(default=7, ge=0)
    return_days: int = Field(default=60, ge=0)  # a return takes back a receipt booked at most so long before
    name_score: Share = 0.90
    name_margin: Share = 0.06
    name_candidate_score: Share = 0.80  # a name this alike is a candidate, no more
    reference_digits: int = Field(default=4, ge=3)  # shortest number that counts as a reference
    settle_disputed: bool = True  # a disputed item that is named and paid in full is applied
    common_amount: int = Field(default=1, ge=1)  # an amount that more open items of an entity have proves little
    readings_limit: int = Field(default=12, ge=2, le=16)  # most items named whose readings are tried one by one
    combination_items: int = Field(default=12, ge=2, le=16)  # most open items whose combinations are counted
    combination_chance: Share = 0.01  # a combination may meet the amount by chance at most this often
    range_limit: int = Field(default=50, ge=2)  # longest `40510-40560` that is read as a list
    learn_min_receipts: int = Field(default=2, ge=1)
    alias_days: int = Field(default=365, ge=1)  # what a person taught of a payer counts for these
    short_pay_share: Share = 0.10  # a shortage up to this share is reviewed, a larger one is out of bounds
    advice_wait_days: int = Field(default=5, ge=0)  # an advice without its payment is an exception after these
    candidate_count: int = Field(default=3, ge=1, le=10)
    snapshot_drop_limit: Share = 0.30
    snapshot_max_age_days: int = Field(default=3, ge=0)


class Policy(Thresholds):
    """The whole policy: what is the same for everybody, the limits, and their overrides."""

    limits: Limits = Limits()
    overrides: tuple[Override, ...] = ()
    reason_codes: dict[str, str] = DEFAULTS  # code on an advice -> reason code of ours
    customer_reason_codes: dict[str, dict[str, str]] = Field(
        default_factory=dict
    )  # entity/customer_id -> the same, closer


class CurrencyLimits(Frozen):
    """The own limits of one currency: money needs no currency beside it."""

    tolerance: Amount | None = None
    tolerance_share: Share | None = None
    bank_fees: Annotated[tuple[Amount, ...], Field(strict=False)] | None = None
    discount_grace_days: int | None = Field(default=None, ge=0, le=90)
    oldest_first: bool | None = None


def _fits_its_currency(tables: dict[str, CurrencyLimits]) -> dict[str, CurrencyLimits]:
    for currency, own in tables.items():
        for amount in (own.tolerance, *(own.bank_fees or ())):
            fits_currency({currency: amount} if amount is not None else {})
    return tables


class PolicySection(Limits, Thresholds):
    """[policy] as it is written: limits and thresholds side by side, overrides in tables of their own."""

    currency: Annotated[dict[Currency, CurrencyLimits], AfterValidator(_fits_its_currency)] = Field(
        default_factory=dict
    )
    entity: dict[Name, SomeLimits] = Field(default_factory=dict)
    customer: dict[CustomerKey, SomeLimits] = Field(default_factory=dict)

    def policy(self) -> Policy:
        """The same as a run uses it. A currency that `tolerance` leaves out keeps its default."""
        limits = {name: getattr(self, name) for name in Limits.model_fields}
        return Policy(
            limits=Limits(**limits | {"tolerance": Limits().tolerance | self.tolerance}),
            overrides=(
                *(
                    Override(currency=name, limits=_with_currency(name, own))
                    for name, own in sorted(self.currency.items())
                ),
                *(Override(entity=name, limits=own) for name, own in sorted(self.entity.items())),
                *(_of_customer(name, own) for name, own in sorted(self.customer.items())),
            ),
            **{name: getattr(self, name) for name in Thresholds.model_fields},
        )


def _with_currency(currency: str, own: CurrencyLimits) -> SomeLimits:
    return SomeLimits(
        tolerance=None if own.tolerance is None else {currency: own.tolerance},
        tolerance_share=own.tolerance_share,
        bank_fees=None if own.bank_fees is None else {currency: own.bank_fees},
        discount_grace_days=own.discount_grace_days,
        oldest_first=own.oldest_first,
    )


def _of_customer(key: str, own: SomeLimits) -> Override:
    entity, customer_id = key.split("/", 1)
    return Override(entity=entity, customer_id=customer_id, limits=own)
