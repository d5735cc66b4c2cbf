"""A world's statement as camt.053 of any version, with balances and a transaction summary that hold."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.worlds.money import written
from benchmarks.worlds.shapes import Entity, World

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001."
VERSIONS = ("02", "04", "08", "13")
OLD = ("02", "04", "06")  # parties by their name alone, a status that is plain text
CODES = {
    "TRANSFER": ("PMNT", "RCDT", "ESCT"),
    "RETURN": ("PMNT", "IDDT", "UPDD"),
    "FEE": ("ACMT", "MDOP", "CHRG"),
    "INTEREST": ("ACMT", "MCOP", "INTR"),
    "OWN_TRANSFER": ("CAMT", "ACCB", "SWEP"),
}
CREDITOR_REFERENCE = re.compile(r"\bRF\d{10,23}\b")
IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")


def bank(world: World, entity: Entity, file: Path, version: str = "08") -> None:
    document = ET.Element("Document", xmlns=NAMESPACE + version)
    report = ET.SubElement(document, "BkToCstmrStmt")
    made_at = f"{world.as_of:%Y-%m-%d}T23:30:00+02:00"
    put(report, "GrpHdr/MsgId", f"STMT{world.as_of:%Y%m%d}{entity.entity}")
    put(report, "GrpHdr/CreDtTm", made_at)
    statement = ET.SubElement(report, "Stmt")
    _head(statement, world, entity, made_at)
    fees = dict(world.truth.group_by("bank_reference").agg(pl.col("fee_minor").sum()).iter_rows())
    for line in world.bank.filter(entity=entity.entity).iter_rows(named=True):
        _entry(statement, line, fees.get(line["bank_reference"], 0))
    if version in OLD:
        _aged(statement, version)
    ET.indent(document)
    file.write_bytes(ET.tostring(document, encoding="UTF-8", xml_declaration=True) + b"\n")


def _aged(statement: ET.Element, version: str) -> None:
    """The same as earlier versions write it."""
    for party in (*statement.iter("Dbtr"), *statement.iter("Cdtr")):
        for name in party.findall("Pty/Nm"):
            party[:] = [name]
    for status in statement.iter("Sts"):
        status.text, status[:] = status.findtext("Cd"), []
    for found in statement.iter("FinInstnId") if version == "02" else ():
        for code in found.findall("BICFI"):
            code.tag = "BIC"


def put(parent: ET.Element, path: str, text: str, **attributes: str) -> ET.Element:
    """The leaf at the end of the path; elements on the way are made once, the leaf always."""
    *way, leaf = path.split("/")
    for name in way:
        found = parent.find(name)
        parent = ET.SubElement(parent, name) if found is None else found
    made = ET.SubElement(parent, leaf, attributes)
    made.text = text
    return made


def _signed(parent: ET.Element, minor: int, currency: str | None = None) -> None:
    put(parent, "Amt", written(abs(minor)), **({"Ccy": currency} if currency else {}))
    put(parent, "CdtDbtInd", "CRDT" if minor >= 0 else "DBIT")


def _head(statement: ET.Element, world: World, entity: Entity, made_at: str) -> None:
    day, number = f"{world.as_of:%Y-%m-%d}", f"{world.as_of:%j}"
    for path, text in (
        ("Id", f"{entity.entity}-{day}"),
        ("ElctrncSeqNb", number.lstrip("0")),
        ("LglSeqNb", number.lstrip("0")),
        ("CreDtTm", made_at),
        ("FrToDt/FrDtTm", f"{day}T00:00:00+02:00"),
        ("FrToDt/ToDtTm", f"{day}T23:59:59+02:00"),
        ("Acct/Id/IBAN", entity.account),
        ("Acct/Ccy", entity.currency),
        ("Acct/Ownr/Nm", entity.name),
        ("Acct/Svcr/FinInstnId/BICFI", entity.bank),
    ):
        put(statement, path, text)
    totals = world.statements.row(by_predicate=pl.col("entity") == entity.entity, named=True)
    for code, minor in (("OPBD", totals["opening_minor"]), ("CLBD", totals["closing_minor"])):
        balance = ET.SubElement(statement, "Bal")
        put(balance, "Tp/CdOrPrtry/Cd", code)
        _signed(balance, minor, entity.currency)
        put(balance, "Dt/Dt", day)
    _summary(statement, world.bank.filter(entity=entity.entity)["amount_minor"].to_list())


def _summary(statement: ET.Element, amounts: list[int]) -> None:
    credits, debits = [a for a in amounts if a > 0], [-a for a in amounts if a < 0]
    summary = ET.SubElement(statement, "TxsSummry")
    put(summary, "TtlNtries/NbOfNtries", str(len(amounts)))
    put(summary, "TtlNtries/Sum", written(sum(credits) + sum(debits)))
    _signed(ET.SubElement(summary[0], "TtlNetNtry"), sum(amounts))
    for name, several in (("TtlCdtNtries", credits), ("TtlDbtNtries", debits)):
        put(summary, f"{name}/NbOfNtries", str(len(several)))
        put(summary, f"{name}/Sum", written(sum(several)))


def _entry(statement: ET.Element, line: dict[str, Any], fee: int) -> None:
    entry = ET.SubElement(statement, "Ntry")
    _signed(entry, line["amount_minor"], line["currency"])
    kind = line["transaction_type"]
    if kind == "RETURN":
        put(entry, "RvslInd", "true")
    put(entry, "Sts/Cd", "BOOK")
    put(entry, "BookgDt/Dt", f"{line['booking_date']:%Y-%m-%d}")
    put(entry, "ValDt/Dt", f"{line['value_date']:%Y-%m-%d}")
    put(entry, "AcctSvcrRef", line["bank_reference"])
    domain, family, sub_family = CODES[kind]
    put(entry, "BkTxCd/Domn/Cd", domain)
    put(entry, "BkTxCd/Domn/Fmly/Cd", family)
    put(entry, "BkTxCd/Domn/Fmly/SubFmlyCd", sub_family)
    if kind in ("TRANSFER", "RETURN", "OWN_TRANSFER"):
        _details(ET.SubElement(ET.SubElement(entry, "NtryDtls"), "TxDtls"), line, fee)
    else:
        put(entry, "AddtlNtryInf", line["remittance_information"])


def _details(details: ET.Element, line: dict[str, Any], fee: int) -> None:
    currency, amount = line["currency"], line["amount_minor"]
    put(details, "Refs/AcctSvcrRef", line["bank_reference"])
    put(details, "Refs/EndToEndId", line["end_to_end_id"] or "NOTPROVIDED")
    _signed(details, amount, currency)
    if fee:
        put(details, "AmtDtls/InstdAmt/Amt", written(amount + fee), Ccy=currency)
        put(details, "AmtDtls/TxAmt/Amt", written(amount), Ccy=currency)
        put(details, "Chrgs/Rcrd/Amt", written(fee), Ccy=currency)
    if line["payer_name"]:
        is_ours = line["transaction_type"] == "OWN_TRANSFER" and amount < 0
        put(details, f"RltdPties/{'Cdtr' if is_ours else 'Dbtr'}/Pty/Nm", line["payer_name"])
    if line["payer_account"]:
        put(
            details,
            f"RltdPties/DbtrAcct/Id/{'IBAN' if IBAN.fullmatch(line['payer_account']) else 'Othr/Id'}",
            line["payer_account"],
        )
    _remittance(details, line["remittance_information"])
    if line["transaction_type"] == "RETURN":
        put(details, "RtrInf/Rsn/Cd", "AM04")


def _remittance(details: ET.Element, text: str) -> None:
    """A creditor reference has a field of its own; what else the payer wrote is free text."""
    found = CREDITOR_REFERENCE.search(text)
    rest = text.replace(found.group(), "").strip() if found else text
    if rest:
        put(details, "RmtInf/Ustrd", rest)
    if found:
        put(details, "RmtInf/Strd/CdtrRefInf/Tp/CdOrPrtry/Cd", "SCOR")
        put(details, "RmtInf/Strd/CdtrRefInf/Ref", found.group())
