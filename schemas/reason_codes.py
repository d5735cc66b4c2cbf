"""Why a payer withheld money: our reason codes, and what the codes on advices mean.

Source of the external codes: ASC X12 data element 426, adjustment reason code.
"""

REASONS = {
    "DA": "disputed",
    "DG": "damaged",
    "GR": "returned",
    "PD": "pricing",
    "SS": "short shipped",
    "UD": "undefined",
    "TX": "tax",
    "FR": "freight",
    "AD": "advertising or promotion",
    "VD": "volume discount",
}
EXTERNAL = {
    "01": "PD", "04": "DG", "06": "SS", "07": "GR", "11": "GR", "12": "GR", "13": "GR", "14": "GR", "15": "GR",
    "19": "DA", "54": "FR", "55": "TX", "56": "AD", "57": "VD", "59": "SS",
}  # fmt: skip
DEFAULTS = EXTERNAL | {code: code for code in REASONS}
