"""How often each gate of each rule was right: counted on labelled worlds, reviewed, and kept here as data.

Made by `python -m benchmarks.calibrate` on 60 hard worlds of 1,000 receipts (seeds 1000 to 1059); judged on others
(docs/benchmark.md). Two gates those worlds hardly reach, mistyped_set and mistyped_parts, are counted on others'
labelled payments as well (DataManagementLab, llmeval-enterprise-challenges). Right means every item and
amount of the receipt.
"""

from typing import Final

# gate: (right, tried)
COUNTED: Final[dict[str, tuple[int, int]]] = {
    "advice": (6061, 6062),
    "reference_exact": (17975, 17975),
    "reference_discount": (6923, 6923),
    "reference_credits": (1084, 1084),
    "reference_fee": (1137, 1137),
    "reference_tolerance": (777, 777),
    "readings": (763, 763),
    "readings_several": (1, 1),
    "mistyped": (993, 993),
    "mistyped_common": (34, 177),
    "mistyped_set": (333, 333),
    "part": (783, 783),
    "parts": (1546, 1546),
    "mistyped_parts": (1191, 1191),
    "payer_amount": (5665, 5668),
    "payer_amount_despite": (375, 375),
    "payer_amount_unresolved": (105, 216),
    "account": (2080, 2083),
    "account_unresolved": (144, 148),
    "combination": (747, 749),
    "similar": (123, 123),
}


def probability(gate: str) -> float:
    """Mean of the posterior under Jeffreys' prior, Beta(1/2, 1/2), cut to three decimals: (right + 1/2) / (tried + 1).

    >>> probability("mistyped_common"), probability("similar")
    (0.193, 0.995)
    """
    right, tried = COUNTED[gate]
    return (2 * right + 1) * 1000 // (2 * tried + 2) / 1000
