"""pain.001 and remt.001: what a payer orders or announces, as advices."""

import pytest

from tests.pipelines.readers.support import HERE, of_text

PAIN = (HERE / "golden/pain001/documents.xml").read_text()
REMT = (HERE / "golden/remt001/three.xml").read_text()


def order(remittance: str, amount: str = '<InstdAmt Ccy="EUR">100.00</InstdAmt>', head: str = "") -> str:
    """One transaction, without any namespace."""
    return (
        f"<Document><CstmrCdtTrfInitn><GrpHdr>{head}</GrpHdr><PmtInf><CdtTrfTxInf><Amt>{amount}</Amt>"
        f"<RmtInf>{remittance}</RmtInf></CdtTrfTxInf></PmtInf></CstmrCdtTrfInitn></Document>"
    )


def lines(reading) -> list[tuple]:
    return reading.tables["advice_lines"].select("invoice_number", "paid_minor").rows()


@pytest.mark.parametrize("prefix", ["", "n0:"])
def test_version_and_prefix_of_the_namespace_do_not_matter(tmp_path, prefix):
    text = PAIN.replace("</", "</@").replace("<", f"<{prefix}").replace(f"<{prefix}/@", f"</{prefix}")
    text = text.replace(f"<{prefix}?xml", "<?xml").replace("xmlns=", "xmlns:n0=" if prefix else "xmlns=")
    assert lines(of_text(tmp_path, text.replace(".09", ".12"))) == lines(of_text(tmp_path, PAIN))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Rechnung 4711", "4711"),
        ("INV-1001", "INV-1001"),
        ("Invoice No. F2026/12.", "F2026/12"),
        ("Rechnung 4711, 4712", None),
        ("Rechnung 4711 vom 1.10.", None),
        ("as agreed", None),
    ],
)
def test_a_text_that_is_one_number_and_nothing_else_names_its_document(tmp_path, text, number):
    reading = of_text(tmp_path, order(f"<Ustrd>{text}</Ustrd>"))
    assert lines(reading) == [(number, 10000)]
    assert reading.tables["advice_lines"]["note"].to_list() == [text]


def test_a_document_in_another_currency_keeps_its_number_and_says_its_amount(tmp_path):
    amount = '<RfrdDocAmt><RmtdAmt Ccy="USD">108.00</RmtdAmt></RfrdDocAmt>'
    blocks = f"<Strd><RfrdDocInf><Nb>1</Nb></RfrdDocInf>{amount}</Strd><Strd><RfrdDocInf><Nb>2</Nb></RfrdDocInf></Strd>"
    reading = of_text(tmp_path, order(blocks))
    assert lines(reading) == [("1", 0), ("2", 0)]
    assert reading.tables["advice_lines"]["note"][0] == "paid USD 108.00; no amount given"


def test_documents_that_do_not_add_up_to_the_payment_are_told(tmp_path):
    block = (
        '<Strd><RfrdDocInf><Nb>1</Nb></RfrdDocInf><RfrdDocAmt><RmtdAmt Ccy="EUR">90.00</RmtdAmt></RfrdDocAmt></Strd>'
    )
    reading = of_text(tmp_path, order(block))
    assert reading.warnings == ["line 1: the payment EUR 100.00 is not the sum of its lines EUR 90.00"]


def test_more_transactions_and_another_sum_than_the_header_states_are_told(tmp_path):
    reading = of_text(tmp_path, order("<Ustrd>1</Ustrd>", head="<NbOfTxs>0</NbOfTxs><CtrlSum>7</CtrlSum>"))
    assert reading.warnings == [
        "line 1: NbOfTxs is 0, the file holds 1 transactions",
        "line 1: CtrlSum is 7, its transactions come to 100.00",
    ]


def test_a_check_is_told_by_its_payment_method(tmp_path):
    assert of_text(tmp_path, REMT).tables["advices"]["is_cheque"].to_list() == [False, True, False]
    converted = REMT.replace("<PmtMtd>CHK</PmtMtd>", "<PmtTpInf><LclInstrm><Cd>ARC</Cd></LclInstrm></PmtTpInf>")
    assert of_text(tmp_path, converted).tables["advices"]["is_cheque"].to_list() == [False, True, False]
    assert of_text(tmp_path, PAIN.replace(">TRF<", ">CHK<")).tables["advices"]["is_cheque"].all()


def test_an_advice_without_its_payment_is_in_the_currency_of_its_documents(tmp_path):
    advice = of_text(tmp_path, REMT).tables["advices"].row(2, named=True)
    assert (advice["currency"], advice["payment_minor"], advice["payment_reference"]) == ("EUR", None, "SHORT")
