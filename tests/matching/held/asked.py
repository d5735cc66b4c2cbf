"""One receipt and why it waits: the exception type and its sentence."""

from tests.matching.builders import ALPHA, BETA, advice, decided, item, receipt, state, why

ONE = item("40510", 50000)


def told(amount, memo=None, payer=None, items=(ONE,), customers=(ALPHA, BETA), advices=(), **columns):
    return why(decided(state([receipt(amount, memo, payer, **columns)], items, customers, advices)))


def advised(amount, *lines, items=(ONE,)):
    return told(
        amount, "E2E778899", items=items, advices=[advice("RA1", amount, *lines, payment_reference="E2E778899")]
    )
