"""Reads `tieout.toml`: found, parsed, proved key by key; all that is wrong with it is told at once."""

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel, ValidationError

from pipelines.errors import TieoutError
from schemas.settings import Sections, Settings

NAME = "tieout.toml"
LIMIT_BYTES = 1_000_000
Key = tuple[str | int, ...]


class Told(NamedTuple):
    """One fault of the file, as people are told it."""

    where: str
    stands: str
    expected: str
    remedy: str


class WrongSettings(TieoutError):
    """Settings that cannot be used, with every fault of the file."""

    exit_status = 2

    def __init__(self, *faults: Told) -> None:
        super().__init__(*faults[0])
        self.args = ("\n".join(str(TieoutError(*fault)) for fault in faults),)


def read(config: Path | None = None, inbox: Path | None = None, working: Path | None = None) -> Settings:
    """The settings of a run; the defaults where there is no file.

    In:      `config` from --config, else NAME beside the inbox, else in the `working` directory.
    Out:     frozen Settings; `file` is the file taken, `sha256` the hash of its bytes.
    Raises:  WrongSettings.
    """
    path = _found(config, inbox, working)
    if path is None:
        return Settings()
    data = _bytes(path)
    try:
        written = tomllib.loads(data.decode("utf-8-sig"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        remedy = "correct the line, see docs/settings.md"
        raise WrongSettings(Told(str(path), str(error), "TOML in UTF-8", remedy)) from None
    try:
        sections = Sections.model_validate(written)
    except ValidationError as error:
        text = data.decode("utf-8-sig")
        raise WrongSettings(*_faults(path, text, error)) from None
    values = {name: getattr(sections, name) for name in Sections.model_fields}
    return Settings(**values | {"policy": sections.policy.policy()}, file=str(path), sha256=sha256(data).hexdigest())


def _found(config: Path | None, inbox: Path | None, working: Path | None) -> Path | None:
    if config is not None:
        return config
    places = [place for place in (inbox.absolute().parent if inbox else None, working) if place is not None]
    return next((place / NAME for place in places if (place / NAME).is_file()), None)


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes() if path.stat().st_size <= LIMIT_BYTES else None
    except OSError as error:
        stands = error.strerror or type(error).__name__
        raise WrongSettings(Told(str(path), stands, "a file that can be read", "correct --config")) from None
    if data is None:
        raise WrongSettings(Told(str(path), "more than 1 MB", "a settings file", "correct --config"))
    return data


def _faults(path: Path, text: str, error: ValidationError) -> Iterator[Told]:
    for fault in sorted(error.errors(), key=lambda fault: [str(part) for part in fault["loc"]]):
        key = tuple(part for part in fault["loc"] if part not in ("[key]", "codes"))
        where = f"{path}:{line}" if (line := _line(text, key)) else str(path)
        expected, remedy = _advice(fault["type"], key, fault["msg"])
        is_value = fault["type"] not in ("missing", "extra_forbidden")
        yield Told(where, f"{_written(key)} = {_short(fault)}" if is_value else _written(key), expected, remedy)


def _advice(kind: str, key: Key, message: str) -> tuple[str, str]:
    """What was expected there, and what to do."""
    if kind == "extra_forbidden":
        known = _known_keys(key[:-1])
        near = get_close_matches(str(key[-1]), known, n=1, cutoff=0.5)
        return f"one of {', '.join(known)}", f"did you mean {near[0]}?" if near else "take it out, see docs/settings.md"
    if kind == "missing":
        return f"the key {key[-1]}", f"add {key[-1]} to [{_written(key[:-1])}]"
    expected = "a table" if kind in ("dict_type", "model_type") else message.removeprefix("Value error, ")
    return expected.removeprefix("Input should be "), "correct it, see docs/settings.md"


def _known_keys(key: Key) -> list[str]:
    """The keys of the table that `key` leads to; a table of free names (accounts, users) takes any key."""
    kind: Any = Sections
    for part in key:
        kind = kind.model_fields[part].annotation if _is_section(kind) else get_args(kind)[1]
        kind = kind if _is_section(kind) or get_origin(kind) is dict else get_args(kind)[0]
    return sorted(kind.model_fields)


def _is_section(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _line(text: str, key: Key) -> int | None:
    """The first line that writes the last word of the key; None when it is not written."""
    word = next((str(part) for part in reversed(key) if isinstance(part, str)), "")
    pattern = re.compile(rf"""(^|[\s\[.{{,"']){re.escape(word)}["']?\s*[=\].]""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)), None)


def _written(key: Key) -> str:
    """The key as TOML writes it; of an account number only the last four."""
    parts = [
        f"…{str(part)[-4:]}" if key[0] == "bank_accounts" and at == 1 else str(part) for at, part in enumerate(key)
    ]
    return ".".join(part if re.fullmatch(r"[\w…-]+", part) else f'"{part}"' for part in parts)


def _short(fault: Any) -> str:
    value = fault["input"]
    return (f'"{value}"' if isinstance(value, str) else str(value))[:120]
