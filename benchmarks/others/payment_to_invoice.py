"""12,262 payments against 15,527 invoices made by somebody else's generator, with the true matches.

Their columns are read as ours: the assignment number is the item's number, the billing number one of its other
numbers, the memo line the memo. Payments name no company code, so all stands in one entity. Every currency is written
with two decimals there, the yen and the won too, and amounts carry the noise of floats: all are read as hundredths.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
from rich.table import Table

from benchmarks import others
from matching.decide import decide
from matching.state import Outcome, State
from schemas.decision import AnnouncedLine, Announcement, Item, LearnedAccount, Payer, Receipt, Return
from schemas.frame import frame, shaped
from schemas.policy import Limits, Policy

NAME = "payment_to_invoice"
AS_OF = date(2025, 1, 31)  # after the last payment
PAIR = ["payment_id", "item_id"]
# About one dollar in each currency, in their hundredths: a yen is a hundred minor units there and one here.
TOLERANCE = {"AUD": 1, "NZD": 1, "NOK": 10, "SEK": 10, "JPY": 100 * 100, "KRW": 1000 * 100}
POLICY = Policy(limits=Limits(tolerance=Limits().tolerance | {code: Decimal(most) for code, most in TOLERANCE.items()}))


def tables() -> Iterator[Table]:
    """Precision and reach over pairs and over whole payments; nothing where the data is not there."""
    at = others.folder(NAME)
    if at is None:
        return
    answers = graded(truth(at), outcome(at))
    for by in ("match_category", "perturbation"):
        yield _table(answers, by)


def outcome(at: Path) -> Outcome:
    return decide(state_of(at), POLICY, AS_OF)


def state_of(at: Path) -> State:
    """What the ledger would hand to matching if all their payments had come at once."""
    invoices, payments = _read(at / "invoices.csv"), _read(at / "payments.csv")
    entity = pl.lit("all")
    receipts = payments.select(
        "payment_id", entity=entity, account=pl.lit("bank"), currency="Currency", amount_minor=_hundredths("Amount"),
        open_minor=_hundredths("Amount"), booking_date=_day("Posting Date"), payer_name="Business Partner",
        payer_account="Account Number", memo="Memo Line", application_count=pl.lit(0), is_barred=pl.lit(False),
    )  # fmt: skip
    items = invoices.select(
        item_id="invoice_id", entity=entity, customer_id="Customer ID", item_type=pl.lit("invoice"),
        item_number="Assignment Number", instalment=pl.lit(1), currency="Currency Code", reference="Billing Number",
        original_minor=_hundredths("Amount"), open_minor=_hundredths("Amount"), invoice_date=_day("Document Date"),
        due_date=_day("Due Date"), discount_minor=pl.lit(0), status=pl.lit("open"), account_class=pl.lit("ar"),
    )  # fmt: skip
    customers = invoices.select(entity=entity, customer_id="Customer ID", name="Customer Name").unique()
    return State(
        receipts=shaped(Receipt, receipts),
        items=shaped(Item, items),
        payers=shaped(Payer, customers),
        learned_accounts=frame(LearnedAccount),
        advices=frame(Announcement),
        advice_lines=frame(AnnouncedLine),
        returns=frame(Return),
    )


def truth(at: Path) -> pl.DataFrame:
    """One row a true pair: (payment_id, item_id, match_category, perturbation)."""
    listed = {"payment_id": "payment_ids", "item_id": "invoice_ids"}
    matches = _read(at / "matches.csv").select(
        "match_category",
        perturbation=pl.col("perturbation_categories").str.strip_chars('[]"').replace("", "none"),
        **{name: pl.col(ids).str.extract_all(r"[0-9]+") for name, ids in listed.items()},
    )
    return matches.explode("payment_id").explode("item_id").select(*PAIR, "match_category", "perturbation")


def graded(meant: pl.DataFrame, decided: Outcome) -> pl.DataFrame:
    """One row a payment: pairs meant, said and right, and whether the payment was applied, and all of it right."""
    said = decided.allocations.select(PAIR).unique()
    kinds = meant.group_by("payment_id").agg(pl.col("match_category", "perturbation").first(), pairs=pl.len())
    counts = said.join(meant.select(*PAIR, is_right=pl.lit(True)), on=PAIR, how="left").group_by("payment_id")
    told = kinds.join(
        counts.agg(said=pl.len(), right=pl.col("is_right").fill_null(False).sum()), on="payment_id", how="left"
    ).with_columns(pl.col("said", "right").fill_null(0))
    is_right = (pl.col("right") == pl.col("pairs")) & (pl.col("said") == pl.col("pairs"))
    return told.with_columns(is_applied=pl.col("said") > 0, is_right=is_right).sort("payment_id")


def _read(file: Path) -> pl.DataFrame:
    return pl.read_csv(file, infer_schema=False)


def _hundredths(column: str) -> pl.Expr:
    return (pl.col(column).cast(pl.Float64) * 100).round().cast(pl.Int64)


def _day(column: str) -> pl.Expr:
    return pl.col(column).str.to_date("%Y%m%d")


def _table(answers: pl.DataFrame, by: str) -> Table:
    table = Table(by, "pairs", "precision", "reach", "payments", "applied", "right", "wrong", title=f"{NAME}, by {by}")
    parts = [*answers.sort(by).partition_by(by, maintain_order=True), answers]
    for at, part in enumerate(parts, start=1):
        meant, said, right = (int(part[name].sum()) for name in ("pairs", "said", "right"))
        wrong = part.filter("is_applied", ~pl.col("is_right")).height
        precision = f"{right / said:.4f}" if said else "none"
        whole = (part.height, part["is_applied"].sum(), part["is_right"].sum(), wrong)
        name = str(part[by][0]) if at < len(parts) else "all"
        table.add_row(name, f"{meant:,}", precision, f"{right / meant:.4f}", *(f"{count:,}" for count in whole))
    return table
