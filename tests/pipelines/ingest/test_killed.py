"""A run that dies has told nobody what it refused."""

import pytest

from tests.pipelines.ingest.support import CUSTOMERS, Desk


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_what_a_killed_run_refused_is_told_by_the_next_one(desk):
    desk.put("bank/cut.xml", '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">')
    desk.put("customers/c.csv", CUSTOMERS, "C1,US01,Acme,", ",US01,Nobody,")
    desk.run(is_killed=True)

    told, again = desk.run(), desk.run()

    counted = ("quarantined", "rows rejected", "outstanding")
    assert [told.figures[name] for name in counted] == [1, 1, 0] and told.is_rejected_first
    assert [again.figures[name] for name in counted] == [0, 0, 1] and not again.is_rejected_first
