"""Who paid: by account, alias or name, and when it is not clear."""

import polars as pl
import pytest

from matching.families import families
from schemas.decision import Payer
from schemas.frame import frame
from tests.matching.builders import customer, gathered, receipt, state

KNOWN = [
    customer("A", "Alpha Tools GmbH", bank_accounts="DE02 1203 0000 0000 2020 51;4711", aliases="AT Holding;Alpha"),
    customer("B", "Borealis Pumpen AG", bank_accounts="DE11520513735120710131"),
    customer("B2", "Borealis Nord Service", parent_id="B"),
]


def payer(customers=KNOWN, learned=(), **columns):
    """(customer, kind) of the clear payer of one receipt; (None, None) where it is not clear."""
    evidence = gathered(state([receipt(5, **columns)], customers=customers, learned=learned))
    return evidence.receipts.select("payer_customer_id", "payer_kind").row(0)


def test_the_account_tells_the_payer_however_it_is_written():
    assert payer(payer_account="de02120300000000202051") == ("A", "account")
    assert payer(payer_account="DE02 1203 0000 0000 2020 51", payer="Somebody Else") == ("A", "account")
    assert payer(payer_account="DE99", payer="Somebody Else") == (None, None)


def test_an_alias_and_the_exact_name_tell_the_payer():
    assert payer(payer="AT Holding") == ("A", "alias")
    assert payer(payer="ALPHA TOOLS") == ("A", "name")


def test_word_order_and_blanks_make_no_other_name():
    for written in ("PUMPEN, BOREALIS", "BOREALISPUMPEN", "Borealis-Pumpen AG"):
        assert payer(payer=written) == ("B", "name")


def test_a_name_as_it_stands_comes_before_the_same_words_in_another_order():
    turned = [customer("N", "Nord Borealis"), customer("B", "Borealis Nord")]
    assert payer(turned, payer="BOREALIS NORD") == ("B", "name")
    assert payer(turned, payer="NORDBOREALIS") == ("N", "name")


def test_a_similar_name_tells_the_payer_by_a_margin():
    assert payer(payer="ALPHA TOLS GMBH") == ("A", "similar name")
    assert payer(payer="Quite Another") == (None, None)


def test_an_earlier_identification_is_stronger_than_any_account():
    assert payer(customer_id="B", payer_account="4711") == ("B", "identified")
    assert payer(customer_id="B", payer_account="4711", payer="Borealis Pumpen AG") == ("B", "identified")


def test_account_and_name_of_two_families_contradict_each_other():
    assert payer(payer_account="4711", payer="Borealis Pumpen AG") == (None, None)
    assert payer(payer_account="4711", payer="AT Holding") == ("A", "account")


def test_account_and_name_of_one_family_do_not_contradict():
    assert payer(payer_account="DE11520513735120710131", payer="Borealis Nord Service") == ("B", "account")


def test_an_account_shared_by_two_families_is_not_clear():
    shared = [customer("A", "Alpha", bank_accounts="4711"), customer("B", "Borealis", bank_accounts="4711")]
    assert payer(shared, payer_account="4711") == (None, None)


def test_an_account_shared_within_a_family_is_clear():
    shared = [
        customer("P", "Parent", bank_accounts="4711"),
        customer("C", "Child", parent_id="P", bank_accounts="4711"),
    ]
    assert payer(shared, payer_account="4711")[1] == "account"


def test_an_alias_shared_by_two_families_is_not_clear_and_names_both():
    centre = [customer("A", "Alpha", aliases="Pay Centre"), customer("B", "Borealis", aliases="Pay Centre")]
    evidence = gathered(state([receipt(5, payer="PAY CENTRE")], customers=centre))
    assert evidence.receipts["payer_customer_id"].to_list() == [None]
    assert evidence.payers["customer_id"].to_list() == ["A", "B"]


def test_a_customer_of_another_entity_is_never_the_payer():
    abroad = [customer("X", "Alpha Tools GmbH", entity="US01", bank_accounts="4711", aliases="Alpha")]
    for columns in ({"payer_account": "4711"}, {"payer": "Alpha Tools GmbH"}, {"payer": "Alpha"}):
        assert payer(abroad, **columns) == (None, None)


def test_a_family_is_everybody_under_the_topmost_parent():
    parents = frame(
        Payer, [customer("G", "Grand"), customer("P", "Parent", parent_id="G"), customer("C", "Child", parent_id="P")]
    )
    assert families(parents)["family_id"].to_list() == ["DE01/G"] * 3


def test_a_parent_may_stand_in_another_entity():
    parents = frame(Payer, [customer("P", "Parent", entity="US01"), customer("C", "Child", parent_id="US01/P")])
    assert families(parents).filter(pl.col("customer_id") == "C")["family_id"].to_list() == ["US01/P"]


def test_parents_in_a_circle_end_somewhere_and_a_parent_of_itself_is_its_own_family():
    circle = frame(
        Payer, [customer("A", "A", parent_id="B"), customer("B", "B", parent_id="A"), customer("S", "S", parent_id="S")]
    )
    found = families(circle)
    assert found.height == 3 and found.filter(pl.col("customer_id") == "S")["family_id"].item() == "DE01/S"


@pytest.mark.parametrize(
    ("known", "written"),
    [
        ("South St-Oswin Trading Co. LLP", "SOUTHST-OSWINTRADINGCO."),
        ("South St-Oswin Trading Co. LLP", "SOUTHST-OSWINTRADING"),
        ("North Özdalga 24 AG", "NORTH OEZDALGA 24"),
        ("L'Hermitière et Fils SA", "VIR DE L'HERMITIERE ET FILS"),
    ],
    ids=["glued together", "glued without its legal forms", "an umlaut as two letters", "a prefix of the bank"],
)
def test_a_name_is_known_however_a_bank_writes_it(known, written):
    assert payer([customer("A", known), customer("B", "Borealis Pumpen AG")], payer=written) == ("A", "name")


def test_a_turned_name_that_is_two_customers_is_not_clear():
    twins = [customer("A", "Pumpen Nord GmbH"), customer("B", "Nord Pumpen GmbH")]
    assert payer(twins, payer="PUMPEN, NORD") == (None, None)
    assert payer(twins, payer="PUMPEN NORD") == ("A", "name")
