"""What a damaged or foreign element may never do in a camt file: make money of what is none."""

import pytest

from tests.pipelines.readers.support import of_text, refusal

BOOKED = "<Sts><Cd>BOOK</Cd></Sts>"
STATUS = "a status (Sts) of BOOK, PDNG, INFO, FUTR"
NO_STATUS, OUTSIDE = "an entry with <{}> and without a status", "an entry outside any statement"
CAMT = " xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'"
IBAN = "<Acct><Id><IBAN>DE53999900000441002398</IBAN></Id><Ccy>EUR</Ccy></Acct>"
FOREIGN = "<x:Sts xmlns:x='urn:x'><x:Cd>{}</x:Cd></x:Sts>"


def entry(status: str = BOOKED, amount: str = "<Amt Ccy='EUR'>5.00</Amt>", side: str = "<CdtDbtInd>CRDT</CdtDbtInd>",
          more: str = "") -> str:  # fmt: skip
    return f"<Ntry>\n{amount}{side}{status}<BookgDt><Dt>2026-10-15</Dt></BookgDt>{more}</Ntry>"


def statement(inside: str, name: str = "Stmt", namespace: str = CAMT) -> str:
    head = f"<Id>1</Id><CreDtTm>2026-10-15T10:00:00</CreDtTm>{IBAN}"
    return f"<Document{namespace}><BkToCstmrStmt><{name}>{head}{inside}</{name}></BkToCstmrStmt></Document>"


def amounts(tmp_path, text: str) -> list[int]:
    return of_text(tmp_path, text).tables["bank_lines"]["amount_minor"].to_list()


@pytest.mark.parametrize(
    "status",
    [
        "<Sts>BOOK</Sts>",
        BOOKED,
        "<Sts><Prtry>BOOK</Prtry></Sts>",
        "",
        FOREIGN.format("BOOK"),
    ],
)
def test_a_booked_entry_is_money(tmp_path, status):
    assert amounts(tmp_path, statement(entry(status))) == [500]


@pytest.mark.parametrize(
    "status",
    [
        "<Sts>PDNG</Sts>", "<Sts><Cd>PDNG</Cd></Sts>", "<Sts><Cd>INFO</Cd></Sts>", "<Sts><Cd>FUTR</Cd></Sts>",
        "<Sts><Prtry>PDNG</Prtry></Sts>", FOREIGN.format("PDNG"),
    ],
)  # fmt: skip
def test_an_entry_that_waits_is_no_money(tmp_path, status):
    reading = of_text(tmp_path, statement(entry(status)))
    assert reading.tables["bank_lines"].is_empty()
    assert reading.warnings == ["1 entries are not booked yet and are no money"]


@pytest.mark.parametrize(
    ("damaged", "stands", "expected"),
    [
        (entry("<x:Sts>PDNG</x:Sts>"), NO_STATUS.format("x:Sts"), STATUS),
        (entry("<Stz>PDNG</Stz>"), NO_STATUS.format("Stz"), STATUS),
        (entry("<Sts/>"), "status ''", STATUS),
        (entry("<Sts><x:Cd>PDNG</x:Cd></Sts>"), "status ''", STATUS),
        (entry("<Sts><Cd>pdng</Cd></Sts>"), "status 'pdng'", STATUS),
        (entry("<Sts><Prtry>PENDING</Prtry></Sts>"), "status 'PENDING'", STATUS),
        (entry("<Sts>BOOK</Sts><Sts>PDNG</Sts>"), "2 times <Sts>", "one"),
        (entry(BOOKED + "<RvslInd>yes</RvslInd>"), "RvslInd 'yes'", "true or false"),
        (entry(BOOKED + "<RvslInd/>"), "RvslInd ''", "true or false"),
        (entry(BOOKED + "<RvslInd>false</RvslInd><RvslInd>true</RvslInd>"), "2 times <RvslInd>", "one"),
        (entry(side=""), "CdtDbtInd None", "CRDT or DBIT"),
        (entry(side="<x:CdtDbtInd>CRDT</x:CdtDbtInd>"), "CdtDbtInd None", "CRDT or DBIT"),
        (entry(side="<CdtDbtInd/>"), "CdtDbtInd ''", "CRDT or DBIT"),
        (entry(side="<CdtDbtInd>C</CdtDbtInd>"), "CdtDbtInd 'C'", "CRDT or DBIT"),
        (entry(side="<CdtDbtInd>DBIT</CdtDbtInd><CdtDbtInd>CRDT</CdtDbtInd>"), "2 times <CdtDbtInd>", "one"),
        (entry(amount="<Amt>5.00</Amt>"), "an amount in currency ''", "an ISO 4217 code in Ccy"),
        (entry(amount="<Amt Ccy='EUX'>5.00</Amt>"), "an amount in currency 'EUX'", "an ISO 4217 code in Ccy"),
        (entry(amount="<Amt Ccy='EUR'>-5</Amt>"), "amount '-5'", "an amount without sign, in the decimals of EUR"),
        (entry(amount="<x:Amt Ccy='EUR'>5.00</x:Amt>"), "no amount", "an Amt with its Ccy"),
        (entry(amount="<x:Amt xmlns:x='urn:x' Ccy='EUR'>9</x:Amt><Amt Ccy='EUR'>5</Amt>"), "2 times <Amt>", "one"),
        (f"<SplmtryData><Envlp>{entry()}</Envlp></SplmtryData>", OUTSIDE, "Ntry in Stmt, Rpt, Ntfctn"),
        (entry(more=f"<NtryDtls>{entry()}</NtryDtls>"), OUTSIDE, "Ntry in Stmt, Rpt, Ntfctn"),
        (f"<Rpt>{entry()}</Rpt>", "<Rpt> within another statement", "statements beside each other"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["Stmt", "Rpt", "Ntfctn"])
def test_a_damaged_entry_refuses_its_file(tmp_path, damaged, stands, expected, name):
    for namespace in ("", " xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'"):
        said = refusal(tmp_path, statement(entry() + damaged, name, namespace)).splitlines()
        assert said[1:3] == [f"  stands:   {stands}", f"  expected: {expected}"]


def test_a_prefix_that_is_not_declared_refuses_its_file_wherever_it_stands(tmp_path):
    said = refusal(tmp_path, statement(entry(more="<x:NtryDtls/>"))).splitlines()
    assert said[1].startswith("  stands:   Namespace prefix x on NtryDtls is not defined")
    assert said[2] == "  expected: prefixes that the message declares (xmlns)"


@pytest.mark.parametrize(("written", "code"), [("true", "RVSL"), ("1", "RVSL"), ("false", None), ("0", None)])
def test_a_reversal_is_told_in_either_spelling(tmp_path, written, code):
    lines = of_text(tmp_path, statement(entry(BOOKED + f"<RvslInd>{written}</RvslInd>"))).tables["bank_lines"]
    assert lines["transaction_type"].to_list() == [code]


def test_transactions_of_an_entry_without_details_around_them_are_shown_each_by_itself(tmp_path):
    parts = "".join(f"<TxDtls><Amt Ccy='EUR'>{part}.00</Amt></TxDtls>" for part in (2, 3))
    lines = of_text(tmp_path, statement(entry(more=parts), namespace="")).tables["bank_lines"]
    assert lines.select("amount_minor", "raw").rows() == [
        (200, '<TxDtls><Amt Ccy="EUR">2.00</Amt></TxDtls>'), (300, '<TxDtls><Amt Ccy="EUR">3.00</Amt></TxDtls>'),
    ]  # fmt: skip
