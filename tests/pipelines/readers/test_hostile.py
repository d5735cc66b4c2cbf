"""Damaged files: read, or refused with a reason; never a reader that did not foresee it, never tables that disagree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pipelines.readers.hostile import SEEDS, UNFORESEEN, prove

PLACE = st.floats(0, 1, exclude_max=True)
ODD = st.sampled_from([
    b"", b"\0", b"\xff", b"\r", b"\n\n", b"-", b"9" * 40, b"1e999", b",", b"\"", b"/", b"~", b"'", b"<", b"&x;", b"]]>",
    b"0000-00-00", b"99999999", b"=1+1", b"\xef\xbb\xbf", b"\xe2\x80\xae",
])  # fmt: skip
DAMAGE = st.lists(st.tuples(PLACE, st.integers(0, 12), ODD), min_size=1, max_size=4)


def damaged(content: bytes, damage: list[tuple[float, int, bytes]]) -> bytes:
    """The content with some bytes replaced, here and there."""
    for place, count, odd in damage:
        at = int(place * len(content))
        content = content[:at] + odd + content[at + count :]
    return content


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("hostile")


@pytest.mark.parametrize("seed", SEEDS, ids=[f"{seed.parent.name}/{seed.name}" for seed in SEEDS])
def test_a_whole_file_holds(folder, seed):
    prove(seed.read_bytes(), folder)


@settings(max_examples=300)
@given(st.sampled_from([seed for seed in SEEDS if seed.suffix != ".pdf"]), DAMAGE)
def test_a_damaged_file_is_read_or_refused_with_a_reason(folder, seed, damage):
    prove(damaged(seed.read_bytes(), damage), folder)


def test_what_no_reader_foresaw_fails(folder, monkeypatch):
    monkeypatch.setattr("pipelines.readers.csv.read", lambda source: 1 // 0)
    with pytest.raises(AssertionError, match=UNFORESEEN):
        prove(b"account,currency,booking_date,amount\n1,EUR,2026-01-01,5\n", folder)
