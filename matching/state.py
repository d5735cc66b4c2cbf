"""What one run works on, and what it decides: plain frames, named."""

from typing import NamedTuple

import polars as pl

from schemas.clearing import TaughtPayer
from schemas.earlier import Applied, Placed
from schemas.frame import frame
from schemas.returns import Returnable, Reversal, Share


class State(NamedTuple):
    """Everything matching may know. Each frame is the model of its comment."""

    receipts: pl.DataFrame  # Receipt: new ones and those still held
    items: pl.DataFrame  # Item: open, and recently closed
    payers: pl.DataFrame  # Payer
    learned_accounts: pl.DataFrame  # LearnedAccount
    advices: pl.DataFrame  # Announcement
    advice_lines: pl.DataFrame  # AnnouncedLine
    returns: pl.DataFrame  # Return: taken back by the bank, not yet tied to a receipt
    returnable: pl.DataFrame = frame(Returnable)  # receipts those returns could take back
    applied: pl.DataFrame = frame(Applied)  # receipts of earlier days that today's may repeat
    placed: pl.DataFrame = frame(Placed)  # items that receipts with money left were applied to before
    shares: pl.DataFrame = frame(Share)  # the items that returnable receipts were applied to, or made
    taught: pl.DataFrame = frame(TaughtPayer)  # what people taught of payers


class Sure(NamedTuple):
    """What matching is sure of: it posts. Each frame is the model of its comment."""

    identifications: pl.DataFrame  # Identification
    allocations: pl.DataFrame  # Allocation
    used_advices: pl.DataFrame  # UsedAdvice
    reversals: pl.DataFrame = frame(Reversal)  # receipts that a return takes back


class Doubts(NamedTuple):
    """What waits for a person, and what they are offered. Each frame is the model of its comment."""

    candidates: pl.DataFrame  # Candidate
    candidate_lines: pl.DataFrame  # CandidateLine
    held: pl.DataFrame  # Held: every receipt, return and advice that waits for a person


class Outcome(NamedTuple):
    """What matching decided: Sure and Doubts together."""

    identifications: pl.DataFrame
    allocations: pl.DataFrame
    used_advices: pl.DataFrame
    candidates: pl.DataFrame
    candidate_lines: pl.DataFrame
    held: pl.DataFrame
    reversals: pl.DataFrame = frame(Reversal)
