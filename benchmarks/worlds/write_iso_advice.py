"""A world's advices as ISO 20022 messages with the same remittance information: remt.001 and pain.001."""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from benchmarks.worlds.money import written
from benchmarks.worlds.shapes import Entity, World
from benchmarks.worlds.write_camt import put

REMT = "urn:iso:std:iso:20022:tech:xsd:remt.001.001.04"
PAIN = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"


def remt(world: World, entity: Entity, file: Path) -> None:
    document = ET.Element("Document", xmlns=REMT)
    message = ET.SubElement(document, "RmtAdvc")
    put(message, "GrpHdr/MsgId", f"RA-{entity.entity}")
    put(message, "GrpHdr/CreDtTm", f"{world.as_of}T09:00:00")
    for head in world.advices.filter(entity=entity.entity).iter_rows(named=True):
        advice = ET.SubElement(message, "RmtInf")
        put(advice, "RmtId", head["remittance_id"])
        _documents(advice, world, head)
        put(advice, "OrgnlPmtInf/Refs/EndToEndId", head["payment_reference"])
        put(advice, "OrgnlPmtInf/Amt/InstdAmt", written(head["payment_minor"]), Ccy=head["currency"])
        put(advice, "OrgnlPmtInf/ReqdExctnDt/Dt", str(head["payment_date"]))
        put(advice, "OrgnlPmtInf/Dbtr/Pty/Nm", head["payer_name"])
    _save(document, file)


def pain(world: World, entity: Entity, file: Path) -> None:
    document = ET.Element("Document", xmlns=PAIN)
    message = ET.SubElement(document, "CstmrCdtTrfInitn")
    heads = world.advices.filter(entity=entity.entity)
    put(message, "GrpHdr/MsgId", f"PAY-{entity.entity}")
    put(message, "GrpHdr/CreDtTm", f"{world.as_of}T09:00:00")
    put(message, "GrpHdr/NbOfTxs", str(heads.height))
    put(message, "GrpHdr/CtrlSum", written(int(heads["payment_minor"].sum())))
    for head in heads.iter_rows(named=True):
        order = ET.SubElement(message, "PmtInf")
        put(order, "PmtInfId", head["remittance_id"])
        put(order, "PmtMtd", "TRF")
        put(order, "ReqdExctnDt/Dt", str(head["payment_date"]))
        put(order, "Dbtr/Nm", head["payer_name"])
        payment = ET.SubElement(order, "CdtTrfTxInf")
        put(payment, "PmtId/EndToEndId", head["payment_reference"])
        put(payment, "Amt/InstdAmt", written(head["payment_minor"]), Ccy=head["currency"])
        put(payment, "Cdtr/Nm", entity.name)
        _documents(ET.SubElement(payment, "RmtInf"), world, head)
    _save(document, file)


def _save(document: ET.Element, file: Path) -> None:
    ET.indent(document)
    file.write_bytes(ET.tostring(document, encoding="UTF-8", xml_declaration=True) + b"\n")


def _documents(owner: ET.Element, world: World, head: dict[str, Any]) -> None:
    for line in world.advice_lines.filter(remittance_id=head["remittance_id"]).iter_rows(named=True):
        _document(ET.SubElement(owner, "Strd"), line, head["currency"])


def _document(block: ET.Element, line: dict[str, Any], currency: str) -> None:
    """A credit note's amounts stand without a sign: its kind says that they are taken off."""
    is_credit = line["item_type"] == "credit_memo"
    put(block, "RfrdDocInf/Tp/CdOrPrtry/Cd", "CREN" if is_credit else "CINV")
    put(block, "RfrdDocInf/Nb", line["invoice_number"])
    put(block, "RfrdDocAmt/DuePyblAmt", written(abs(line["gross_minor"])), Ccy=currency)
    if line["discount_minor"]:
        put(block, "RfrdDocAmt/DscntApldAmt/Amt", written(line["discount_minor"]), Ccy=currency)
    if line["deduction_minor"]:
        put(block, "RfrdDocAmt/AdjstmntAmtAndRsn/Amt", written(line["deduction_minor"]), Ccy=currency)
        put(block, "RfrdDocAmt/AdjstmntAmtAndRsn/CdtDbtInd", "DBIT")
        put(block, "RfrdDocAmt/AdjstmntAmtAndRsn/Rsn", line["deduction_code"])
    put(block, f"RfrdDocAmt/{'CdtNoteAmt' if is_credit else 'RmtdAmt'}", written(abs(line["paid_minor"])), Ccy=currency)
