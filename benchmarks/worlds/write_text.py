"""A world's advices as texts for people, a file each: letters, and mails with the same words."""

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

from benchmarks.worlds.money import written
from benchmarks.worlds.shapes import Entity, World


def letters(world: World, entity: Entity, file: Path) -> None:
    for at, (_, text) in enumerate(_texts(world, entity), start=1):
        file.with_stem(f"{file.stem}-{at}").write_text(text, encoding="utf-8")


def mails(world: World, entity: Entity, file: Path) -> None:
    for at, (head, text) in enumerate(_texts(world, entity), start=1):
        message = EmailMessage(policy=SMTP)
        message["From"] = "Accounts Payable <ap@payer.example>"
        message["To"] = "remittance@ours.example"
        message["Subject"] = f"Remittance advice {head['remittance_id']}"
        message["Date"] = f"{head['payment_date']:%d %b %Y} 09:00:00 +0000"
        message.set_content(text)
        file.with_stem(f"{file.stem}-{at}").write_bytes(bytes(message))


def _texts(world: World, entity: Entity) -> list[tuple[dict[str, Any], str]]:
    """Each advice with its text: what was paid on each document, and the payment they add up to."""
    told = []
    for head in world.advices.filter(entity=entity.entity).to_dicts():
        lines = world.advice_lines.filter(remittance_id=head["remittance_id"]).to_dicts()
        rows = [f"{line['invoice_number']:<24}{written(line['paid_minor']):>14}" for line in lines]
        parts = [
            "REMITTANCE ADVICE",
            f"Remittance advice number: {head['remittance_id']}",
            f"Payer: {head['payer_name']}",
            f"Payment reference: {head['payment_reference']}",
            f"Payment date: {head['payment_date']}",
            f"Currency: {head['currency']}",
            f"{'Invoice':<24}{'Amount paid':>14}",
            *rows,
            f"{'Total payment':<24}{written(head['payment_minor']):>14}",
        ]
        told.append((head, "\n".join(parts) + "\n"))
    return told
