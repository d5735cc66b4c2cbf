"""The rules, strongest evidence first. A rule is one file: a sentence and `propose`; conflicts are not its business."""

from collections.abc import Callable
from typing import NamedTuple

import polars as pl

from matching.evidence import Evidence
from matching.rules import (
    account,
    advice,
    advice_in_part,
    combination,
    discounts,
    good_references,
    mistyped,
    mistyped_parts,
    mistyped_set,
    oldest_first,
    part,
    payer_amount,
    readings,
    reference,
    several_advices,
    shared_advice,
    similar,
)
from schemas.policy import Policy


class Rule(NamedTuple):
    """What a rule proposes, and which kinds of evidence it stands on."""

    propose: Callable[[Evidence, Policy], pl.DataFrame]
    kinds: frozenset[str]

    @property
    def is_by_amount(self) -> bool:
        """It names no item by a reference, so a reference to another item overrules it."""
        return not self.kinds & {"reference", "advice"}


WATERFALL = {
    "advice": Rule(advice.propose, frozenset({"advice", "payer", "amount"})),
    "several_advices": Rule(several_advices.propose, frozenset({"advice", "payer", "amount"})),
    "shared_advice": Rule(shared_advice.propose, frozenset({"advice", "payer", "amount"})),
    "reference": Rule(reference.propose, frozenset({"reference", "amount"})),
    "discounts": Rule(discounts.propose, frozenset({"reference", "amount"})),
    "readings": Rule(readings.propose, frozenset({"reference", "amount"})),
    "mistyped": Rule(mistyped.propose, frozenset({"reference", "payer", "amount"})),
    "mistyped_set": Rule(mistyped_set.propose, frozenset({"reference", "payer", "amount"})),
    "part": Rule(part.propose, frozenset({"reference"})),
    "mistyped_parts": Rule(mistyped_parts.propose, frozenset({"reference", "payer", "amount"})),
    "advice_in_part": Rule(advice_in_part.propose, frozenset({"advice", "payer"})),
    "good_references": Rule(good_references.propose, frozenset({"reference", "payer"})),
    "payer_amount": Rule(payer_amount.propose, frozenset({"payer", "amount"})),
    "account": Rule(account.propose, frozenset({"payer", "amount"})),
    "combination": Rule(combination.propose, frozenset({"payer", "amount"})),
    "similar": Rule(similar.propose, frozenset({"payer name", "amount"})),
    "oldest_first": Rule(oldest_first.propose, frozenset({"payer", "age"})),
}
