"""Which spellings are one name, and how alike two names are."""

import polars as pl
import pytest

from matching.likeness import score
from matching.names import likely_pairs, normal
from tests.matching.builders import customer, gathered, receipt, state


def normalised(*names):
    return pl.DataFrame({"name": names}, schema={"name": pl.String}).select(normal(pl.col("name")))["name"].to_list()


def payer(written, *names):
    """The customer a receipt with this payer name is said to come from; None where it is not clear."""
    customers = [customer(name, name) for name in names]
    return gathered(state([receipt(5, payer=written)], customers=customers)).receipts["payer_customer_id"].item()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Müller & Söhne GmbH", "MULLER SOHNE"),
        ("MULLER UND SOHNE GMBH & CO. KG", "MULLER SOHNE"),
        ("Muller and Sohne", "MULLER SOHNE"),
        ("Acme Tools, Inc.", "ACME TOOLS"),
        ("THE ACME TOOLS CO LLC", "ACME TOOLS"),
        ("L'Atelier S.A.R.L.", "LATELIER"),
        ("ORIG CO NAME:ACME TOOLS", "ACME TOOLS"),
        ("BY ORDER OF: ACME TOOLS LTD", "ACME TOOLS"),
        ("ABWA+ACME TOOLS", "ACME TOOLS"),
        ("ACME TOOLS INTL MFG", "ACME TOOLS INTERNATIONAL MANUFACTURING"),
        ("Straße & Co", "STRASSE"),
        ("Bjørnholdt Łukowiak Œuvre A/S", "BJORNHOLDT LUKOWIAK OEUVRE"),
        ("GmbH", "GMBH"),
        ("--", None),
        (None, None),
    ],
)
def test_legal_forms_ands_accents_prefixes_and_short_forms_are_no_part_of_a_name(written, name):
    assert normalised(written) == [name]


def test_word_order_and_blanks_say_nothing_and_strangers_score_low():
    left = pl.Series(["ACME TOOLS", "TOOLS ACME", "ACMETOOLS", "ACME TOOLS", "ACME TOOLS"])
    right = pl.Series(["ACME TOOLS", "ACME TOOLS", "ACME TOOLS", "ACME TOOL", "BOREALIS PUMPEN"])

    same, turned, squeezed, near, other = score(left, right).to_list()

    assert (same, turned, squeezed) == (1, 1, 1)
    assert 0.9 < near < 1 and other < 0.6


def test_a_name_inside_another_is_not_that_name():
    subset = score(pl.Series(["ABC", "ABC"]), pl.Series(["ABC GERMANY", "ABC MACHINE TOOLS EUROPE"])).to_list()

    assert max(subset) < 0.9
    assert payer("ABC", "ABC Holdings Germany", "ABC Machine Tools") is None
    assert payer("ABC", "ABC Germany Logistics") is None


def test_a_name_cut_at_the_banks_35_characters_counts_as_far_as_it_goes():
    whole = "Nordwestdeutsche Klimatechnik und Anlagenbau GmbH"
    assert payer(whole.upper()[:35], whole, "Suedwestdeutsche Klimatechnik und Anlagenbau") == whole


def test_a_short_beginning_is_no_name():
    assert payer("NORD", "Nordwestdeutsche Klimatechnik und Anlagenbau GmbH") is None


def test_two_customers_that_are_about_as_like_are_no_answer():
    assert payer("Borealis Pumpe Nord", "Borealis Pumpen Nord", "Borealis Pumpen Nort") is None
    assert payer("Borealis Pumpe Nord", "Borealis Pumpen Nord", "Alpha Tools") == "Borealis Pumpen Nord"


@pytest.mark.parametrize("written", ["BOREALIS PUMPN", "BOREALIS PUMPNE", "BORAELIS PUMPEN"])
def test_one_slip_of_the_pen_is_forgiven(written):
    assert payer(written, "Borealis Pumpen AG", "Alpha Tools GmbH") == "Borealis Pumpen AG"


def test_a_slip_in_one_word_is_found_although_many_names_share_each_of_the_others():
    crowds = ("BOREALIS {}", "{} WERKE", "CENTRIFUGA {}", "{}ALIS WERKE")
    many = [crowd.format(f"N{at}") for crowd in crowds for at in range(51)]
    known = pl.DataFrame({"entity": "DE01", "name": [*many, "CENTRAL BOREALIS WERKE"]})
    asked = pl.DataFrame({"entity": "DE01", "name": ["CENTAL BOREALIS WERKE"]})
    assert likely_pairs(asked, known)["known_name"].to_list() == ["CENTRAL BOREALIS WERKE"]


def test_a_number_tells_two_names_apart():
    assert payer("HOTEL AM PARK 24", "Hotel am Park 24 GmbH", "Hotel am Park 25 GmbH") == "Hotel am Park 24 GmbH"
    assert payer("HOTEL AM PARK", "Hotel am Park 24 GmbH", "Hotel am Park 25 GmbH") is None
