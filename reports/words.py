"""The words of the workbook: what may be done with an exception, what each type means, reason codes.

Plain data. The workbook's lists, its Guide and the live check of a row are all made from it, and so is the
way back: a cleared row is read by the same words.
"""

from typing import Final, NamedTuple

from schemas.reason_codes import REASONS

# What an answer places of the payment; the live check of a row goes by it.
SUGGESTION: Final = 1  # what the suggestion places, less the write-off
LISTED: Final = 2  # the open amounts of the items listed, less the write-off
WHOLE: Final = 3  # all that is left of the payment
SETTLED: Final = 4  # the items listed, at most the payment; the action says what the rest of them is
NOTHING: Final = 5  # posts nothing
SPLIT: Final = 6  # the payment's lines on the sheet Allocations


class Action(NamedTuple):
    """One answer: its word, what it does, and which cells it cannot do without."""

    name: str
    does: str
    places: int
    apply_to: str = ""  # what must stand in Apply to
    needs_reason: bool = False


ACTIONS: Final = (
    Action("accept suggestion 1", "Applies the best suggestion as the sheet Candidates shows it.", SUGGESTION),
    Action("accept suggestion 2", "Applies the second suggestion.", SUGGESTION),
    Action("accept suggestion 3", "Applies the third suggestion.", SUGGESTION),
    Action("apply to list", "Pays the items you list in full. For other amounts use the sheet Allocations.",
           LISTED, "item numbers, parted by ;"),
    Action("apply oldest first", "Pays the customer's items by due date until the money is used up.", WHOLE),
    Action("partial", "Pays part of the item; the item stays open for the rest.", SETTLED, "the item number"),
    Action("residual", "Closes the item and opens a new one for the rest.", SETTLED, "the item number"),
    Action("on account", "Keeps the money as the customer's credit, on purpose.", WHOLE),
    Action("leave unapplied", "Leaves the money with the customer, unapplied, and asks no more today.", NOTHING),
    Action("assign customer", "Says who paid; the next run matches it. Learn alias: yes remembers the payer.",
           NOTHING, "the customer's id"),
    Action("split over customers", "Spreads the payment over the lines you enter on the sheet Allocations.", SPLIT),
    Action("write off", "Closes a small rest: of the item in Apply to, or of the payment when it is empty.",
           SETTLED, needs_reason=True),
    Action("take discount", "Closes the item; what is missing is granted as discount.", SETTLED, "the item number"),
    Action("deduction", "Closes the item and opens a deduction, under its reason code, for what was withheld.",
           SETTLED, "the item number", needs_reason=True),
    Action("bank fee", "Closes the item; what is missing was kept by a bank.", SETTLED, "the item number"),
    Action("refund", "Sends the money back to the payer.", WHOLE),
    Action("reverse / NSF", "Ties money taken back by the bank to its receipt and opens its items again.",
           WHOLE, "the bank's reference of the receipt"),
    Action("not AR", "Posts the money to another account: it pays no item of ours.", WHOLE, "the GL account"),
    Action("request remittance", "Notes that you asked the payer what the money is for.", NOTHING),
    Action("hold", "Keeps the row as it is; no run touches it until you release it.", NOTHING),
    Action("reject suggestion", "The suggestions are wrong; they are not offered again.", NOTHING),
)  # fmt: skip

LEARN: Final = ("yes", "no")


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
