"""How often each gate of each rule was right: counted on labelled worlds, reviewed, and kept here as data.

Made by `python -m benchmarks.calibrate` on 60 hard worlds of 1,000 receipts (seeds 1000 to 1059); judged on others
(docs/benchmark.md). Two gates those worlds hardly reach, mistyped_set and mistyped_parts, are counted on others'
labelled payments as well (DataManagementLab, llmeval-enterprise-challenges). Right means every item and
amount of the receipt.
"""

from typing import Final

# gate: (right, tried)
COUNTED: Final[dict[str, tuple[int, int]]] = {
    "advice": (6175, 6176),
    "reference_exact": (18007, 18007),
    "reference_discount": (6940, 6940),
    "reference_credits": (1085, 1085),
    "reference_fee": (1139, 1139),
    "reference_tolerance": (780, 780),
    "readings": (764, 764),
    "readings_several": (1, 1),
    "mistyped": (982, 982),
    "mistyped_common": (29, 169),
    "mistyped_set": (328, 328),
    "part": (780, 780),
    "parts": (1556, 1556),
    "mistyped_parts": (1191, 1191),
    "payer_amount": (5817, 5819),
    "payer_amount_despite": (321, 321),
    "payer_amount_unresolved": (96, 211),
    "account": (2123, 2126),
    "account_unresolved": (126, 130),
    "combination": (744, 746),
    "similar": (34, 34),
}


def probability(gate: str) -> float:
    """Mean of the posterior under Jeffreys' prior, Beta(1/2, 1/2), cut to three decimals: (right + 1/2) / (tried + 1).

    >>> probability("mistyped_common"), probability("similar")
    (0.173, 0.985)
    """
    right, tried = COUNTED[gate]
    return (2 * right + 1) * 1000 // (2 * tried + 2) / 1000
