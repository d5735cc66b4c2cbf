"""Whatever happens over some days, in whatever order: the books hold, and of each day they say what they said then."""

from datetime import timedelta

import polars as pl
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipelines import ledger
from pipelines.ledger import period as months
from tests.pipelines.ledger.as_of import differing
from tests.pipelines.ledger.books import (
    DAY,
    POLICY,
    allocation,
    apply,
    broken,
    items,
    line,
    load,
    rows,
    statement,
    writing,
)

EUROS = {"US01": "EUR"}
VIEWS = ("open_items", "payments")
START = DAY.replace(day=29)  # a few days later it is the next month
NUMBERS = ("1", "2", "3")
# What has been spent to the last cent is worth nothing any more.
SPENT = """select payment_id, item_id, account_class, sum(functional_debit - functional_credit) as worth from journal
    where account_class in ('ar', 'deductions', 'unapplied', 'unidentified')
    group by all having sum(debit - credit) = 0 and worth <> 0"""
UNVALUED = "select count(*) from journal where functional_debit is null"
FEW = settings(
    max_examples=5, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)  # a failing history is short enough to read as it is
LAST = """select max(recorded_at) from (select recorded_at from facts.entries
    union all select recorded_at from facts.posted_snapshots)"""


@st.composite
def histories(draw):
    """Days: receipts that come, numbers to pay, returns, what the ERP lists, whether the month is locked."""
    return [
        {
            "receipts": draw(st.lists(st.sampled_from([100, 200, 300]), max_size=2)),
            "pays": draw(st.lists(st.tuples(st.sampled_from(NUMBERS), st.booleans()), max_size=2)),
            "is_returned": draw(st.booleans()),
            "listed": draw(st.dictionaries(st.sampled_from(NUMBERS), st.sampled_from([100, 300, 500]))),
            "is_locked": draw(st.booleans()),
            "rate": draw(st.sampled_from(["0.9", "0.33333", "1.0777"])),
        }
        for _ in range(draw(st.integers(2, 4)))
    ]


def allocations(books, on, pays):
    """As much of today's receipts on these numbers as both have left, some of it withheld."""
    state = ledger.state(books, on, POLICY, pl.DataFrame(schema={"item_id": pl.String, "confirmed_minor": pl.Int64}))
    invoices = state.items.filter(pl.col("open_minor") > 0, item_type="invoice")
    left = dict(invoices.select("item_number", "open_minor").rows())
    receipts = state.receipts.select("bank_reference", "open_minor").rows()
    told = []
    for (reference, money), (number, is_short) in zip(receipts, pays, strict=False):
        cash = min(money, left.pop(number, 0))
        if is_short and cash > 10:
            told.append(
                allocation(reference, number, cash - 10, deduction_minor=10, new_item_number=f"{number}-{reference}")
            )
        elif cash > 0:
            told.append(allocation(reference, number, cash))
    return told


def rate(books, on, euros):
    """What a dollar is worth that day, in the euros that the entity thinks in."""
    row = {"date": on, "from_currency": "USD", "to_currency": "EUR", "rate": euros, "source_line": 2, "sha256": str(on)}
    ledger.load_rates(books, pl.DataFrame([row]))


def live(path, ahead, day):
    """One day of the desk."""
    on, name = START + timedelta(ahead), f"r{ahead}"
    with writing(path, name, on) as books:
        lines = [line(f"{name}-{place}", amount, booking_date=on) for place, amount in enumerate(day["receipts"])]
        known = rows(
            books, "select bank_reference, amount_minor from facts.bank_lines where amount_minor > 0 order by 1"
        )
        first = known[:1] if day["is_returned"] else []
        back = [line(f"back-{name}", -amount, kind="return", booking_date=on) for _, amount in first]
        if lines or back:
            load(books, statement(lines + back, f"{name}.csv", on=on))
        if day["listed"]:
            listed = items(*day["listed"].items(), on=on, file=name).with_columns(is_accepted=pl.lit(True))
            ledger.load_open_items(books, listed, 1)
        rate(books, on, day["rate"])
        apply(books, [], name, on, {f"back-{name}": reference for reference, _ in first}, EUROS)
        apply(books, allocations(books, on, day["pays"]), name, on, None, EUROS)
        assert broken(books) == {}
        if day["is_locked"]:
            months.change(books, months.entities(books), f"{on:%Y-%m}", "closed", "anna", "done")


@FEW
@given(history=histories())
def test_the_books_hold_and_the_past_stays_what_it_was(tmp_path_factory, history):
    path = tmp_path_factory.mktemp("history") / "books"
    then = {}
    for ahead, day in enumerate(history):
        live(path, ahead, day)
        with ledger.reading(path) as books:
            assert differing(books) == []
            ((until,),) = rows(books, LAST)
            then[until] = {name: rows(books, f"select * from {name} order by all") for name in VIEWS}
    with ledger.reading(path) as books:
        assert rows(books, SPENT) == [] and rows(books, UNVALUED) == [(0,)]
        for until, views in then.items():
            if until is not None:
                for name, before in views.items():
                    known = f"select * from {name}_as_of('9999-12-31', timestamp '{until}') order by all"
                    assert rows(books, known) == before
        for ahead in range(len(history)):
            on = START + timedelta(ahead)
            items_then = f"select account_class, sum(open_amount) from open_items_as_of('{on}') group by 1"
            booked = f"""select account_class, sum(balance) from trial_balance_as_of('{on}')
                where account_class in ('ar', 'deductions') group by 1"""
            assert sums(books, items_then) == sums(books, booked)


def sums(books, query):
    return {kind: amount for kind, amount in rows(books, query) if amount}
