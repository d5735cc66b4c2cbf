"""An associate at the workbook: opens it, fills cells in by their headings, saves it, clears it, reads the answer."""

from pathlib import Path

from openpyxl import load_workbook

from pipelines import ledger
from reports.sheet import FIRST_ROW, HEADING_ROW
from tests.pipelines.command import DAY, SAMPLE, Ended, tieout

BOOK = Path("out") / DAY / "exceptions.xlsx"


class Filled:
    """One workbook, open for typing."""

    def __init__(self, path: Path) -> None:
        self.workbook = load_workbook(path)

    def rows(self, title="To clear"):
        """The rows of a sheet as people see them: heading -> value, and `at`, the row's number."""
        sheet = self.workbook[title]
        headings = [cell.value for cell in sheet[HEADING_ROW]]
        lines = sheet.iter_rows(min_row=FIRST_ROW, values_only=True)
        return [dict(zip(headings, line, strict=True)) | {"at": at} for at, line in enumerate(lines, FIRST_ROW)]

    def type_in(self, at, title="To clear", **cells):
        """`Apply_to="4711"` types into the column Apply to of that row."""
        sheet = self.workbook[title]
        columns = {cell.value: cell.column for cell in sheet[HEADING_ROW]}
        for name, value in cells.items():
            sheet.cell(at, columns[name.replace("_", " ").replace("writeoff", "Write-off")]).value = value

    def rearranged(self, order, title="To clear"):
        """The sheet's rows written again as `order` has them; what is below is deleted."""
        sheet = self.workbook[title]
        lines = [[cell.value for cell in sheet[at]] for at in order]
        sheet.delete_rows(FIRST_ROW, sheet.max_row)
        for at, line in enumerate(lines, FIRST_ROW):
            for column, value in enumerate(line, 1):
                sheet.cell(at, column).value = value

    def save(self, path: Path) -> Path:
        self.workbook.save(path)
        return path


def cleared(folder: Path, *books: Path, by="anna", as_of=DAY) -> Ended:
    """`tieout clear` on the copied sample day in `folder`."""
    at = ("--ledger", folder / "ledger.duckdb", "--out", folder / "out", "--config", SAMPLE / "tieout.toml")
    return tieout("clear", *books, *at, "--by", by, "--as-of", as_of)


def answers(folder: Path, name: str, as_of=DAY):
    """(result, what became of it) by exception, as the answer book has them."""
    rows = Filled(folder / "out" / as_of / name).rows("Answers")
    return {row["Exception (click: correct it)"]: (row["Result"], row["What became of it"]) for row in rows}


def asked(folder: Path, query: str):
    """Rows of the ledger."""
    with ledger.reading(folder / "ledger.duckdb") as books:
        return books.sql(query).fetchall()


PLACED = "select payment_id, applied_amount, on_account_amount, unapplied_amount from payments order by all"
SAID = "select exception_id, status, assigned_to, amount from exceptions order by all"


def chosen(book):
    """Rows of the sample day to answer, found by what they ask: those with a suggestion, and those of nobody."""
    rows = [row for row in book.rows() if row["Unallocated"] > 0]
    offered = [row for row in rows if row["Best suggestion (click)"] and row["Customer"]]
    unknown = [row for row in rows if row["Type"] == "UNIDENTIFIED_PAYER"]
    return offered, unknown


def fill_in(book):
    """The answers of one morning: the exception ids by what was said."""
    offered, unknown = chosen(book)
    accepted, kept, noted = offered[:3]
    book.type_in(accepted["at"], Action="accept suggestion 1", Prepared_by="anna")
    book.type_in(kept["at"], Action="On Account ", Comment="prepaid, see the mail")
    book.type_in(noted["at"], Comment="asked the payer", Assigned_to="ben")
    book.type_in(unknown[0]["at"], Action="hold")
    named = {"accepted": accepted, "kept": kept, "noted": noted, "held": unknown[0]}
    return {word: row["Exception"] for word, row in named.items()}
