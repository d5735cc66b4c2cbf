"""Our own three companies: what their numbers look like, and how hard worlds change them."""

import dataclasses
import random

from benchmarks.worlds.accounts import iban
from benchmarks.worlds.shapes import Entity, NumberShape

ENTITIES = (
    Entity(
        entity="US01",
        name="Gladewater Components Inc.",
        currency="USD",
        account="4410023987",
        bank="021999988",
        statement="bai2",
        share=0.37,
        countries=(("US", 1.0),),
        customer=NumberShape("", 6, 100231),
        invoice=NumberShape("INV-", 7, 40391),
        credit=NumberShape("CM-", 7, 1187),
    ),
    Entity(
        entity="GB01",
        name="Gladewater Components (UK) Ltd",
        currency="GBP",
        account="20999955512345",
        bank="209999",
        statement="csv",
        share=0.28,
        countries=(("GB", 1.0),),
        customer=NumberShape("C-", 4, 2041),
        invoice=NumberShape("SI26-", 5, 10212),
        credit=NumberShape("CN26-", 4, 214),
    ),
    Entity(
        entity="DE01",
        name="Gladewater Komponenten GmbH",
        currency="EUR",
        account=iban("DE", "99990000", "0441002398"),
        bank="TSTXDE00XXX",
        statement="camt",
        share=0.35,
        countries=(("DE", 0.7), ("FR", 0.16), ("NL", 0.14)),
        customer=NumberShape("D", 5, 10034),
        invoice=NumberShape("", 10, 4926004403),
        credit=NumberShape("", 10, 5926000118),
    ),
)

STRANGE_INVOICES = (
    NumberShape("A-771-", 4, 1204),
    NumberShape("", 5, 40211),
    NumberShape("", 8, 20260311),
    NumberShape("F26/", 6, 7712),
    NumberShape("", 6, 104482, "-B"),
    NumberShape("GWC", 9, 18840021),
    NumberShape("2026-", 4, 1733),
    NumberShape("R/", 6, 92051, "/26"),
    NumberShape("VK", 7, 550912),
)
STRANGE_CREDITS = (
    NumberShape("CR-", 6, 4410),
    NumberShape("GS", 6, 20117),
    NumberShape("", 7, 8800122),
    NumberShape("AV26/", 4, 330),
)


def entities(is_strange: bool, dice: random.Random) -> tuple[Entity, ...]:
    """The companies of a world; a strange one draws number shapes nobody announced."""
    if not is_strange:
        return ENTITIES
    invoices, credits = dice.sample(STRANGE_INVOICES, 3), dice.sample(STRANGE_CREDITS, 3)
    return tuple(
        dataclasses.replace(entity, invoice=invoice, credit=credit)
        for entity, invoice, credit in zip(ENTITIES, invoices, credits, strict=True)
    )
