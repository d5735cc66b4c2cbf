"""What the bank's line says: a country's habit of filling in the text, the references in it, and noise around them."""

import random
from dataclasses import dataclass
from datetime import timedelta

from benchmarks.worlds.cites import LOSSY, NEEDS, OTHER_NUMBERS, WRITINGS, Pen
from benchmarks.worlds.desk import Desk
from benchmarks.worlds.money import written
from benchmarks.worlds.profiles import Profile
from benchmarks.worlds.shapes import Draft, Item


@dataclass(frozen=True, slots=True)
class Habit:
    """One way a bank's text is laid out, how long it may be, and the kind of payment that uses it."""

    layout: str
    limit: int
    transaction_type: str


HABITS = {
    "US": (
        Habit("{cite} {noise}", 80, "ACH"),
        Habit("{cite}", 80, "ACH"),
        Habit("DESC DATE:{yymmdd} CO ENTRY DESCR:VENDOR PMT SEC:CCD {cite} {noise}", 140, "ACH"),
        Habit("{cite} {noise}", 140, "WIRE"),
        Habit("RFB {eref} {cite}", 140, "WIRE"),
        Habit("CHECK NO {check} {cite}", 60, "LOCKBOX"),
    ),
    "GB": (
        Habit("{cite}", 18, "BACS"),
        Habit("{cite} {noise}", 35, "FPS"),
        Habit("REF {cite}", 35, "FPS"),
        Habit("CHAPS {cite} {noise}", 140, "TRANSFER"),
        Habit("CHQ {check} {cite}", 60, "CHEQUE"),
    ),
    "DE": (
        Habit("{cite} {noise}", 140, "TRANSFER"),
        Habit("SVWZ+{cite} {noise}", 140, "TRANSFER"),
        Habit("EREF+{eref} SVWZ+{cite}", 140, "TRANSFER"),
        Habit("{cite} VOM {dotted} ABZGL. SKONTO", 140, "TRANSFER"),
    ),
    "FR": (
        Habit("VIR SEPA {cite} {noise}", 140, "TRANSFER"),
        Habit("REGLEMENT {cite} DU {dotted}", 140, "TRANSFER"),
    ),
    "NL": (
        Habit("/TRTP/SEPA OVERBOEKING/REMI/{cite}/EREF/{eref}", 140, "TRANSFER"),
        Habit("{cite} {noise}", 140, "TRANSFER"),
    ),
}
SILENT = {
    "DE": ("", "ZAHLUNG", "DIVERSE RECHNUNGEN", "LT. VEREINBARUNG"),
    "FR": ("", "REGLEMENT FACTURES", "PAIEMENT"),
    "NL": ("", "BETALING", "DIVERSE FACTUREN"),
}
SILENT_ELSEWHERE = ("", "PAYMENT", "THANK YOU", "INVOICES", "MONTHLY PAYMENT", "AS AGREED")
NOISE = (
    *("DTD {dotted}", "{slashed}", "TEL {phone}", "AMT {money}", "CUST {customer}"),
    *("ATTN ACCOUNTS", "TRACE {trace}", "ZIP {zip}"),
)
STRANGE_NOISE = (
    *("{minor} CTS", "JOB {zip}", "KW42/2026", "{trace}/{zip}", "VERTRAG {phone}", "{zip}-{check} OUR DOC"),
    *("v/ref {check}", "n. {zip} del {dotted}", "BATCH 2026101500{check}"),
)
ADVICE_WORDS = ("REMITTANCE ADVICE {}", "AVIS {}", "EDI PYMNT TRN*1*{}")


def write(draft: Draft, desk: Desk, profile: Profile, known: frozenset[str]) -> tuple[str, str]:
    """The remittance information and end-to-end id; sets the draft's writing and, if still open, its payment type."""
    country = draft.payer.country if draft.payer else desk.entity.countries[0][0]
    eref = f"{desk.dice.choice(('E2E', 'P', 'ZA-'))}{desk.dice.randrange(10**8, 10**9)}"
    cite = _cite(draft, desk, profile, Pen(country, profile.is_strange, known, desk.dice))
    if draft.speech == "fixed":
        draft.transaction_type = draft.transaction_type or HABITS[country][0].transaction_type
        return draft.words, ""
    if draft.speech == "advised":
        eref, cite = _advised(draft, desk, eref)
    cite = f"{cite} {draft.words}".strip()
    habit = _habit(draft, desk, country, cite)
    draft.transaction_type = draft.transaction_type or habit.transaction_type
    text = _fill(habit.layout, cite, eref, draft, desk, profile)
    if draft.writing == "cut_off":
        return _cut(text, draft.shares[0].item.item_number, desk.dice), ""
    shows_id = draft.transaction_type in ("TRANSFER", "WIRE") or draft.speech == "advised"
    return text[: habit.limit].strip(), eref if shows_id else ""


def _cite(draft: Draft, desk: Desk, profile: Profile, pen: Pen) -> str:
    if draft.speech != "named":
        draft.writing = {"silent": "missing", "advised": "advice", "fixed": "other"}[draft.speech]
        is_wordless = draft.speech == "silent" and not draft.words
        return desk.dice.choice(SILENT.get(pen.country, SILENT_ELSEWHERE)) if is_wordless else ""
    items = draft.cites or [share.item for share in draft.shares]
    draft.writing = draft.writing or _writing(items, draft, desk, profile)
    return WRITINGS[draft.writing](items, pen)


def _writing(items: list[Item], draft: Draft, desk: Desk, profile: Profile) -> str:
    """A way of writing that these numbers allow; one that loses something only where the amount still tells."""
    is_plain = len(items) == 1 and not (draft.cites or draft.words or draft.naming)
    is_told = is_plain and desk.is_only_amount(items[0].customer, draft.amount)

    def fits(writing: str) -> bool:
        if writing in LOSSY:
            return is_told
        is_number = writing not in OTHER_NUMBERS
        return (is_number or not draft.cites) and (writing not in NEEDS or NEEDS[writing](items))

    ways = {writing: weight for writing, weight in profile.writings.items() if fits(writing)}
    return desk.dice.choices(list(ways), list(ways.values()))[0]


def _advised(draft: Draft, desk: Desk, eref: str) -> tuple[str, str]:
    """The advice's number stands in the end-to-end id, in the text, or nowhere."""
    is_shared = bool(draft.payment_reference)  # by several receipts: without it nothing would tell
    eref = draft.payment_reference = draft.payment_reference or eref
    where = desk.dice.choices(("id", "text", "nowhere"), (6, 3, 0 if is_shared else 1))[0]
    text = desk.dice.choice(ADVICE_WORDS).format(eref) if where == "text" else "SEE ADVICE"
    return (eref if where == "id" else "NOTPROVIDED"), text


def _habit(draft: Draft, desk: Desk, country: str, cite: str) -> Habit:
    """One whose text has room for the whole reference; the longest where none has."""
    habits = [h for h in HABITS[country] if draft.transaction_type in ("", h.transaction_type)] or list(HABITS[country])
    roomy = [h for h in habits if len(h.layout.replace("{noise}", "")) + len(cite) <= h.limit]
    return desk.dice.choice(roomy) if roomy else max(habits, key=lambda h: h.limit)


def _fill(layout: str, cite: str, eref: str, draft: Draft, desk: Desk, profile: Profile) -> str:
    dice, day = desk.dice, desk.day - timedelta(days=desk.dice.randint(5, 40))
    values = {
        "eref": eref,
        "check": dice.randrange(10**5, 10**6),
        "dotted": day.strftime("%d.%m.%Y"),
        "slashed": day.strftime("%m/%d/%y"),
        "yymmdd": day.strftime("%y%m%d"),
        "phone": f"0{dice.randrange(100, 999)} {dice.randrange(10**6, 10**7)}",
        "money": written(draft.amount),
        "minor": draft.amount,
        "customer": draft.payer.customer_id if draft.payer else "NEW",
        "trace": dice.randrange(10**14, 10**15),
        "zip": dice.randrange(10**4, 10**5),
    }
    noises = NOISE + STRANGE_NOISE * profile.is_strange
    noise = dice.choice(noises).format(**values) if dice.random() < profile.noise else ""
    return layout.format(cite=cite, noise=noise, **values).strip()


def _cut(text: str, number: str, dice: random.Random) -> str:
    """The field ends one or two digits before the number does."""
    return text[: text.index(number) + len(number) - dice.randint(1, 2)]
