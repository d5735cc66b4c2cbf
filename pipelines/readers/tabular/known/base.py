"""What is known of one system's export: how it heads its columns, and what its words mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

# Columns of ours that several columns of a file may fill together.
JOINED: Final = ("remittance_information", "reference")


@dataclass(frozen=True, eq=False)
class Known:
    """One export. Headings are compared as `words.word` writes them; of alternatives the first one there counts."""

    name: str
    table: str
    columns: Mapping[str, str]  # our column, or a helper of its shape -> headings, parted by |
    needs: tuple[str, ...]  # each names columns parted by |, of which one must be there
    marks: str = ""  # headings, parted by |: one of them must be there, nobody else writes them
    passed_over: str = ""  # known headings that say nothing we need
    types: Mapping[str, str] = field(default_factory=dict)  # item type -> words for it, parted by |
    closed: str = ""  # words of its state that mean: no longer open
    is_unsigned: bool = False  # credit notes are written without a sign
    is_by_line: bool = False  # one row for each line of a document, each with the document's amounts

    def alternatives(self) -> dict[str, list[str]]:
        """Our column -> its headings, the best first."""
        return {column: headings.split("|") for column, headings in self.columns.items()}
