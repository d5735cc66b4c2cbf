"""How much mess a world has: shares of cases, of ways to write a reference, and of ways to spell a payer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """Weights; `cases` are receipts of 150, so that a sample day has exactly those and a large one the same shares."""

    cases: dict[str, int]
    writings: dict[str, float]
    namings: dict[str, float]
    noise: float
    is_strange: bool
    items_a_receipt: float


EASY_CASES = {
    "exact_reference": 90,
    "several_references": 25,
    "no_reference": 20,
    "discount_earned": 10,
    "advised": 5,
}
SAMPLE_CASES = {
    "exact_reference": 37,
    "several_references": 16,
    "consecutive_references": 6,
    "no_reference": 12,
    "combination": 3,
    "clear_account": 3,
    "statement_month": 2,
    "discount_earned": 8,
    "discount_late": 2,
    "short_pay_coded": 4,
    "short_pay_uncoded": 2,
    "bank_fee": 3,
    "small_difference": 2,
    "overpayment": 1,
    "partial": 2,
    "partial_unmarked": 1,
    "instalment": 2,
    "several_receipts": 1,
    "credit_netted": 3,
    "credit_unnamed": 1,
    "advised": 9,
    "advised_with_credit": 2,
    "several_advices": 1,
    "parent_pays": 4,
    "payment_centre": 3,
    "third_party": 1,
    "tie": 1,
    "decoy_equal_amounts": 1,
    "disputed_item": 1,
    "unknown_payer": 2,
    "prepayment": 2,
    "duplicate_payment": 2,
    "nsf_return": 2,
    "bank_charge": 3,
    "interest": 2,
    "own_transfer": 2,
}
HARD_CASES = SAMPLE_CASES | {
    "exact_reference": 14,
    "no_reference": 14,
    "several_receipts": 2,
    "partial_unmarked": 2,
    "tie": 3,
    "decoy_equal_amounts": 4,
    "decoy_order_number": 4,
    "decoy_other_number": 2,
    "other_customers_number": 2,
    "unknown_payer_fitting": 4,
    "one_bad_reference": 2,
    "advised_bad_line": 1,
    "shared_advice": 1,
}
PLAIN_WRITINGS: dict[str, float] = {
    "whole": 30,
    "prefixed": 22,
    "lower_case": 5,
    "no_zeros": 10,
    "digits_only": 10,
    "spaced": 5,
    "tails": 3,
    "cut_off": 4,
    "one_digit_wrong": 4,
    "purchase_order": 7,
    "delivery_note": 4,
    "creditor_reference": 5,
    "customer_number": 4,
}
STRANGE_WRITINGS = PLAIN_WRITINGS | {
    "whole": 18,
    "prefixed": 18,
    "spaced": 9,
    "tails": 6,
    "cut_off": 6,
    "one_digit_wrong": 6,
}
PLAIN_NAMINGS: dict[str, float] = {
    "as_is": 25,
    "capitals": 25,
    "cut_35": 15,
    "no_legal_form": 15,
    "folded": 8,
    "other_and": 5,
    "bank_prefix": 7,
    "alias": 6,
}
STRANGE_NAMINGS = PLAIN_NAMINGS | {"as_is": 10, "typo": 10, "turned": 6, "glued": 4}

PROFILES = {
    "easy": Profile(EASY_CASES, {"whole": 60, "prefixed": 40}, {"as_is": 60, "capitals": 40}, 0.1, False, 4),
    "sample": Profile(SAMPLE_CASES, PLAIN_WRITINGS, PLAIN_NAMINGS, 0.4, False, 4),
    "hard": Profile(HARD_CASES, STRANGE_WRITINGS, STRANGE_NAMINGS, 0.8, True, 4),
}
