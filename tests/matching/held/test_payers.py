"""Why a receipt waits: who paid it."""

from tests.matching.builders import BETA, customer
from tests.matching.held.asked import told


def test_nobody_is_known_by_account_or_name():
    assert told(7, payer="Quite Another") == (
        "UNIDENTIFIED_PAYER",
        "No customer has this account, and none is named like 'Quite Another' "
        "(a score of 0.9 and a margin of 0.06 are asked for)",
    )
    assert "named like 'nobody'" in told(7)[1]


def test_the_payer_may_be_one_of_several():
    similar = [customer("A", "Borealis Pumpen Nord"), customer("B", "Borealis Pumpen Nort")]
    kind, sentence = told(7, payer="Borealis Pumpen Norr", customers=similar)
    assert kind == "AMBIGUOUS_PAYER" and sentence.startswith(
        "The name 'Borealis Pumpen Norr' is most like that of A, B, with a score of 0.9"
    )
    shared = [customer("A", "Alpha", aliases="Pay Centre"), customer("B", "Borealis", aliases="Pay Centre")]
    assert told(7, payer="PAY CENTRE", customers=shared) == (
        "AMBIGUOUS_PAYER",
        "This alias is that of 2 customers: A, B",
    )
    apart = [customer("A", "Alpha Tools", bank_accounts="4711"), BETA]
    assert told(7, payer="Borealis Pumpen", customers=apart, payer_account="4711") == (
        "AMBIGUOUS_PAYER",
        "The account is that of A, the name 'Borealis Pumpen' is that of another customer",
    )


def test_a_known_payer_owes_nothing_here():
    assert told(7, payer="Borealis Pumpen") == ("NO_OPEN_ITEMS", "Customer B and its family have nothing open in EUR")


def test_more_than_all_that_is_owed():
    assert told(50200, None, "Alpha Tools") == (
        "OVERPAY",
        "Customer A and its family owe 500.00 EUR in all, less than was paid, and no reference says what for",
    )


def test_nothing_at_all_fits():
    assert told(7, None, "Alpha Tools") == (
        "AMBIGUOUS_COMBINATION",
        "No reference is of use, and none of the 1 open items of A alone has this amount",
    )
