"""What a row of headings means."""

from typing import NamedTuple

from pipelines.readers.tabular.known.base import Known
from schemas.settings import CsvProfile


class Meaning(NamedTuple):
    """What headings mean: our column -> its positions, the best first. `known` is None for our own names."""

    table: str
    line: int
    width: int
    columns: dict[str, tuple[int, ...]]
    unknown: list[str]
    profile: CsvProfile | None = None
    known: Known | None = None
    currency: str | None = None  # what the heading of the amount names
    names: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Our own names: amounts and dates are written our way too."""
        return self.known is None and self.profile is None
