"""The words of a row as an answer that matching understands, and as they are kept."""

import json
from typing import Any, Final

from matching.manual import Answer, Line, NotPossible, Question
from pipelines.clear.cells import amount_of
from pipelines.clear.verdict import Bench, Row

PARTS: Final = ("cash", "discount", "deduction", "write_off", "fee")


def read(row: Row, question: Question, bench: Bench) -> Answer:
    """The row in the words of matching, amounts in minor units. Raises NotPossible."""
    lines = tuple(_line(one, question, bench) for one in bench.lines.get(question.exception_id, []))
    if row["reason_code"] and row["reason_code"] not in bench.reasons:
        raise NotPossible(f"reason code {row['reason_code']} is unknown: choose one of the list")
    return Answer(
        row["action"], row["candidate_no"], row["apply_to"], row["reason_code"],
        _amount(row["write_off"], "Write-off", question), bool(row["learn_alias"]), lines,
    )  # fmt: skip


def _line(line: Row, question: Question, bench: Bench) -> Line:
    where = f"{line['sheet']} row {line['row']}"
    if line["fault"]:
        raise NotPossible(f"{where}: {line['fault']}")
    if line["reason_code"] and line["reason_code"] not in bench.reasons:
        raise NotPossible(f"{where}: reason code {line['reason_code']} is unknown: choose one of the list")
    amounts: dict[str, Any] = {
        part: _amount(line[part], f"{where}: {part.replace('_', '-')}", question) for part in PARTS
    }
    named: dict[str, Any] = {name: line[name] for name in ("row", "customer_id", "item_number", "reason_code", "rate")}
    return Line(**named, **amounts)


def _amount(text: str | None, what: str, question: Question) -> int:
    amount = amount_of(text, question.currency)
    if amount is None:
        raise NotPossible(f"{what} is {(text or '')[:40]!r}: no amount in {question.currency} we can be sure of")
    return amount


def words(row: Row, answer: Answer) -> str:
    """The answer as it is kept, and compared: the same words are the same answer."""
    lines = [[line.customer_id, line.item_number, *(getattr(line, part) for part in PARTS), line.reason_code, line.rate]
             for line in answer.lines]  # fmt: skip
    return json.dumps(answer._asdict() | {"lines": lines}, ensure_ascii=False, sort_keys=True)


def from_words(said: str) -> Answer:
    """The answer that was kept."""
    told = json.loads(said)
    lines = tuple(Line(0, *words)._replace(reason_code=reason, rate=rate) for *words, reason, rate in told.pop("lines"))
    return Answer(**told, lines=lines)
