"""How the workbook looks: one typeface, few colours, each with one meaning."""

from typing import Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle

from reports.sheet import Column
from schemas.money import CURRENCY_DECIMALS

FACE: Final = "Arial"  # there on every desktop, and of one width in Excel and LibreOffice
INK, GREY, LINE, BLUE = "1F2933", "7B8794", "D5DAE1", "1D4E89"
HEAD, INPUT, INPUT_HEAD, LIVE_HEAD = "243B53", "FFF6D6", "B7791F", "2F855A"
BANDS: Final = {"To fill in": INPUT_HEAD, "Live check": LIVE_HEAD}

_hair: Final = Side("thin", color=LINE)
RULED: Final = Border(bottom=_hair)
BOXED: Final = Border(bottom=_hair, left=_hair, right=_hair, top=_hair)
OPEN: Final = Protection(locked=False)

FORMATS: Final = {"share": "0.0%", "count": "#,##0", "date": "yyyy-mm-dd"}
TONES: Final = {
    "alarm": DifferentialStyle(font=Font(color="9B1C1C", b=True), fill=PatternFill(bgColor="FDE2E1")),
    "warn": DifferentialStyle(font=Font(color="8A4B08"), fill=PatternFill(bgColor="FEEBC8")),
    "good": DifferentialStyle(font=Font(color="1B6B3A", b=True)),
    "muted": DifferentialStyle(font=Font(color="A0A9B5")),
    "input": DifferentialStyle(fill=PatternFill(bgColor=INPUT)),
    "rule": DifferentialStyle(border=Border(top=Side("thin", color=HEAD))),
}


def font(size: float = 9, color: str = INK, bold: bool = False, **more: bool) -> Font:
    """The workbook's typeface."""
    return Font(name=FACE, size=size, color=color, bold=bold, **more)


def fill(color: str) -> PatternFill:
    """A plain background."""
    return PatternFill("solid", fgColor=color)


def number_format(column: Column, decimals: int) -> str:
    """How a value is shown: amounts in their currency's decimals, ids as text."""
    if column.kind == "amount":
        places = CURRENCY_DECIMALS[column.currency] if column.currency else decimals
        fraction = "." + "0" * places if places else ""
        return f"#,##0{fraction};[Red]-#,##0{fraction};–"
    return FORMATS.get(column.kind, "General" if column.formula else "@")


def alignment(column: Column, is_wrapped: bool = False) -> Alignment:
    """Figures to the right, words to the left, a little apart."""
    is_figure = column.kind in ("amount", "share", "count")
    side, indent = ("right", 0) if is_figure else ("left", 1)
    return Alignment(side, "center", wrap_text=is_wrapped or column.is_wrapped, indent=indent)
