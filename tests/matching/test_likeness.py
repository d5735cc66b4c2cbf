"""How alike two names are: one slip is little, another word is much."""

import polars as pl
import pytest

from matching.likeness import score
from matching.names import normal


def alike(left, right):
    names = pl.DataFrame({"left": [left], "right": [right]}).select(normal(pl.all()))
    return score(names["left"], names["right"]).item()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Appel Inc.", "Apple Inc."),
        ("Fjord Motor Company", "Ford Motor Company"),
        ("Soth Borealis Pumpen", "South Borealis Pumpen"),
        ("Invidia Corporation", "NVIDIA Corporation"),
        ("Good Will Company", "Goodwill Company"),
        ("PUMPEN, BOREALIS", "Borealis Pumpen AG"),
    ],
)
def test_one_slip_blanks_and_order_make_no_other_name(left, right):
    assert alike(left, right) >= 0.9


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Bank of Armenia", "Bank of America"),
        ("Government of Estonia", "Government of Ethiopia"),
        ("Borealis Solutions Spain", "Borealis Solutions Netherlands"),
        ("North Borealis Pumpen", "South Borealis Pumpen"),
        ("BWI Industries", "BAE Industries"),
        ("Borealis Bank Trust", "Borealis Bank"),
        ("Borealis Pumpen II GmbH", "Borealis Pumpen GmbH"),
        ("Borealis Pumpen 2", "Borealis Pumpen 3"),
    ],
)
def test_another_word_makes_another_name_however_many_they_share(left, right):
    assert alike(left, right) < 0.8


def test_the_margin_to_a_neighbour_is_wider_than_to_a_slip():
    assert alike("Soth Borealis", "South Borealis") - alike("Soth Borealis", "North Borealis") > 0.2


def test_a_long_name_counts_as_far_as_it_was_not_cut_off():
    whole, cut = "Nordwestdeutsche Klimatechnik Anlagenbau", "Nordwestdeutsche Klimatechnik Anla"
    assert alike(cut, whole) == 1 and alike("Nordwest", whole) < 0.7


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Siemens Aktiengesellschaft", "Siemens AG"),
        ("Stripe Limited Liability Company", "Stripe LLC"),
        ("The World Bank", "World Bank"),
        ("ООО “Дако”", "Дако"),
        ("First Bank Int’l", "First Bank International"),
    ],
)
def test_legal_forms_written_out_articles_and_marks_say_nothing(left, right):
    assert alike(left, right) == 1


def test_names_in_another_script_are_compared_as_they_stand():
    assert alike("СБ Дако", "СБ Банк") < 0.9 and alike("中村商事", "中村商事 KK") == 1


def test_the_order_of_the_pair_says_nothing():
    left, right = pl.Series(["BOREALIS PUMPEN NORD", "ALPHA"]), pl.Series(["BOREALIS PUMPE", "ALPHA TOOLS EUROPE"])
    assert score(left, right).equals(score(right, left))


def test_no_pairs_are_no_scores():
    none = pl.Series([], dtype=pl.String)
    assert score(none, none).len() == 0
