"""Writes small PDF files, as the readers' tests need them: texts and lines at places, or what a hostile file holds."""

import zlib

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def document(*pages: bytes, more: str = "") -> bytes:
    """Pages of one font, from their contents; `more` stands in the trailer."""
    count = len(pages)
    kids = " ".join(f"{number + 4} 0 R" for number in range(count))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(), FONT]
    for number in range(count):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>"
            + f"/Contents {number + 4 + count} 0 R>>".encode()
        )
    return written([*objects, *(stream(page) for page in pages)], more)


def text(*places: tuple[float, float, str]) -> bytes:
    """A page's content: texts at their places, counted from below."""
    shown = (f"BT /F1 10 Tf {left} {low} Td ({words}) Tj ET" for left, low, words in places)
    return "\n".join(shown).encode("cp1252")


def rules(*boxes: tuple[float, float, float, float]) -> bytes:
    """Boxes drawn around cells: left, low, width, height."""
    return b"".join(b"\n%g %g %g %g re S" % box for box in boxes)


def stream(data: bytes, times: int = 1) -> bytes:
    """Bytes as a compressed stream, compressed as often as asked."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    filters = b"/FlateDecode" * times
    return b"<</Length %d/Filter[%s]>>stream\n" % (len(data), filters) + data + b"\nendstream"


def written(objects: list[bytes], more: str = "") -> bytes:
    """A file of these objects, the first of them its catalogue."""
    data, places = b"%PDF-1.5\n", []
    for number, value in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + value + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = f"trailer<</Size {size}/Root 1 0 R{more}>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer.encode()
