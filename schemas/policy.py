"""Every threshold and tolerance by name. A run's policy is frozen; its sha256 stands with the run."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Money = dict[str, Decimal]  # currency -> amount
Moneys = dict[str, list[Decimal]]
Share = Annotated[float, Field(ge=0, le=1)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Limits(_Frozen):
    """What may be set for all, per currency, entity or customer; the closest setting wins."""

    tolerance: Money = {c: Decimal("1.00") for c in ("USD", "EUR", "GBP", "CHF")}
    tolerance_share: Share = 0.005  # the lower of the two counts
    bank_fees: Moneys = {}  # what a bank is known to keep from a receipt, exactly
    discount_grace_days: int = Field(default=3, ge=0, le=90)
    oldest_first: bool = False


class Confidence(_Frozen):
    """Probability that a rule's whole allocation is right. Fixed figures: not calibrated yet."""

    is_calibrated: bool = False
    advice: Share = 0.995
    reference_exact: Share = 0.995
    reference_discount: Share = 0.99
    reference_credits: Share = 0.985
    reference_fee: Share = 0.98
    reference_tolerance: Share = 0.985
    payer_amount: Share = 0.97


class Policy(_Frozen):
    """The whole policy: limits and their overrides, and what is the same for everybody."""

    limits: Limits = Limits()
    overrides: tuple["Override", ...] = ()  # in rising strength: currency, entity, customer
    confidence: Confidence = Confidence()
    auto_apply_threshold: Share = 0.95
    closed_item_days: int = Field(default=90, ge=0)
    duplicate_days: int = Field(default=7, ge=0)
    name_score: Share = 0.90
    name_margin: Share = 0.06
    reference_digits: int = Field(default=4, ge=3)  # shortest number that counts as a reference
    range_limit: int = Field(default=50, ge=2)  # longest `40510-40560` that is read as a list
    learn_min_receipts: int = Field(default=2, ge=1)
    candidate_count: int = Field(default=3, ge=1, le=10)
    snapshot_drop_limit: Share = 0.30
    snapshot_max_age_days: int = Field(default=3, ge=0)


class Override(_Frozen):
    """Some limits for one currency, entity or customer (`entity/customer_id`)."""

    currency: str | None = None
    entity: str | None = None
    customer_id: str | None = None
    values: dict[str, object]  # names and values of Limits, checked when settings are read
