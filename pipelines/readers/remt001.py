"""remt.001 of ISO 20022: a remittance advice that travels beside its payment. Versions 01 to 06."""

import re
from typing import Final

from pipelines.readers.advices import Advice, Advices
from pipelines.readers.base import Reading, Source, reading, refused
from pipelines.readers.camt import advised
from pipelines.readers.camt.xml import Element, Malformed, child, day, events, forget, line_of, money, text
from pipelines.readers.text import text_of

CHEQUES: Final = ("CHK", "ARC")  # payment method, and the local instrument of a converted check
_CONTENT: Final = re.compile(r"<(?:\w+:)?(?:RmtAdvc|remt\.001\.001\.\d\d)\b")


def claims(head: bytes) -> bool:
    """XML that holds a remittance advice."""
    start = text_of(head).lstrip()
    return start.startswith("<") and _CONTENT.search(start) is not None


def read(source: Source) -> Reading:
    """One file, streamed: an advice for each RmtInf."""
    advices = Advices()
    sender, encoding = None, "utf-8"
    for event, name, element in events(source, ("GrpHdr", "RmtInf")):
        encoding = (element.getroottree().docinfo.encoding or encoding).lower()
        if event == "start":
            continue
        try:
            if name == "GrpHdr":
                sender = text(element, "InitgPty/Nm")
            else:
                advices.add(_advice(element, sender).of_one_document())
                forget(element)
        except Malformed as error:
            stands, expected, line = error.args
            raise refused(source, stands, expected, line=line) from None
    if not advices.count:
        raise refused(source, "a message without remittance information", "at least one RmtInf")
    return reading("remt001", encoding, advices.tables(), warnings=advices.warnings)


def _advice(element: Element, sender: str | None) -> Advice:
    payment = child(element, "OrgnlPmtInf")
    owner = element if payment is None else payment
    found = next((one for name in ("InstdAmt", "IntrBkSttlmAmt") if (one := _amount(owner, name)) is not None), None)
    amount, currency = (None, advised.first_currency(element)) if found is None else money(found, element)
    if currency is None:
        raise Malformed("remittance information without a currency", "an amount with its Ccy", line_of(element))
    identity = text(element, "RmtId")
    references = (text(owner, f"Refs/{name}") for name in ("EndToEndId", "TxId", "UETR", "InstrId"))
    methods = (text(owner, "PmtMtd"), text(owner, "PmtTpInf/LclInstrm/Cd"), text(owner, "PmtTpInf/LclInstrm/Prtry"))
    return Advice(
        currency,
        line_of(element),
        stated_id=identity,
        payer_name=text(owner, "UltmtDbtr/Nm", "UltmtDbtr/Pty/Nm", "Dbtr/Nm", "Dbtr/Pty/Nm") or sender,
        payer_account=text(owner, "DbtrAcct/Id/IBAN", "DbtrAcct/Id/Othr/Id"),
        reference=next((one for one in references if advised.stated(one)), identity),
        payment_date=day(owner, "ReqdExctnDt/Dt", "ReqdExctnDt/DtTm", "ReqdExctnDt", "IntrBkSttlmDt"),
        payment=amount,
        is_cheque=any(method in CHEQUES for method in methods),
        lines=advised.lines(element, currency, "."),
    )


def _amount(owner: Element, name: str) -> Element | None:
    """The amount of the payment, which versions write at two places."""
    found = child(owner, f"Amt/{name}")
    return child(owner, name) if found is None else found
