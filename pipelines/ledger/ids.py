"""Identity: the same thing has the same id, on every machine and in every run."""

from hashlib import sha256

ID_LENGTH = 20  # hex digits: 80 bits, a collision among a billion ids is rarer than a broken disk


def hash_id(text: str) -> str:
    """What the ledger's SQL macro `hash_id` gives.

    >>> hash_id("receipt|abc")
    'dd6cbf8e9849da58c123'
    """
    return sha256(text.encode()).hexdigest()[:ID_LENGTH]


def item_id(entity: str, customer_id: str, item_type: str, item_number: str, instalment: int = 1) -> str:
    """Id of an open item: the hash of its key."""
    return hash_id("|".join((entity, customer_id, item_type, item_number, str(instalment))))
