"""What a bank's entry says a payment is for, as the payer's advice; a notification tells it of each of its payments."""

from datetime import date
from typing import cast

from pipelines.readers.advices import NOT_BOOKED, Advice, Booking, Line
from pipelines.readers.camt import advised
from pipelines.readers.camt.entry import Entry
from pipelines.readers.camt.entry import Line as BankLine
from pipelines.readers.camt.xml import text


def advice(line: BankLine, entry: Entry, account: str, is_final: bool) -> Advice | None:
    """The advice of one bank line, where its payer names documents; None where there is none.

    A statement that is final holds the payer's own words, so only documents with amounts are more than its memo. What
    only announces may be all there is: the statement then books the sum of a batch, or bears no text.
    """
    columns, transaction = line.columns, line.transaction
    if transaction is None or not (line.documents or not is_final):
        return None
    currency, amount = str(columns["currency"]), cast(int, columns["amount_minor"])
    booked = cast(date, columns["booking_date"])
    found = Advice(
        currency,
        cast(int, columns["source_line"]),
        payer_name=cast("str | None", columns["payer_name"]),
        payer_account=cast("str | None", columns["payer_account"]),
        payment_date=cast("date | None", columns["value_date"]) or booked,
        payment=amount,
        booking=NOT_BOOKED if is_final else Booking(account, booked, entry.amount, entry.reference),
    )
    if line.documents:
        found.reference = cast("str | None", columns["end_to_end_id"] or columns["bank_reference"])
        raw = str(columns["raw"])
        found.lines = [
            Line(
                one.number, one.paid, raw, found.source_line, one.gross, one.discount, one.deduction, one.deduction_code
            )
            for one in line.documents
        ]
        return found
    found.stated_id = advised.stated(
        text(transaction, *(f"Refs/{name}" for name in ("AcctSvcrRef", "TxId", "EndToEndId")))
    )
    found.lines = advised.lines(transaction, currency)
    return found.of_one_document() if found.lines else None
