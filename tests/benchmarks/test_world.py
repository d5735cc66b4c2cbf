import random
from datetime import date
from pathlib import Path

import pytest

from benchmarks import world
from benchmarks.worlds import cites, names
from benchmarks.worlds.accounts import account_of, creditor_reference, iban
from benchmarks.worlds.cases import CASES
from benchmarks.worlds.desk import Desk
from benchmarks.worlds.profiles import HARD_CASES, PLAIN_NAMINGS, PLAIN_WRITINGS, SAMPLE_CASES
from benchmarks.worlds.shapes import Customer, Item

SAMPLE = Path(world.__file__).parent.parent / "data" / "sample"


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def written(folder: Path, seed: int, profile: str) -> dict[str, bytes]:
    day = world.make(seed, 80, profile=profile)
    world.write(day, folder / "inbox")
    world.write_truth(day, folder / "truth.csv")
    return files(folder)


@pytest.mark.parametrize("profile", ["sample", "hard", "speed"])
def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_ones(tmp_path, profile):
    first, again, other = (written(tmp_path / name, seed, profile) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    assert first == again
    assert all(first[name] != other[name] for name in first.keys() & other.keys())


def test_the_sample_day_is_what_the_generator_makes(tmp_path):
    world.write_sample(tmp_path)
    made = files(tmp_path)
    assert len(made) == 11 and made == {name: data for name, data in files(SAMPLE).items() if name != "tieout.toml"}


def test_the_sample_day_has_every_case_every_way_to_write_and_every_way_to_spell_a_payer():
    truth = world.make(world.SAMPLE_SEED, world.SAMPLE_RECEIPTS, world.SAMPLE_ITEMS).truth
    assert truth["bank_reference"].n_unique() == 150
    assert set(truth["case"]) == set(SAMPLE_CASES)
    assert set(truth["writing"]) == {*PLAIN_WRITINGS, "range", "missing", "advice", "other"}
    assert set(truth["naming"]) == {*PLAIN_NAMINGS, "parent", "centre", "third_party", "unknown", "bank"}


def test_a_hard_day_spells_payers_in_ways_the_sample_does_not():
    day = world.make(11, 300, profile="hard")
    assert {"typo", "turned", "glued"} <= set(day.truth["naming"])
    assert not set(day.customers["name"]) & set(world.make(11, 300).customers["name"])


def test_the_registry_names_every_case_of_every_profile():
    assert set(CASES) == set(HARD_CASES) == set(SAMPLE_CASES) | (set(HARD_CASES) - set(SAMPLE_CASES))


def test_a_day_has_exactly_the_receipts_asked_for():
    assert [len(world.make(4, count, profile="sample").bank) for count in (1, 7, 151)] == [1, 7, 151]


@pytest.mark.parametrize("profile", ["sample", "speed"])
def test_too_few_items_are_refused_in_plain_words(profile):
    with pytest.raises(ValueError, match="200 receipts need more open items than this world has; give more items"):
        world.make(1, 200, items=30, profile=profile)


def test_the_date_asked_for_is_the_date_of_the_day():
    day = world.make(1, 40, as_of=date(2027, 2, 1))
    assert set(day.bank["booking_date"]) == set(day.open_items["snapshot_date"]) == {date(2027, 2, 1)}


def test_account_numbers_have_right_check_digits():
    dice = random.Random(1)
    made = [account_of(country, dice) for country in ("DE", "FR", "NL") for _ in range(20)]
    rearranged = [int("".join(str(int(letter, 36)) for letter in one[4:] + one[:4])) for one in made]
    assert {number % 97 for number in rearranged} == {1}
    assert iban("DE", "37040044", "0532013000") == "DE89370400440532013000"
    assert creditor_reference("539007547034") == "RF18539007547034"


@pytest.fixture
def invoices() -> list[Item]:
    payer, day = Customer("US01", "100231", "Foo Ltd", "US", 30), date(2026, 9, 1)
    return [Item(payer, "invoice", f"INV-00407{n}", int(f"407{n}"), day, day, 100, 100) for n in (10, 11, 12)]


@pytest.mark.parametrize(
    ("writing", "text"),
    [
        ("lower_case", "inv-0040710"),
        ("no_zeros", "40710"),
        ("digits_only", "0040710"),
        ("customer_number", "100231"),
    ],
)
def test_one_number_as_payers_write_it(writing, text, invoices):
    pen = cites.Pen("US", False, frozenset(), random.Random(2))
    assert cites.WRITINGS[writing](invoices[:1], pen).split()[-1] == text


def test_ranges_and_tails_name_every_number_between(invoices):
    pen = cites.Pen("US", False, frozenset(), random.Random(2))
    assert cites.WRITINGS["tails"](invoices, pen).endswith("40710/11/12")
    assert cites.WRITINGS["range"](invoices, pen).replace(" ", "").endswith(("40710-40712", "40710..40712"))
    assert cites.NEEDS["range"](invoices) and not cites.NEEDS["range"]([invoices[0], invoices[2]])


def test_a_wrong_digit_never_makes_a_number_that_exists():
    known = frozenset(f"INV-{n:07d}" for n in range(40000, 41000))
    wrong = [cites.one_digit_wrong("INV-0040510", known, random.Random(seed)) for seed in range(50)]
    assert not known & set(wrong)
    assert all(sum(a != b for a, b in zip(one, "INV-0040510", strict=True)) == 1 for one in wrong)


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("capitals", "MUELLER & SOEHNE WERKZEUGE GMBH & CO. KG"),
        ("cut_35", "MUELLER & SOEHNE WERKZEUGE GMBH & C"),
        ("no_legal_form", "MUELLER & SOEHNE WERKZEUGE"),
        ("folded", "Mueller & Soehne Werkzeuge GmbH & Co. KG"),
        ("other_and", "Müller AND Söhne Werkzeuge GmbH & Co. KG"),
        ("turned", "& SOEHNE WERKZEUGE, MUELLER"),
        ("glued", "MUELLER&SOEHNEWERKZEUGE"),
        ("as_is", "Müller & Söhne Werkzeuge GmbH & Co. KG"),
    ],
)
def test_one_payer_as_banks_spell_it(style, text):
    assert names.spelled(style, "Müller & Söhne Werkzeuge GmbH & Co. KG", "DE", random.Random(1)) == text


def test_a_sum_that_two_sets_of_items_give_is_not_the_only_one():
    """With 100, 200, 450, 50 and 100 owed, 700 is 450+200+50 but also 450+100+50+100."""
    payer, day = Customer("US01", "1", "Foo", "US", 30), date(2026, 9, 1)
    payer.items = [Item(payer, "invoice", str(n), n, day, day, m, m) for n, m in enumerate((100, 200, 450, 50, 100))]
    desk = Desk(world.make(1, 1).entities[0], [payer], {id(payer): [payer]}, day, random.Random(1))
    assert not desk.is_only_sum(payer, 700)
    assert desk.is_only_sum(payer, 900) and not desk.is_only_sum(payer, 1)


def test_the_command_writes_inbox_truth_and_settings(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "sys.argv", ["world", "--seed", "9", "--receipts", "20", "--formats", "csv", "--out", str(tmp_path)]
    )
    world.main()
    assert {path.name for path in tmp_path.iterdir()} == {"inbox", "truth.csv", "tieout.toml"}
    assert '"4410023987" = "US01"' in (tmp_path / "tieout.toml").read_text()
