"""Advices and lockboxes of others, held against what is known of them; skipped where they are not."""

import pytest

from tests.pipelines.readers.support import SAMPLES, said

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="no sample files beside the project")


@pytest.mark.parametrize(
    ("name", "count", "paid"),
    [
        ("pain001/moov-iso__musterfile_pain.001_Nov2020.xml", 8, 3700),  # an equivalent of CHF 1 is not in it
        ("remt001/ours_made__remt.001.001.04.xml", 3, 560000),
        ("lockbox/bai-lockbox__test_lockbox.bai", 1, 700000),
        ("faults/lockbox_lowercase_name.bai", 1, 700000),
        ("pdf/ours_made__remittance_20.pdf", 20, 1979000),
    ],
)
def test_a_sample_is_read_to_its_own_total(name, count, paid):
    reading = said(SAMPLES / name)
    lines = reading.tables["advice_lines"]
    assert (lines.height, lines["paid_minor"].sum()) == (count, paid)
    assert reading.faults == [] and reading.rejects.is_empty()


def test_an_official_file_that_counts_itself_wrong_is_told():
    reading = said(SAMPLES / "pain001/moov-iso__musterfile_pain.001_Nov2020.xml")
    assert reading.warnings == ["line 4: NbOfTxs is 7, the file holds 8 transactions"]
