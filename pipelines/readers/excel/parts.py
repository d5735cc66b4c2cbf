"""The small parts of a workbook: which sheet is which file, and which number formats show leading zeros."""

import posixpath
import re
import zipfile
from typing import Final, NamedTuple

from lxml import etree

from pipelines.readers.base import Source, excerpt, refused

MOST_BYTES: Final = 20 << 20
ZEROS: Final = re.compile(r"^0{2,40}$")
RELATION: Final = "relationships}id"


class Styles(NamedTuple):
    """Cell style -> width, for number formats of zeros only (`0000000000`)."""

    padded: dict[int, int]


def sheet_parts(source: Source, archive: zipfile.ZipFile) -> dict[str, str]:
    """Part name -> sheet name; empty for a binary workbook."""
    book = _parsed(source, archive, "xl/workbook.xml")
    relations = _parsed(source, archive, "xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return {}
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    found = {}
    for sheet in book.iter("{*}sheet"):
        key = next((str(value) for name, value in sheet.attrib.items() if str(name).endswith(RELATION)), None)
        target = targets.get(key, "")
        found[posixpath.normpath(posixpath.join("xl", target)).lstrip("/")] = sheet.get("name", "")
    return found


def styles(source: Source, archive: zipfile.ZipFile) -> Styles:
    """What the styles say of leading zeros."""
    sheet = _parsed(source, archive, "xl/styles.xml")
    if sheet is None:
        return Styles({})
    codes = {one.get("numFmtId"): one.get("formatCode", "") for one in sheet.iter("{*}numFmt")}
    zeros = {number: len(code) for number, code in codes.items() if ZEROS.match(code)}
    cells = sheet.find("{*}cellXfs")
    used = enumerate(cells) if cells is not None else ()
    return Styles({at: zeros[form.get("numFmtId")] for at, form in used if form.get("numFmtId") in zeros})


def _parsed(source: Source, archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    """One part as XML, None where the workbook has none; nothing in it is resolved or fetched."""
    if name not in archive.namelist():
        return None
    if archive.getinfo(name).file_size > MOST_BYTES:
        raise refused(source, f"{name} of more than {MOST_BYTES:,} bytes", "a workbook as Excel writes it")
    data = archive.read(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise refused(source, f"{name}: {excerpt(str(error))}", "a workbook as Excel writes it") from None
    if b"<!DOCTYPE" in data[:4096]:
        raise refused(source, f"a document type (DOCTYPE) in {name}", "a workbook, which never has one")
    return root
