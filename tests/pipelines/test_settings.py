"""tieout.toml: where it is found, what it may say, and what a wrong line is told."""

from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from pipelines import settings
from schemas.policy import Limits, SomeLimits
from schemas.settings import Settings

EVERY_SECTION = """
[bank_accounts]
"4410023987" = "US01"
"DE02 1203" = { entity = "DE01", balance_check = "none", encoding = "cp1252", gl_account = "1010" }
[run]
time_zone = "Europe/Berlin"
lock_wait_s = 2
[entities.DE01]
functional_currency = "EUR"
[gl_accounts]
ar = "1200 Receivables"
[transaction_codes]
"142" = "receipt"
"698" = { kind = "non_ar", gl_account = "bank charges" }
[reason_codes]
"01" = "PD"
[reason_codes.customer."US01/100234"]
"77" = "SS"
[csv.sap]
table = "open_items"
headings = ["Company Code", "Document Number"]
columns = { "Company Code" = "entity" }
[users.anna]
os_user = "anna.b"
may_approve = true
[calendar]
weekend = ["friday"]
holidays = [2026-12-25]
[teams.collections]
members = ["anna"]
[paths]
ledger = "books.duckdb"
"""


def read(folder: Path, text: str) -> Settings:
    path = folder / "tieout.toml"
    path.write_text(text, encoding="utf-8")
    return settings.read(path)


def message(folder: Path, text: str) -> str:
    with pytest.raises(settings.WrongSettings) as wrong:
        read(folder, text)
    return str(wrong.value).replace(str(folder) + "/", "")


def test_no_file_means_the_defaults(tmp_path):
    found = settings.read(inbox=tmp_path / "inbox", working=tmp_path)

    assert found == Settings()
    assert found.run.time_zone == "UTC" and found.run.lock_wait_s == 10
    assert found.sha256 == sha256(b"").hexdigest()


def test_the_file_named_wins_over_the_inboxs_parent_and_that_over_the_working_directory(tmp_path):
    day, working = tmp_path / "day", tmp_path / "working"
    (day / "inbox").mkdir(parents=True)
    working.mkdir()
    (working / "tieout.toml").write_text("")

    assert settings.read(None, day / "inbox", working).file == str(working / "tieout.toml")

    (day / "tieout.toml").write_text("[run]\nengine = 'local'")
    beside = settings.read(None, day / "inbox", working)
    assert beside.file == str(day / "tieout.toml") and beside.run.engine == "local"
    assert beside.sha256 == sha256(b"[run]\nengine = 'local'").hexdigest()

    assert settings.read(working / "tieout.toml", day / "inbox", working).run.engine == "auto"


def test_every_section_is_read(tmp_path):
    found = read(tmp_path, EVERY_SECTION)

    assert found.bank_accounts["4410023987"].entity == "US01"
    assert found.bank_accounts["DE02 1203"].encoding == "cp1252"
    assert found.transaction_codes["142"].kind == "receipt"
    assert found.transaction_codes["698"].gl_account == "bank charges"
    assert found.reason_codes.codes == {"01": "PD"}
    assert found.reason_codes.customer == {"US01/100234": {"77": "SS"}}
    assert found.csv["sap"].columns == {"Company Code": "entity"} and found.users["anna"].may_approve
    assert found.calendar.weekend == ("friday",) and len(found.calendar.holidays) == 1
    assert found.gl_accounts == {"ar": "1200 Receivables"} and found.paths.ledger == "books.duckdb"


def test_a_policy_keeps_the_default_tolerance_of_a_currency_it_does_not_name(tmp_path):
    policy = read(tmp_path, '[policy]\ntolerance = { USD = "2.50" }\nclosed_item_days = 30').policy

    assert policy.limits.tolerance == Limits().tolerance | {"USD": Decimal("2.50")}
    assert policy.closed_item_days == 30


def test_money_of_a_currency_section_needs_no_currency_beside_it(tmp_path):
    policy = read(tmp_path, '[policy.currency.JPY]\ntolerance = 100\nbank_fees = ["40"]').policy

    [override] = policy.overrides
    assert override.currency == "JPY"
    assert override.limits == SomeLimits(tolerance={"JPY": Decimal(100)}, bank_fees={"JPY": (Decimal(40),)})


def test_overrides_stand_in_rising_strength(tmp_path):
    policy = read(
        tmp_path,
        """
        [policy.customer."US01/100/2"]
        oldest_first = true
        [policy.entity.US01]
        discount_grace_days = 5
        [policy.currency.EUR]
        tolerance_share = 0.01
        """,
    ).policy

    assert [(one.currency, one.entity, one.customer_id) for one in policy.overrides] == [
        ("EUR", None, None),
        (None, "US01", None),
        (None, "US01", "100/2"),
    ]


def test_an_unknown_key_is_told_with_the_nearest_known_one(tmp_path):
    assert message(tmp_path, "[run]\ntime_zone = 'UTC'\nlock_wait = 3") == (
        "tieout.toml:3\n"
        "  stands:   run.lock_wait\n"
        "  expected: one of engine, lock_wait_s, time_zone\n"
        "  remedy:   did you mean lock_wait_s?"
    )


@pytest.mark.parametrize(
    ("text", "stands", "expected"),
    [
        ("[polcy]", "polcy", "did you mean policy?"),
        ("[policy]\nauto_aply_threshold = 1", "policy.auto_aply_threshold", "did you mean auto_apply_threshold?"),
        ("[policy.confidence]\nadvise = 1", "policy.confidence.advise", "did you mean advice?"),
        ("[policy.entity.US01]\ntolerence = 1", "policy.entity.US01.tolerence", "did you mean tolerance?"),
        ('[bank_accounts]\n"4410023987" = { entty = "A" }', "bank_accounts.…3987.entty", "did you mean entity?"),
        ("[users.anna]\nmayapprove = true", "users.anna.mayapprove", "did you mean may_approve?"),
        ("[paths]\nzzz = 1", "paths.zzz", "take it out"),
        ('[csv.x]\ntable = "gl"', "csv.x.headings", "add headings to [csv.x]"),
    ],
)
def test_the_nearest_key_is_found_in_every_kind_of_section(tmp_path, text, stands, expected):
    told = message(tmp_path, text)

    assert f"stands:   {stands}\n" in told and expected in told


@pytest.mark.parametrize(
    ("text", "stands", "expected"),
    [
        ('[run]\nengine = "fast"', 'run.engine = "fast"', "'auto', 'prefect' or 'local'"),
        ('[run]\ntime_zone = "Mars/X"', 'run.time_zone = "Mars/X"', "a time zone such as Europe/Berlin"),
        ('[policy]\noldest_first = "yes"', 'policy.oldest_first = "yes"', "a valid boolean"),
        ("[policy]\ntolerance_share = nan", "policy.tolerance_share = NaN", "less than or equal to 1"),
        ("[policy]\nduplicate_days = -1", "policy.duplicate_days = -1", "greater than or equal to 0"),
        ('[policy]\ntolerance = "1.00"', 'policy.tolerance = "1.00"', "a table"),
        ('[policy]\ntolerance = { USD = "one" }', 'policy.tolerance.USD = "one"', "an amount in plain decimals"),
        ('[policy]\ntolerance = { USD = "-1" }', 'policy.tolerance.USD = "-1"', "an amount of 0 or more"),
        ("[policy]\ntolerance = { USD = 1.005 }", "policy.tolerance = ", "an amount in USD with at most 2 decimals"),
        ("[policy]\ntolerance = { ZZZ = 1 }", 'policy.tolerance.ZZZ = "ZZZ"', "an ISO 4217 currency"),
        ("[policy.currency.JPY]\ntolerance = 1.5", "policy.currency = ", "an amount in JPY with at most 0 decimals"),
        ("[policy.customer.US01]\noldest_first = true", "policy.customer.US01", "entity/customer_id"),
        ('[transaction_codes]\n142 = "reciept"', "transaction_codes.142.kind", "'receipt', 'return' or 'non_ar'"),
        ('[gl_accounts]\ncash = "1000"', "gl_accounts.cash", "one of bank, ar, "),
        ("[reason_codes]\n01 = 5", "reason_codes.01 = 5", "a valid string"),
        ("[entities.X]\nfunctional_currency = 'euro'", 'entities.X.functional_currency = "euro"', "ISO 4217"),
        ("[bank_accounts]\n44 = 7", "bank_accounts.…44 = 7", "a table"),
    ],
)
def test_a_wrong_value_is_told_with_what_stands_and_what_was_expected(tmp_path, text, stands, expected):
    told = message(tmp_path, text)

    assert f"stands:   {stands}" in told and expected in told.split("expected: ")[1]


def test_all_faults_are_told_at_once_and_broken_toml_with_its_line(tmp_path):
    assert message(tmp_path, "[polcy]\n[run]\nengine = 3").count("stands:") == 2
    assert "at line 2" in message(tmp_path, "[run]\nengine = x\n")


def test_a_settings_file_that_is_not_there_or_too_large_stops_the_run(tmp_path):
    with pytest.raises(settings.WrongSettings, match="a file that can be read"):
        settings.read(tmp_path / "none.toml")
    with pytest.raises(settings.WrongSettings, match="more than 1 MB"):
        read(tmp_path, "#" * 1_000_001)
