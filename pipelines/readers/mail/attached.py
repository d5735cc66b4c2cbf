"""The files sent with a mail, each by the reader that claims it."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from pipelines.readers.base import Refused, Source, refused
from pipelines.readers.mail.message import MAX_BYTES, SPLIT, Attachment
from pipelines.readers.together import Part
from schemas.rejects import Fault

MAX_DEPTH: Final = 3
MAX_UNPACKED: Final = 2 * MAX_BYTES
SILENT: Final = ("image/", "audio/", "video/", "font/", "text/calendar", "text/vcard", "text/x-vcard")
SIGNATURES: Final = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
SEALED: Final = {
    "application/ms-tnef": ("a form of mail that only Outlook reads", "ask for the mail as plain text or HTML"),
    "application/pkcs7-mime": ("an encrypted mail", "ask for it unencrypted"),
    "application/x-pkcs7-mime": ("an encrypted mail", "ask for it unencrypted"),
    "multipart/encrypted": ("an encrypted mail", "ask for it unencrypted"),
}
STRENGTH: Final = {"pdf": 1, "letter": 2}  # 0 for what is made for machines, which counts first


class Attached(NamedTuple):
    """What the attachments said, the surest first; why others could not be read; the names of pictures among them."""

    parts: list[Part]
    refusals: list[tuple[str, Fault]]
    pictures: list[str]


def opened(source: Source, attachments: list[Attachment]) -> Attached:
    """Every attachment as a file of its own. Refuses mails within mails beyond MAX_DEPTH, and too much in one mail."""
    if source.depth > MAX_DEPTH:
        raise refused(source, f"more than {MAX_DEPTH} files within files", "a file that can be read by itself", SPLIT)
    unpacked = sum(len(one.data or b"") for one in attachments)
    if unpacked > MAX_UNPACKED:
        raise refused(source, f"attachments of {unpacked:,} bytes", f"at most {MAX_UNPACKED:,} bytes", SPLIT)
    found = Attached([], [], [])
    with TemporaryDirectory(prefix="tieout-") as folder:
        for at, one in enumerate(attachments):
            if one.kind.startswith(SILENT) or one.kind in SIGNATURES:
                found.pictures.extend([one.name] if one.kind.startswith("image/") else [])
                continue
            try:
                found.parts.append(_read(source, one, Path(folder) / str(at)))
            except Refused as error:
                found.refusals.append((one.name, error.fault))
    found.parts.sort(key=lambda part: STRENGTH.get(part.reading.format, 0))
    return found


def _read(source: Source, one: Attachment, path: Path) -> Part:
    from pipelines.readers import read  # the registry, which lists this reader too

    inner = replace(source, name=f"{source.name}/{one.name}", path=path, encoding=None, depth=source.depth + 1)
    if one.kind in SEALED or one.data is None or one.name.lower() == "winmail.dat":
        stands, remedy = SEALED.get(one.kind, SEALED["application/ms-tnef"])
        if one.data is None:
            stands, remedy = "an item of Outlook within the mail", "save it as a file of its own"
        raise refused(inner, stands, "a file that can be read by itself", remedy)
    path.write_bytes(one.data)
    return Part(one.name, read(inner))
