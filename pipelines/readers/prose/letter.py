"""Whether a file is a mail or a letter: text written for people, and no table of separated cells."""

import re
from typing import Final

from pipelines.readers.prose import labels
from pipelines.readers.prose.page import fold
from pipelines.readers.tabular.lines import is_known

SEARCHED_LINES: Final = 60
FOLLOWERS: Final = 10
MARKS: Final = (",", ";", "\t", "|")
_OTHER_FORMATS: Final = re.compile(
    r"\s*(?:<|:|\{|%PDF|ISA\W|UN[AB]\W|OFXHEADER|[0-9]{2},|1[0-9]{2})|(?s:.*?)^:(?:20|25|61|86):", re.MULTILINE
)
_HEADER: Final = re.compile(
    r"(?im)^(?:from|to|subject|date|sent|message-id|mime-version|received|return-path|delivered-to|content-type"
    r"|reply-to|sender|thread-topic|dkim-signature|authentication-results|arc-[\w-]+|x-[\w-]+)[ \t]*:"
)
_NEEDED: Final = re.compile(r"(?im)^(from|subject|date|sent|to|message-id|mime-version)[ \t]*:")
_GREETING: Final = re.compile(
    r"(?m)^\W*(?:dear|hello|hi|good (?:morning|afternoon|day)|to whom|sehr geehrte|guten tag|hallo|bonjour|madame|"
    r"estimad|buenos|geachte|beste|gentile|spettabile)\b"
)
_WORDS: Final = re.compile(
    rf"{labels.IS_PAYMENT.pattern}|\b(?:remittance|payment|advice|zahlung|avis|uberweisung|paiement|virement|pago|"
    r"betaling|pagamento|invoices?|rechnung(?:en|snummer)?|factur\w*|faktura)\b"
)
_DECIMALS: Final = re.compile(r"[0-9][.,][0-9]{2}\b")


def is_mail(text: str) -> bool:
    """A message with its header lines: two of those every mail has, before the first empty line."""
    head = text.lstrip("\ufeff\r\n \t").replace("\r\n", "\n").replace("\r", "\n").split("\n\n")[0]
    first = re.sub(r"\AFrom [^\n]*\n", "", head)  # the line mailboxes put before a message
    return _HEADER.match(first) is not None and len({name.lower() for name in _NEEDED.findall(first)}) >= 2


def is_letter(text: str) -> bool:
    """Text that speaks of a payment, and is no table of separated cells."""
    if _OTHER_FORMATS.match(text) or "\0" in text or is_mail(text):
        return False
    folded = fold(text[:20_000])
    lines = [line for line in folded.splitlines()[:SEARCHED_LINES] if line.strip()]
    is_table = not _GREETING.search(folded) and (is_known(text) or any(_is_table(lines, mark) for mark in MARKS))
    return _WORDS.search(folded) is not None and not is_table


def _is_table(lines: list[str], mark: str) -> bool:
    """Whether a line of headings is followed by lines of as many cells, or by none, or all are of quoted cells."""
    if lines and all(line.startswith('"') and line.count(f'"{mark}') > 1 for line in lines):
        return True
    for at, line in enumerate(lines):
        cells = [cell.strip() for cell in line.split(mark)]
        words = [cell for cell in cells if cell]
        is_heading = len(words) > 1 and all(re.search(r"[a-z]", cell) for cell in words) and not _DECIMALS.search(line)
        is_heading = is_heading and not (len(cells) == 2 and ", " in line)  # a sentence
        after = lines[at + 1 : at + 1 + FOLLOWERS]
        if is_heading and 2 * sum(other.count(mark) == line.count(mark) for other in after) >= len(after):
            return True
    return False
