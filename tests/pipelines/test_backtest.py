"""Past runs decided again: the same policy flips nothing, another one only what it is about."""

from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest

from pipelines import apply, backtest, ledger
from pipelines.job import Job
from schemas.policy import Limits, Policy
from schemas.settings import Settings
from tests.pipelines.command import tieout
from tests.pipelines.ledger.books import items, line, load, run, statement, writing

MONDAY, TUESDAY = date(2026, 10, 12), date(2026, 10, 13)
LISTED = [("40510", 10000), ("40511", 20000), ("40512", 30000), ("40513", 50000)]


def policy(tolerance, **more):
    return Policy(limits=Limits(tolerance={"USD": Decimal(tolerance)}, tolerance_share=Decimal(1)), **more)


def a_day(path, name, as_of, lines, listed):
    """Ingest and apply, as a run does them: two writings of one run."""
    with writing(path, name, as_of) as books:
        load(books, statement([row | {"booking_date": as_of} for row in lines], f"bank/{name}.csv", on=as_of))
        ledger.load_open_items(books, items(*listed, on=as_of, file=f"open_items/{name}.csv"), 1.0)
    apply.run(Job(path.parent, path, path.parent, run(name, as_of), Settings(policy=policy("0.50"))))


@pytest.fixture(scope="module")
def past(tmp_path_factory):
    """Monday: one exact, one short by 0.40 and written off, one short by 5.00 and held. Tuesday: one exact."""
    path = tmp_path_factory.mktemp("past") / "ledger.duckdb"
    monday = [line("B1", 10000, memo="40510"), line("B2", 19960, memo="40511"), line("B3", 29500, memo="40512")]
    a_day(path, "monday", MONDAY, monday, LISTED)
    a_day(path, "tuesday", TUESDAY, [line("B4", 50000, memo="40513")], LISTED[2:])
    return path


def flips(past, tried, since=MONDAY):
    done = backtest.run(past, since, tried)
    return done.flips.select("as_of", "bank_reference", "kind", "rule", "cash_minor").rows()


def test_the_same_policy_flips_nothing(past):
    done = backtest.run(past, MONDAY, policy("0.50"))
    assert (done.runs, done.receipts, done.flips.height) == (2, 4, 0)


def test_a_lower_tolerance_flips_exactly_the_case_of_tolerance(past):
    assert flips(past, policy("0.10")) == [(MONDAY, "B2", "applied -> held", "reference", 19960)]


def test_a_receipt_that_waited_for_days_flips_once_in_the_first_run(past):
    assert flips(past, policy("5.00")) == [(MONDAY, "B3", "held -> applied", "reference", 29500)]


def test_a_run_is_judged_on_what_was_known_then_and_only_from_the_day_asked_for(past):
    """On Tuesday 40512 still waits for its receipt; Monday's receipts are settled and not asked about again."""
    assert flips(past, policy("5.00"), TUESDAY) == [(TUESDAY, "B3", "held -> applied", "reference", 29500)]
    assert backtest.run(past, TUESDAY, policy("0.10")).receipts == 2
    assert backtest.run(past, date(2026, 10, 14), policy("0.10")).runs == 0


def test_counts_and_cash_stand_by_kind_rule_and_currency(past):
    done = backtest.plain(backtest.run(past, MONDAY, policy("0.10")))
    assert done["summary"] == [
        {"kind": "applied -> held", "rule": "reference", "currency": "USD", "receipts": 1, "cash": "199.60"}
    ]


def test_the_command_tells_every_flip_and_leaves_the_ledger_as_it_was(past, tmp_path):
    tried = tmp_path / "tried.toml"
    tried.write_text('[policy]\ntolerance_share = 1\n[policy.tolerance]\nUSD = "0.10"\n', "utf-8")
    stood = [sha256(file.read_bytes()).hexdigest() for file in sorted(past.parent.glob("*.duckdb"))]
    words = ("backtest", "--since", MONDAY, "--ledger", past, "--policy", tried)
    ended = tieout(*words)
    assert ended.status == 0
    assert "2 runs, 4 receipts decided again" in ended.out
    assert "2026-10-12  B2  USD 199.60  applied -> held" in ended.out
    assert "was  reference: 40511 200.00" in ended.out and "now  held" in ended.out
    assert [flip["bank_reference"] for flip in tieout(*words, "--json").json["flips"]] == ["B2"]
    assert stood == [sha256(file.read_bytes()).hexdigest() for file in sorted(past.parent.glob("*.duckdb"))]


def test_a_policy_with_an_unknown_key_is_refused(past, tmp_path):
    tried = tmp_path / "tried.toml"
    tried.write_text("[policy]\ntolerence_share = 1\n", "utf-8")
    ended = tieout("backtest", "--since", MONDAY, "--ledger", past, "--policy", tried)
    assert (ended.status, "did you mean tolerance_share?" in ended.err) == (2, True)
