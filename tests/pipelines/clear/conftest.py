"""A day at the desk, run once: what a person finds in the morning."""

import shutil

import pytest

from tests.pipelines.clear.day import Desk

# reference, amount, payer, memo: no amount is one that the items below come to
RECEIPTS = [
    ("B01", "109.00", "Acme Tools Inc", "list"), ("B02", "150.00", "Acme Tools Inc", "partial"),
    ("B03", "290.00", "Acme Tools Inc", "deduction"), ("B04", "395.00", "Acme Tools Inc", "discount"),
    ("B05", "498.50", "Acme Tools Inc", "fee"), ("B06", "590.00", "Acme Tools Inc", "write off"),
    ("B07", "650.00", "Acme Tools Inc", "residual"), ("B08", "33.00", "Acme Tools Inc", "on account"),
    ("B09", "34.00", "Acme Tools Inc", "refund"), ("B10", "35.00", "Acme Tools Inc", "not AR"),
    ("B11", "36.00", "Paygate 77", "who"), ("B12", "37.00", "Acme Tools Inc", "hold"),
    ("B13", "38.00", "Acme Tools Inc", "leave"), ("B14", "39.00", "Acme Tools Inc", "ask"),
    ("B15", "850.00", "Acme Tools Inc", "split"), ("B16", "34.50", "Acme Tools Inc", "rest"),
]  # fmt: skip
ITEMS = [(f"INV-90000{place}", f"{place}00.00", "C1") for place in range(1, 9)] + [("INV-800001", "45.00", "C2")]


@pytest.fixture(scope="session")
def morning(tmp_path_factory, no_prefect):
    """The day as a run left it."""
    desk = Desk(tmp_path_factory.mktemp("morning") / "desk")
    desk.bank(*RECEIPTS)
    desk.items(*ITEMS)
    ended = desk.run()
    assert (ended.status, sorted(desk.exceptions())) == (0, [reference for reference, *_ in RECEIPTS]), ended.err
    return desk


@pytest.fixture
def desk(morning, tmp_path):
    """The same, to do things to."""
    shutil.copytree(morning.folder, tmp_path / "desk")
    return Desk(tmp_path / "desk", is_new=False)
