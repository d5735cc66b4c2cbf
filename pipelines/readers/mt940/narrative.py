"""Field :86: in its dialects: German sub-fields (?20), Dutch code words (/REMI/), or free text."""

import re
from typing import Final, NamedTuple

from pipelines.readers.mt940.values import NO_REFERENCE

LINE_WIDTH: Final = 65  # of SWIFT; some banks count the tag in it, some cut one earlier
NARROWEST: Final = 60
SUBFIELD_WIDTH: Final = 27
PURPOSE: Final = tuple(str(number) for number in (*range(20, 30), *range(60, 64)))
_GERMAN: Final = re.compile(r"(?P<code>[0-9]{3})(?P<mark>[?~@<>^])[0-9]{2}")
_SUBFIELD: Final = re.compile(r"[?~@<>^][0-9]{2}")
_SEPA: Final = re.compile(
    r"(?:(?<=\s)|(?<=^)|(?<=[a-z0-9.]))"
    r"(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|BREF|RREF|PURP|DDAT|SQTP|ANAM|MTLG|IBAN|BIC)[+:]\s?"
)
_WORDS: Final = (
    "TRTP|IBAN|BIC|NAME|REMI|EREF|BENM|ORDP|CSID|MARF|ISDT|ADDR|PREF|NRTX|RTRN|CNTP|CDTRREF|CDTRREFTP|ULTD|ULTC|"
    "ULTB|PURP|SVCL|BBAN|ACCW|INIT|OAMT|SWOD|EXCH|ISSR|OCMT|CHGS|KREF|IREF"
)
_DUTCH: Final = re.compile(rf"/(?P<word>{_WORDS})/")
_IBAN: Final = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_IBAN_NAME: Final = re.compile(rf"({_IBAN.pattern})\s+(\S.*)")


class Narrative(NamedTuple):
    """What :86: says. `code` is the German transaction code, as GVC 166."""

    name: str | None
    account: str | None
    memo: str | None
    end_to_end_id: str | None
    creditor_reference: str | None
    code: str | None


def width_of(longest: int) -> int:
    """How wide a bank writes the lines of its :86: fields, from its longest line that goes on; 0 where none does."""
    return longest if NARROWEST <= longest < LINE_WIDTH - 1 else LINE_WIDTH


def narrative(texts: list[list[str]], width: int) -> Narrative:
    """Reads all :86: of one :61:, each a list of lines of at most `width`, in the dialect they are written in."""
    joined = " ".join(_joined(lines, " ", width) for lines in texts).strip()
    german = _GERMAN.match(joined)
    if german:
        return _german(joined, german["code"], german["mark"])
    if _DUTCH.match(joined):
        return _dutch(joined)
    text = "\n".join(_joined(lines, "\n", width) for lines in texts).strip()
    named = _IBAN_NAME.match(text.split("\n")[0])
    return Narrative(named[2] if named else None, named[1] if named else None, text or None, None, None, None)


def _joined(lines: list[str], gap: str, width: int) -> str:
    """Lines as one text: a full line was cut in the middle of a word and runs on, a shorter one ends with a gap."""
    text = ""
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        length = len(line) + (len(":86:") if number == 0 and len(line) + len(":86:") == width else 0)
        is_cut = length >= width or (length == width - 1 and _is_one_word(line, following))
        is_cut = is_cut or _SUBFIELD.match(following) is not None
        text += line if is_cut else line.rstrip() + gap
    return text.strip() if gap == " " else re.sub(r"[ ]*\n\s*", "\n", text).strip()


def _is_one_word(line: str, following: str) -> bool:
    """A line one short of full lost a blank at its end, or is full in a bank that cuts one earlier: seams tell."""
    seam = line[-1:] + following[:1]
    return seam.isdecimal() or seam.isalpha()


def _german(text: str, code: str, mark: str) -> Narrative:
    parts = re.split(rf"{re.escape(mark)}([0-9]{{2}})", text[3:])
    fields: dict[str, str] = {}
    for number, value in zip(parts[1::2], parts[2::2], strict=True):
        fields[number] = fields.get(number, "") + value
    purpose = _runs_on([fields[number] for number in PURPOSE if number in fields])
    tags = _tags(purpose)
    name = tags.get("ABWA") or _runs_on([fields[number] for number in ("32", "33") if number in fields])
    account = fields.get("31", "").replace(" ", "")
    reference = tags.get("EREF")
    memo = [part for part in (purpose, _squeezed(fields.get("00", ""))) if part]
    return Narrative(
        name or None,
        account or None,
        "\n".join(memo) or None,
        None if reference is None or reference.upper() in NO_REFERENCE else reference,
        None,
        code,
    )


def _runs_on(parts: list[str]) -> str:
    """Sub-fields as one text: a full one was cut in the middle of a word."""
    text = "".join(part if len(part) >= SUBFIELD_WIDTH else part + " " for part in parts)
    return _squeezed(text)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _tags(purpose: str) -> dict[str, str]:
    """SEPA tags of the purpose: each value ends where the next tag begins."""
    found = list(_SEPA.finditer(purpose))
    if not found:
        return {}
    ends = [*(tag.start() for tag in found[1:]), len(purpose)]
    said: dict[str, str] = {}
    for tag, end in zip(found, ends, strict=True):
        said.setdefault(tag[1], purpose[tag.end() : end].strip())
    return said


def _dutch(text: str) -> Narrative:
    found = list(_DUTCH.finditer(text))
    ends = [*(word.start() for word in found[1:]), len(text)]
    said: dict[str, str] = {}
    for word, end in zip(found, ends, strict=True):
        said.setdefault(word["word"], text[word.end() : end].strip(" /"))
    counterparty = said.get("CNTP", "").split("/")
    name = said.get("NAME") or (counterparty[2] if len(counterparty) > 2 else None)
    account = said.get("IBAN") or said.get("BBAN") or counterparty[0]
    reference = said.get("EREF")
    memo = re.sub(r"^(?:USTD|STRD)?/*", "", said.get("REMI", ""))
    structured = re.match(r"(?:CUR|ISO|SCOR)/+(\S+)", memo)
    return Narrative(
        name or None,
        account or None,
        memo or text,
        None if reference is None or reference.upper() in NO_REFERENCE else reference,
        said.get("CDTRREF") or (structured[1] if structured else None),
        None,
    )
