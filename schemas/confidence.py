"""How often each gate of each rule was right: counted on labelled worlds, reviewed, and kept here as data.

Made by `python -m benchmarks.calibrate` on 120 hard worlds of 1,000 receipts (seeds 1000 to 1119); judged on others
(docs/benchmark.md). Two gates those worlds hardly reach, mistyped_set and mistyped_parts, are counted on others'
labelled payments as well (DataManagementLab, llmeval-enterprise-challenges). Right means every item and
amount of the receipt.
"""

from typing import Final

# gate: (right, tried)
COUNTED: Final[dict[str, tuple[int, int]]] = {
    "advice": (12321, 12323),
    "reference_exact": (33388, 33388),
    "reference_discount": (13445, 13445),
    "reference_credits": (2159, 2159),
    "reference_fee": (2278, 2278),
    "reference_tolerance": (1559, 1559),
    "readings": (1524, 1525),
    "readings_several": (1, 1),
    "mistyped": (1580, 1581),
    "mistyped_common": (27, 193),
    "mistyped_set": (328, 328),
    "part": (1565, 1565),
    "parts": (3066, 3066),
    "mistyped_parts": (1191, 1191),
    "shared_advice": (1356, 1356),
    "advice_in_part": (714, 714),
    "good_references": (167, 169),
    "good_references_just": (500, 501),
    "payer_amount": (11617, 11618),
    "payer_amount_despite": (631, 632),
    "payer_amount_unresolved": (172, 310),
    "account": (4302, 4303),
    "account_unresolved": (298, 307),
    "combination": (1536, 1541),
    "similar": (39, 39),
}


def probability(gate: str) -> float:
    """Mean of the posterior under Jeffreys' prior, Beta(1/2, 1/2), cut to three decimals: (right + 1/2) / (tried + 1).

    >>> probability("mistyped_common"), probability("similar")
    (0.141, 0.987)
    """
    right, tried = COUNTED[gate]
    return (2 * right + 1) * 1000 // (2 * tried + 2) / 1000
