"""The cases of the truth, in the order they are drawn: those that need rare stock come first."""

from collections.abc import Callable

from benchmarks.worlds import cases_advised, cases_mixed, cases_odd, cases_plain, cases_short
from benchmarks.worlds.desk import Desk
from benchmarks.worlds.shapes import Draft

CASES: dict[str, Callable[[Desk], Draft | list[Draft] | None]] = {
    "clear_account": cases_plain.clear_account,
    "statement_month": cases_plain.statement_month,
    "tie": cases_odd.tie,
    "decoy_equal_amounts": cases_odd.decoy_equal_amounts,
    "instalment": cases_short.instalment,
    "combination": cases_plain.combination,
    "credit_netted": cases_short.credit_netted,
    "credit_unnamed": cases_short.credit_unnamed,
    "advised_with_credit": cases_advised.advised_with_credit,
    "consecutive_references": cases_plain.consecutive_references,
    "one_bad_reference": cases_mixed.one_bad_reference,
    "advised_bad_line": cases_mixed.advised_bad_line,
    "shared_advice": cases_mixed.shared_advice,
    "disputed_item": cases_odd.disputed_item,
    "duplicate_payment": cases_odd.duplicate_payment,
    "discount_late": cases_short.discount_late,
    "discount_earned": cases_plain.discount_earned,
    "parent_pays": cases_plain.parent_pays,
    "payment_centre": cases_plain.payment_centre,
    "short_pay_coded": cases_short.short_pay_coded,
    "short_pay_uncoded": cases_short.short_pay_uncoded,
    "bank_fee": cases_short.bank_fee,
    "small_difference": cases_short.small_difference,
    "overpayment": cases_short.overpayment,
    "partial": cases_short.partial,
    "partial_unmarked": cases_short.partial_unmarked,
    "several_receipts": cases_short.several_receipts,
    "several_advices": cases_advised.several_advices,
    "advised": cases_advised.advised,
    "several_references": cases_plain.several_references,
    "no_reference": cases_plain.no_reference,
    "third_party": cases_odd.third_party,
    "other_customers_number": cases_odd.other_customers_number,
    "decoy_order_number": cases_odd.decoy_order_number,
    "decoy_other_number": cases_odd.decoy_other_number,
    "unknown_payer_fitting": cases_odd.unknown_payer_fitting,
    "unknown_payer": cases_odd.unknown_payer,
    "prepayment": cases_odd.prepayment,
    "nsf_return": cases_odd.nsf_return,
    "bank_charge": cases_odd.bank_charge,
    "interest": cases_odd.interest,
    "own_transfer": cases_odd.own_transfer,
    "exact_reference": cases_plain.exact_reference,
}
