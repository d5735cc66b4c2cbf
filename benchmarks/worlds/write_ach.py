"""A world's advices as a NACHA file: a CTX entry each, its 820 in addenda of 80 characters, all controls right."""

from pathlib import Path

from benchmarks.worlds import write_820
from benchmarks.worlds.names import folded
from benchmarks.worlds.shapes import Entity, World

ROUTING = "02199998"  # of the receiving bank, without its check digit
WIDTH, PIECE, BLOCK = 94, 80, 10


def remittance(world: World, entity: Entity, file: Path) -> None:
    day = f"{world.as_of:%y%m%d}"
    heads = world.advices.filter(entity=entity.entity).to_dicts()
    entries: list[str] = []
    for at, head in enumerate(heads, start=1):
        text = "".join(f"{segment}\\" for segment in write_820.transaction(world, entity, head, at))
        pieces = [text[start : start + PIECE] for start in range(0, len(text), PIECE)]
        name, trace = folded(head["payer_name"])[:15], f"{ROUTING}{at:07d}"
        entries.append(
            f"622{ROUTING}8{entity.account[:17]:<17}{head['payment_minor']:010d}{head['payment_reference'][:15]:<15}"
            f"{len(pieces):04d}{name:<16}  1{trace}"
        )
        entries += [f"705{piece:<80}{number:04d}{at:07d}" for number, piece in enumerate(pieces, start=1)]
    paid = sum(head["payment_minor"] for head in heads)
    counted = f"{len(entries):06d}{int(ROUTING) * len(heads) % 10**10:010d}{0:012d}{paid:012d}"
    records = [
        f"101 {ROUTING}8 021000021{day}2330A094101{'RECEIVING BANK':<23}{'SENDING BANK':<23}",
        f"5220{'REMITHUB':<36}1234567890CTXPAYMENTS  {day}{day}   1{ROUTING}0000001",
        *entries,
        f"8220{counted}1234567890{'':25}{ROUTING}0000001",
    ]
    blocks = -(-(len(records) + 1) // BLOCK)
    records.append(f"9000001{blocks:06d}{len(entries):08d}{counted[6:]}")
    records += ["9" * WIDTH] * (blocks * BLOCK - len(records))
    file.write_text("".join(f"{record:<{WIDTH}}\n" for record in records), encoding="ascii")
