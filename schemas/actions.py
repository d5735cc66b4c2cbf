"""What a person may do with an exception: one list for the workbook's dropdowns, its live check and the way back."""

from typing import Final, NamedTuple

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
    sign: int = 1  # 1: for money that came in; -1: for money the bank took back; 0: for both
    needs_payer: bool = False  # where nobody is known, Apply to names the customer
    gives_up: int = 0  # what counts against a person's limit: 1 the payment, 2 the rest of what is settled


_WHO: Final = "Where nobody is known, Apply to names the customer."
ACTIONS: Final = (
    Action("accept suggestion 1", "Applies the best suggestion as the sheet Candidates shows it.", SUGGESTION),
    Action("accept suggestion 2", "Applies the second suggestion.", SUGGESTION),
    Action("accept suggestion 3", "Applies the third suggestion.", SUGGESTION),
    Action("apply to list", "Pays the items you list in full. For other amounts use the sheet Allocations.",
           LISTED, "item numbers, parted by ;"),
    Action("apply oldest first", f"Pays the customer's items by due date until the money is used up. {_WHO}",
           WHOLE, needs_payer=True),
    Action("partial", "Pays part of the item; the item stays open for the rest.", SETTLED, "the item number"),
    Action("residual", "Closes the item and opens a new one for the rest.", SETTLED, "the item number"),
    Action("on account", f"Keeps the money as the customer's credit, on purpose. {_WHO}", WHOLE, needs_payer=True),
    Action("leave unapplied", f"Leaves the money with the customer, unapplied. {_WHO}", NOTHING, needs_payer=True),
    Action("assign customer", "Says who paid; the next run matches it. Learn alias: yes remembers the payer.",
           NOTHING, "the customer's id"),
    Action("split over customers", "Spreads the payment over the lines you enter on the sheet Allocations.", SPLIT),
    Action("write off", "Closes a small rest: of the item in Apply to, or of the payment when it is empty.",
           SETTLED, needs_reason=True, gives_up=2),
    Action("take discount", "Closes the item; what is missing is granted as discount.", SETTLED, "the item number"),
    Action("deduction", "Closes the item and opens a deduction, under its reason code, for what was withheld.",
           SETTLED, "the item number", needs_reason=True),
    Action("bank fee", "Closes the item; what is missing was kept by a bank.", SETTLED, "the item number", gives_up=2),
    Action("refund", "Sends the money back to the payer.", WHOLE, gives_up=1),
    Action("reverse / NSF", "Ties money taken back by the bank to its receipt and opens its items again.",
           WHOLE, "the bank's reference of the receipt", sign=-1),
    Action("not AR", "Posts the money to another account: it pays no item of ours.",
           WHOLE, "the GL account", sign=0, gives_up=1),
    Action("request remittance", "Notes that you asked the payer what the money is for.", NOTHING, sign=0),
    Action("hold", "Keeps the row as it is; no run touches it until it is answered otherwise.", NOTHING, sign=0),
    Action("reject suggestion", "The suggestions are wrong; they are not offered again.", NOTHING, sign=0),
)  # fmt: skip

LEARN: Final = ("yes", "no")
