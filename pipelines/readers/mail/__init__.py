"""Mails (.eml): the letter in it, and the files with it, each by its own reader. What is said twice counts once."""

from dataclasses import replace

import polars as pl

from pipelines.readers.advices import Advices
from pipelines.readers.base import Reading, Source, reading, refused, rejected
from pipelines.readers.mail.attached import Attached, opened
from pipelines.readers.mail.body import advice_of_mail
from pipelines.readers.mail.message import Message, parsed
from pipelines.readers.prose.advice import Found
from pipelines.readers.prose.letter import is_mail
from pipelines.readers.rows import Tables
from pipelines.readers.text import text_of
from pipelines.readers.together import Part, together, without_repeats


def claims(head: bytes) -> bool:
    """Header lines of a mail."""
    return is_mail(text_of(head))


def read(source: Source) -> Reading:
    """One .eml file."""
    return reading_of(source, parsed(source), "mail")


def reading_of(source: Source, message: Message, form: str) -> Reading:
    """What a mail says, whatever wrote it. Refuses a mail that says nothing of a payment at all.

    An attachment that cannot be read is a reject, and only a warning where the mail says its amounts elsewhere.
    """
    files = opened(source, message.attachments)
    found = advice_of_mail(message, source.usual_currency)
    parts = without_repeats([*(_signed(part, message) for part in files.parts), *_own(source, message, found)])
    if not any(not table.is_empty() for part in parts for table in part.reading.tables.values()) and not any(
        part.reading.faults or not part.reading.rejects.is_empty() for part in parts
    ):
        raise _nothing(source, found, files)
    is_told = any((part.reading.tables["advice_lines"]["paid_minor"] != 0).any() for part in parts)
    unread = [f"{name} is not read: {fault.stands}" for name, fault in files.refusals]
    if not is_told:
        parts.append(Part("", _rejects(source, message, files)))
    with_bank = [part.reading.format for part in parts if not part.reading.tables["bank_lines"].is_empty()]
    name = f"{with_bank[0]} in {form}" if with_bank else form  # a bank's codes mean what its own format says
    return together(name, message.encoding, parts, unread if is_told else [])


def _own(source: Source, message: Message, found: Found) -> list[Part]:
    """The mail's own text as a part."""
    if found.advice is None:
        return []
    advices = Advices()
    advices.add(found.advice)
    warnings = [*found.warnings, *advices.warnings]
    rejects = rejected(source, found.rejects)
    return [Part("", reading("letter", message.encoding, advices.tables(), rejects, warnings=warnings))]


def _signed(part: Part, message: Message) -> Part:
    """An attached advice; where it names no payer or no day, the mail's sender and day."""
    tables = dict(part.reading.tables)
    tables["advices"] = tables["advices"].with_columns(
        pl.col("payer_name").fill_null(pl.lit(message.sender, pl.String)),
        pl.col("payment_date").fill_null(pl.lit(message.sent, pl.Date)),
    )
    return Part(part.name, replace(part.reading, tables=Tables(tables)))


def _rejects(source: Source, message: Message, files: Attached) -> Reading:
    rows: list[dict[str, object]] = [
        {
            "source_line": fault.line,
            "field": name,
            "value": fault.stands,
            "rule": fault.expected,
            "remedy": fault.remedy,
            "raw": None,
        }
        for name, fault in files.refusals
    ]
    return reading("mail", message.encoding, {}, rejected(source, rows))


def _nothing(source: Source, found: Found, files: Attached) -> Exception:
    if files.refusals:
        name, fault = files.refusals[0]
        more = f" (and {len(files.refusals) - 1} more files)" if len(files.refusals) > 1 else ""
        return refused(source, f"{name}: {fault.stands}{more}", fault.expected, fault.remedy, fault.line)
    stands, expected, remedy = found.why_not
    only = "; it has pictures, which are not read" if files.pictures else ""
    return refused(source, stands + only, expected, remedy)
