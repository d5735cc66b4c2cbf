"""The apply step: what the bank and the ERP say is booked, receipts meet items, and all of it posts at once."""

from concurrent.futures import ThreadPoolExecutor

import polars as pl

from matching import journal, snapshots
from matching.decide import explain, settle
from matching.state import Doubts, Sure
from pipelines import ledger
from pipelines.job import Figures, Job
from pipelines.ledger.rows import Connection
from pipelines.valuation import in_functional_currency
from schemas.policy import Policy
from schemas.reason_codes import DEFAULTS
from schemas.settings import Settings


def run(job: Job) -> Figures:
    """Books, matches and posts in one transaction. Again with nothing new, it posts nothing.

    Raises:  Held when another writer keeps the ledger; BooksDoNotHold when an invariant would not.
    """
    policy = policy_of(job.settings)
    with ledger.writing(job.ledger, job.settings.run.lock_wait_s, job.run) as books:
        with ledger.beside(books) as reader, ThreadPoolExecutor(1) as aside:  # nothing is written yet
            asked = aside.submit(ledger.ask, reader, job.as_of, policy)
            changes = ledger.erp_items(books, job.as_of)
            moves = snapshots.moves(changes)
            state = ledger.state(books, job.as_of, policy, moves, asked)
        chart = chart_of(job.settings, ledger.first_open_dates(books))
        with ThreadPoolExecutor(1) as aside:  # posting and matching leave each other some of the processors
            posted = aside.submit(_post_lists, books, job, changes, moves, chart)
            booked = aside.submit(ledger.bookings, books, job.as_of)
            settled = settle(state, policy)
            lists, bookings, sure = posted.result(), booked.result(), settled.sure
            doubts = aside.submit(explain, settled, policy, job.as_of)
            made = _made(sure.allocations, state.items)
            applied = journal.applied(sure.allocations, state.receipts, state.items, made, job.as_of)
            standing = ledger.standing(books, sure.reversals)
            events = journal.Events(bookings, state.receipts, sure, applied, standing)
            entries = in_functional_currency(books, journal.entries(events, chart, job.as_of), chart)
            batch_id = ledger.post(books, job.run, entries, sure, applied, lists, doubts.result)
        ledger.prove(books)
    return _figures(sure, doubts.result(), state.receipts, batch_id)


def _post_lists(
    books: Connection, job: Job, changes: pl.DataFrame, moves: pl.DataFrame, chart: journal.Chart
) -> ledger.Batch:
    """What the ERP's lists move posts while receipts meet items: neither asks for the other."""
    entries = in_functional_currency(books, journal.of_lists(moves, chart), chart)
    return ledger.post_lists(books, job.run, entries, changes, moves)


def policy_of(settings: Settings) -> Policy:
    """The policy with what codes on advices mean: the settings' own codes before the usual ones."""
    own, closer = settings.reason_codes.codes, settings.reason_codes.customer
    return settings.policy.model_copy(update={"reason_codes": DEFAULTS | own, "customer_reason_codes": closer})


def chart_of(settings: Settings, first_open: pl.DataFrame) -> journal.Chart:
    """Names and currencies of the books, as the settings give them."""
    banks = {account: own.gl_account for account, own in settings.bank_accounts.items() if own.gl_account}
    functional = {name: own.functional_currency for name, own in settings.entities.items() if own.functional_currency}
    return journal.Chart(dict(settings.gl_accounts), banks, functional, first_open)


def _made(allocations: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    """Ids of the deduction items that allocations make; they are few."""
    parents = items.select("item_id", "entity", parent_customer="customer_id")
    made = allocations.drop_nulls("new_item_number").join(parents, on="item_id")
    keys = made.select("entity", "parent_customer", "new_item_number").iter_rows()
    ids = [ledger.item_id(entity, customer, "deduction", number) for entity, customer, number in keys]
    return made.select("item_id", "new_item_number").with_columns(made_item_id=pl.Series(ids, dtype=pl.String))


def _figures(sure: Sure, doubts: Doubts, receipts: pl.DataFrame, batch_id: str | None) -> Figures:
    return {
        "receipts": receipts.height,
        "applied": sure.allocations["payment_id"].n_unique(),
        "held": receipts.join(doubts.held, on="payment_id", how="semi").height,
        "batch": batch_id or "nothing posted",
    }
