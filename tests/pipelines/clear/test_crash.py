"""A clear that is killed and done again leaves the ledger of one that nobody disturbed."""

import shutil
import signal

import pytest

from tests.pipelines.clear.day import DAY, Desk, said
from tests.pipelines.command import books, started
from tests.pipelines.test_crash import AFTER, BEFORE, KILLED

ANSWERS = {
    "B03": {"action": "deduction", "apply_to": "INV-900003", "reason_code": "PD"},
    "B11": {"action": "assign customer", "apply_to": "C2", "learn_alias": "yes"},
    "B08": {"action": "on account"},
}
POINTS = {
    "decided and nothing posted": ("pipelines.ledger.clearing", "post", BEFORE, 1),
    "posted and nothing committed": ("pipelines.ledger.clearing", "post", AFTER, 1),
    "committed and not yet published": ("pipelines.ledger.store", "_publish_if_newer", BEFORE, 1),
    "published and not yet answered": ("pipelines.clear.answered", "publish", BEFORE, 1),
}


@pytest.fixture(scope="module")
def whole(morning, tmp_path_factory):
    """The book cleared without a disturbance."""
    folder = tmp_path_factory.mktemp("whole") / "desk"
    shutil.copytree(morning.folder, folder)
    desk = Desk(folder, is_new=False)
    path = desk.fill("book.xlsx", ANSWERS)
    desk.clear(path)
    return desk, path


@pytest.mark.parametrize("point", POINTS, ids=[point.replace(" ", "-") for point in POINTS])
def test_killed_and_cleared_again_is_as_if_nothing_had_happened(point, whole, desk):
    module, name, after, call = POINTS[point]
    undisturbed, path = whole
    words = ("clear", path, "--by", "anna", "--ledger", desk.ledger, "--out", desk.folder / "out", "--as-of", DAY,
             "--config", desk.folder / "tieout.toml")  # fmt: skip
    process = started(*words, program=KILLED.format(module=module, name=name, after=after, call=call))
    _, err = process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL, err
    answers = said(desk.clear(path))
    assert {status for status, _ in answers.values()} <= {"posted", "already posted"}
    mine, theirs = books(desk.folder), books(undisturbed.folder)
    assert {name: frame.equals(theirs[name]) for name, frame in mine.items()} == dict.fromkeys(theirs, True)
    assert (desk.folder / "out" / DAY / "answer-book.xlsx").is_file()
    assert desk.holds()
