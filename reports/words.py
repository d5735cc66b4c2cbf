"""The words of the workbook: what each exception type means, reason codes, bands of age. Plain data."""

from typing import Final, NamedTuple

from schemas.reason_codes import REASONS


class Meaning(NamedTuple):
    """What an exception type says, and the first thing to try."""

    says: str
    try_first: str


TYPES: Final = {
    "INPUT_INVALID": Meaning("A file or a line of it could not be taken.", "See Rejected input; ask for it again."),
    "DUPLICATE_SUSPECT": Meaning("The same payer sent the same amount before.", "Paid twice? on account or refund."),
    "RETURN_REVERSAL": Meaning("The bank took money back.", "reverse / NSF, with the receipt's bank reference."),
    "NON_AR": Meaning("The line looks like no customer payment.", "not AR, with the GL account."),
    "UNIDENTIFIED_PAYER": Meaning("Nobody is known under this name or account.", "assign customer; learn the alias."),
    "AMBIGUOUS_PAYER": Meaning("Several customers fit the payer's name.", "assign customer: choose one of them."),
    "NO_OPEN_ITEMS": Meaning("The customer owes nothing in this currency.", "on account, or ask what it is for."),
    "REFERENCE_CLOSED": Meaning("The invoice the payer names is already paid.", "Paid twice? on account or refund."),
    "REFERENCE_NOT_FOUND": Meaning("A number looks like ours, but no item has it.", "apply to list, or ask the payer."),
    "REFERENCE_OTHER_CUSTOMER": Meaning("The named item is another customer's.", "Check who owes it; apply to list."),
    "REMITTANCE_TOTAL_MISMATCH": Meaning("The advice does not add up to the payment.", "apply to list what is right."),
    "SHORT_PAY_REVIEW": Meaning("Less was paid than is open.", "deduction with code, partial, or write off."),
    "SHORT_PAY_OUT": Meaning("Far less was paid than is open.", "partial, or deduction with code."),
    "OVERPAY": Meaning("More was paid than is open.", "accept suggestion 1; the rest on account or refund."),
    "DISCOUNT_LATE": Meaning("The discount was taken after its date.", "take discount to grant it, else partial."),
    "DEDUCTION_UNCODED": Meaning("The payer withheld money and gave no reason we know.", "deduction with reason code."),
    "AMBIGUOUS_AMOUNT": Meaning("Several items have this amount.", "Compare the suggestions; accept one."),
    "AMBIGUOUS_COMBINATION": Meaning("Several sets of items give this amount.", "Compare the suggestions; accept one."),
    "FX_DIFF": Meaning("The payment and the item are in different currencies.", "apply to list, with the rate agreed."),
    "DISPUTED_ITEM": Meaning("The payment names an item in dispute.", "Settle the dispute, then apply to list."),
    "PERIOD_LOCKED": Meaning("The posting falls into a closed period.", "Ask the controller, or hold."),
    "LIMIT_EXCEEDED": Meaning("The difference is above what may be posted by itself.", "Check it; needs approval."),
    "REMITTANCE_WITHOUT_PAYMENT": Meaning("An advice came, but no money yet.", "Wait for the money, or hold."),
}  # fmt: skip

REASON_CODES: Final = tuple(REASONS.items())

AGE_BANDS: Final = ((0, "today"), (1, "1 to 7 days"), (8, "8 to 30 days"), (31, "31 to 60 days"),
                    (61, "61 to 90 days"), (91, "over 90 days"))  # fmt: skip
