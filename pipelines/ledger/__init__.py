"""The ledger: the only place that speaks SQL. Facts are added, never changed; views are what people read."""

from pipelines.ledger.bank import load_statements
from pipelines.ledger.connections import beside
from pipelines.ledger.day import day
from pipelines.ledger.exceptions import set_held
from pipelines.ledger.explain import NoPayment, Story, explain
from pipelines.ledger.ids import hash_id, item_id
from pipelines.ledger.intake import (
    known_files,
    load_advices,
    load_customers,
    load_files,
    load_gl,
    load_rates,
    load_rejects,
)
from pipelines.ledger.posting import Batch, post, post_lists
from pipelines.ledger.proofs import Proof, prove, verify
from pipelines.ledger.receivables import load_open_items
from pipelines.ledger.runs import Run, close_run, open_run
from pipelines.ledger.state import ask, bookings, erp_items, first_open_dates, standing, state
from pipelines.ledger.store import publish, published, reading, writing
from pipelines.ledger.worth import carried, rates

__all__ = [
    "Batch",
    "NoPayment",
    "Proof",
    "Run",
    "Story",
    "ask",
    "beside",
    "bookings",
    "carried",
    "close_run",
    "day",
    "erp_items",
    "explain",
    "first_open_dates",
    "hash_id",
    "item_id",
    "known_files",
    "load_advices",
    "load_customers",
    "load_files",
    "load_gl",
    "load_open_items",
    "load_rates",
    "load_rejects",
    "load_statements",
    "open_run",
    "post",
    "post_lists",
    "prove",
    "publish",
    "published",
    "rates",
    "reading",
    "set_held",
    "standing",
    "state",
    "verify",
    "writing",
]
