"""The hash chain: each run's postings and decisions are sealed on top of all before them."""

from pipelines.ledger.rows import Connection, sql


def add_link(connection: Connection) -> None:
    """Seals what the run of this writing has added: entries, applications and decisions."""
    connection.execute(sql("posting/seal"))
