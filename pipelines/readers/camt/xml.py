"""XML read as a stream and in mistrust: no entities, no network, no document type, no recovery."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final, cast

from lxml import etree

from pipelines.readers.base import Source, excerpt, refused
from schemas.money import CURRENCY_DECIMALS, minor_of

Element = etree._Element
CONTAINERS: Final = {"Stmt": "statement", "Rpt": "report", "Ntfctn": "notification"}
DECLARED: Final = "prefixes that the message declares (xmlns)"
_NAMESPACE: Final = re.compile(r'\sxmlns(?::\w+)?="[^"]*"')
_HARDENED: Final = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "recover": False,
    "remove_comments": True,
    "remove_pis": True,
}


class Malformed(Exception):
    """A value that is not what the format says: (what stands there, what was expected, line)."""


def events(source: Source, names: Iterable[str] = (*CONTAINERS, "Ntry")) -> Iterator[tuple[str, str, Element]]:
    """(event, local name, element) of these elements. Refuses what is not well-formed, or has a DOCTYPE."""
    tags = [f"{{*}}{name}" for name in names]
    checked = False
    try:
        with source.path.open("rb") as file:
            for event, element in etree.iterparse(file, events=("start", "end"), tag=tags, **_HARDENED):
                if not checked and element.getroottree().docinfo.doctype:
                    raise refused(source, "a document type (DOCTYPE)", "a bank's XML, which never has one")
                checked = True
                name = name_of(element)
                if ":" in name:
                    raise refused(source, f"<{excerpt(name)}>", DECLARED, line=line_of(element))
                yield event, name, element
    except etree.XMLSyntaxError as error:
        undeclared = getattr(error, "code", None) == etree.ErrorTypes.NS_ERR_UNDEFINED_NAMESPACE
        expected = DECLARED if undeclared else "well-formed XML to its last tag"
        remedy = "the file is cut or damaged: ask the bank for it again"
        raise refused(source, str(error.msg), expected, remedy, error.lineno or 1) from None


def forget(element: Element) -> None:
    """Drops an element that was read, and its equals before it: memory stays flat."""
    element.clear()
    before, owner = element.getprevious(), element.getparent()
    if before is not None and owner is not None and before.tag == element.tag:
        owner.remove(before)


def as_written(element: Element) -> str:
    """An element as it stood in the file, without its namespaces."""
    return _NAMESPACE.sub("", etree.tostring(element, encoding="unicode", with_tail=False))


def text(element: Element, *paths: str) -> str | None:
    """The first text there is at one of the paths (`RltdPties/Dbtr/Nm`), blanks trimmed."""
    for path in paths:
        found = child(element, path)
        if found is not None and found.text and found.text.strip():
            return str(found.text.strip())
    return None


def line_of(element: Element) -> int:
    """The line its start tag stands in."""
    return cast("int | None", element.sourceline) or 0


def count(element: Element, written: str) -> int:
    """A number of things. Raises Malformed when it is none."""
    if not (written.isascii() and written.isdecimal()):
        raise Malformed(f"count {written!r}", "a whole number", line_of(element))
    return int(written)


def name_of(element: Element) -> str:
    """Its name, whatever its namespace."""
    return str(element.tag).rpartition("}")[2]


def only(element: Element, name: str) -> Element | None:
    """The one child of a name. Raises Malformed for several: who knows which is meant?"""
    found = children(element, name)
    if len(found) > 1:
        raise Malformed(f"{len(found)} times <{name}>", "one", line_of(found[1]))
    return found[0] if found else None


def child(element: Element, path: str) -> Element | None:
    """The first element at a path, whatever its namespace."""
    return element.find(_anywhere(path))


def children(element: Element, path: str) -> list[Element]:
    """All elements at a path, whatever their namespace."""
    return element.findall(_anywhere(path))


@cache
def _anywhere(path: str) -> str:
    """The path whatever the namespace; ours are few, so each is built once."""
    return "/".join(f"{{*}}{name}" for name in path.split("/"))


def money(element: Element | None, owner: Element) -> tuple[int, str]:
    """(minor units, currency) of an amount with its Ccy. Raises Malformed when it is none."""
    if element is None:
        raise Malformed("no amount", "an Amt with its Ccy", line_of(owner))
    currency, written = element.get("Ccy", ""), (element.text or "").strip()
    if currency not in CURRENCY_DECIMALS:
        raise Malformed(f"an amount in currency {currency!r}", "an ISO 4217 code in Ccy", line_of(element))
    amount = None if written[:1] in "+-" else minor_of(written, currency)
    if amount is None:
        raise Malformed(
            f"amount {written!r}", f"an amount without sign, in the decimals of {currency}", line_of(element)
        )
    return amount, currency


def plain(element: Element, path: str) -> Decimal | None:
    """A sum of the transaction summary, which has no currency. Raises Malformed when it is none."""
    written = text(element, path)
    if written is None:
        return None
    if not written.replace(".", "", 1).lstrip("-").isdecimal():
        raise Malformed(f"sum {written!r}", "a decimal number", line_of(element))
    return Decimal(written)


def direction(element: Element) -> int:
    """+1 for CRDT, -1 for DBIT. RvslInd turns nothing: the indicator already says which way money went."""
    found = only(element, "CdtDbtInd")
    written = None if found is None else (found.text or "").strip()
    if written not in ("CRDT", "DBIT"):
        raise Malformed(f"CdtDbtInd {written!r}", "CRDT or DBIT", line_of(element))
    return 1 if written == "CRDT" else -1


def day(element: Element, *paths: str) -> date | None:
    """A date at one of the paths, from a date or a date with time. Raises Malformed when it is none."""
    written = text(element, *paths)
    if written is None:
        return None
    try:
        found = date.fromisoformat(written[:10])
    except ValueError:
        raise Malformed(f"date {written!r}", "a date such as 2026-02-28", line_of(element)) from None
    if not 1990 <= found.year <= 2100:
        raise Malformed(f"date {written!r}", "a date in the years 1990 to 2100", line_of(element))
    return found
