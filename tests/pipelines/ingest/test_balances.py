"""A balance that does not hold is a matter of its own statement."""

import pytest

from schemas.settings import Settings
from tests.pipelines.ingest.support import Desk


def camt(account: str, closing: str) -> str:
    """A statement of one line: opens with 10.00, gets 5.00."""
    balance = "<Bal><Tp><CdOrPrtry><Cd>{}</Cd></CdOrPrtry></Tp><Amt Ccy='USD'>{}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>"
    entry = "<Ntry><Amt Ccy='USD'>5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-03-03</Dt></BookgDt></Ntry>"
    balances = balance.format("OPBD", "10.00") + balance.format("CLBD", closing)
    owner = f"<CreDtTm>2026-03-04T08:00:00</CreDtTm><Acct><Id><Othr><Id>{account}</Id></Othr></Id></Acct>"
    return f"<Stmt>{owner}{balances}{entry}</Stmt>"


@pytest.mark.parametrize(("broken", "state"), [("A1", "taken"), ("B2", "quarantined")])
def test_a_broken_balance_is_judged_by_its_own_account_where_all_stands_on_one_line(tmp_path, broken, state):
    desk = Desk(tmp_path)
    closings = {"A1": "15.00", "B2": "15.00"} | {broken: "16.00"}
    statements = "".join(camt(account, closing) for account, closing in closings.items())
    desk.put("bank/both.xml", f"<Document><BkToCstmrStmt>{statements}</BkToCstmrStmt></Document>")
    accounts = {"A1": {"entity": "US01", "balance_check": "none"}, "B2": {"entity": "US01"}}
    desk.run(settings=Settings.model_validate({"bank_accounts": accounts}))

    assert desk.states() == {"bank/both.xml": state}
    if state == "taken":
        proofs = desk.rows("select account, proof from facts.statements order by account")
        assert proofs == [("A1", "balance not checked"), ("B2", "balances")]
