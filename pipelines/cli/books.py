"""Commands that ask the books something, or keep them: explain, verify, accept, export, backup, doctor."""

from typing import Annotated

import typer

from pipelines.cli import options
from pipelines.cli.options import By, Config, Format, InboxDir, Json, LedgerFile, OutDir, Reason, place

FAILED = 1
Payment = Annotated[str, typer.Argument(help="A payment_id, or the bank's reference.")]
Sha256 = Annotated[str, typer.Argument(help="The file's sha256, or at least its first eight digits.")]


def explain(payment: Payment, ledger: LedgerFile = None, config: Config = None, json: Json = False) -> None:
    """Why a payment was applied as it was, or why it was not, step by step."""
    from pipelines import ledger as books
    from pipelines.cli import console, story
    from pipelines.ledger.explain import explain

    with books.reading(place("ledger", ledger, options.settings_of(config))) as connection:
        stories = [told._asdict() for told in explain(connection, payment)]
    console.show({"payments": stories}, json, story.told)


def verify(ledger: LedgerFile = None, config: Config = None, json: Json = False) -> None:
    """Proves every invariant of the books again, over the whole ledger."""
    from pipelines.cli import console, proofs

    found = proofs.of_ledger(place("ledger", ledger, options.settings_of(config)))
    console.show({"proofs": found}, json, proofs.told)
    raise typer.Exit(0 if proofs.hold(found) else FAILED)


def accept(
    sha256: Sha256, by: By, reason: Reason, ledger: LedgerFile = None, config: Config = None, json: Json = False
) -> None:
    """Takes a quarantined statement whose balance alone is wrong, or an open-item list that lost too much."""
    from pipelines import ingest, job
    from pipelines import ledger as books
    from pipelines.cli import console

    settings = options.settings_of(config)
    who = options.person(by, settings)
    run = job.new_run("accept", options.today(settings), "local", settings)
    with books.writing(place("ledger", ledger, settings), settings.run.lock_wait_s, run) as connection:
        books.open_run(connection, run)
        whole = ingest.accept(connection, sha256, who, reason)
        books.close_run(connection, run, "done", None)
    console.show({"sha256": whole}, json, lambda ended: [f"{ended['sha256']} is accepted; the next run takes it"])


def export(
    ledger: LedgerFile = None, out: OutDir = None, config: Config = None, format: Format = "csv", json: Json = False
) -> None:
    """Writes every public view of the ledger as a file, sorted."""
    from pipelines.cli import console
    from pipelines.ledger.export import export

    settings = options.settings_of(config)
    paths = export(place("ledger", ledger, settings), place("out", out, settings), format)
    console.show({"files": paths}, json, lambda ended: map(str, ended["files"]))


def backup(ledger: LedgerFile = None, out: OutDir = None, config: Config = None, json: Json = False) -> None:
    """Copies the ledger as last published; the copy is named by its content."""
    from pipelines.cli import console
    from pipelines.ledger.export import backup

    settings = options.settings_of(config)
    path = backup(place("ledger", ledger, settings), place("out", out, settings))
    console.show({"file": path}, json, lambda ended: [str(ended["file"])])


def doctor(
    inbox: InboxDir = None, ledger: LedgerFile = None, out: OutDir = None, config: Config = None, json: Json = False
) -> None:
    """Says what a run would meet on this machine; nothing is changed."""
    from pipelines import doctor
    from pipelines.cli import console

    findings = doctor.examine(doctor.Case(options.settings_of(config, inbox), inbox, ledger, out))
    console.show({"findings": [finding._asdict() for finding in findings]}, json, doctor.told)
    raise typer.Exit(0 if all(finding.is_well for finding in findings) else FAILED)
