"""One step in one process: wall and processor seconds after the imports, and the peak of its memory."""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Figures = dict[str, float | str]
END_TO_END = ("ingest", "apply", "post files")


def floor(at: Path) -> Callable[[], str]:
    """The least that could be called doing it: read, join once, write."""
    import duckdb
    import polars as pl

    def work() -> str:
        bank = pl.concat(pl.read_csv(file, infer_schema=False) for file in sorted((at / "inbox/bank").iterdir()))
        items = pl.concat(pl.read_csv(file, infer_schema=False) for file in sorted((at / "inbox/open_items").iterdir()))
        pl.concat(pl.read_csv(file, infer_schema=False) for file in sorted((at / "inbox/remittance").iterdir()))
        pl.read_csv(at / "inbox/customers/customers.csv", infer_schema=False)
        joined = bank.join(items, left_on="remittance_information", right_on="item_number", how="left")
        (at / "floor.duckdb").unlink(missing_ok=True)
        with duckdb.connect(at / "floor.duckdb") as books:
            books.register("joined", joined)
            books.execute("create table result as select * from joined")
        return f"{joined.height:,} rows written"

    return work


def ingest(at: Path) -> Callable[[], str]:
    """The files into an empty ledger, in a run of its own that the ledger knows."""
    from pipelines import ingest, ledger

    for file in at.glob("books.duckdb*"):
        file.unlink()
    job = _job(at)
    with ledger.writing(job.ledger, 10, job.run) as books:
        ledger.open_run(books, job.run)
    return lambda: json.dumps(ingest.run(job))


def one_join(at: Path) -> Callable[[], str]:
    """The least that matching could be: one hash join of its receipts and items, one call over the names it scores."""
    from unittest import mock

    from rapidfuzz import distance, process

    from matching import likeness
    from matching.decide import decide

    state, policy, as_of = _given(at)
    with mock.patch.object(likeness, "score", wraps=likeness.score) as score:
        decide(state, policy, as_of)
    sides = zip(*(call.args for call in score.call_args_list), strict=True)
    left, right = ([name for names in side for name in names] for side in sides)

    def work() -> str:
        joined = state.receipts.join(state.items, left_on="memo", right_on="item_number", how="left")
        process.cpdist(left, right, scorer=distance.JaroWinkler.similarity, workers=-1)
        return f"{joined.height:,} rows, {len(left):,} pairs of names"

    return work


def matching(at: Path) -> Callable[[], str]:
    """Every decision of the day, from frames to frames: without reading and posting."""
    from matching.decide import decide

    given = _given(at)
    return lambda: f"{decide(*given).allocations['payment_id'].n_unique():,} receipts applied"


def apply(at: Path) -> Callable[[], str]:
    """Matching and posting, in a run of its own that the ledger knows: its batch is the day's."""
    from pipelines import apply, ledger

    job = _job(at)
    with ledger.writing(job.ledger, 10, job.run) as books:
        ledger.open_run(books, job.run)
    return lambda: json.dumps(apply.run(job))


def post_files(at: Path) -> Callable[[], str]:
    """The ERP posting file and the summary, from the ledger, without the workbook."""
    from pipelines import ledger
    from pipelines.outputs import publish
    from reports.files import plain_files

    job = _job(at)

    def written() -> str:
        with ledger.reading(job.ledger) as books:
            day = ledger.day(books, job.as_of, job.settings)
        return f"{len(publish(job.folder, plain_files(day)))} files"

    return written


def workbook(at: Path) -> Callable[[], str]:
    """The exceptions workbook alone, of a day already read."""
    from pipelines import ledger
    from reports.book import book
    from reports.sheets import workbook as sheets_of
    from reports.work import work

    job = _job(at)
    with ledger.reading(job.ledger) as books:
        ready = work(ledger.day(books, job.as_of, job.settings))

    def made() -> str:
        sheets = sheets_of(ready)
        book(sheets, job.as_of)
        return f"{sum(len(table.columns) * table.rows.height for one in sheets for table in one.tables)} cells"

    return made


MEASURES = {
    "floor": floor,
    "ingest": ingest,
    "one join": one_join,
    "matching": matching,
    "apply": apply,
    "post files": post_files,
    "workbook": workbook,
}


def apart(name: str, at: Path) -> dict[str, Any]:
    """A measure taken in a process of its own: wall_s, cpu_s, peak_mb, what."""
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.measure", name, str(at)], capture_output=True, text=True, check=False
    )
    if told.returncode:
        raise SystemExit(told.stderr)
    measured: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return measured


def median(turns: list[dict[str, dict[str, Any]]], name: str, figure: str) -> float:
    return float(statistics.median(turn[name][figure] for turn in turns))


def _job(at: Path) -> Any:
    from benchmarks.world import AS_OF
    from pipelines import settings
    from pipelines.job import Job, new_run

    read = settings.read(at / "tieout.toml", at / "inbox")
    return Job(at / "inbox", at / "books.duckdb", at / "out", new_run("run", AS_OF, "local", read), read)


def _given(at: Path) -> Any:
    """What matching is given on a day that is read and not applied yet: state, policy, date."""
    from matching import snapshots
    from pipelines import ledger
    from pipelines.apply import policy_of

    job = _job(at)
    policy = policy_of(job.settings)
    with ledger.reading(job.ledger) as books:
        moves = snapshots.moves(ledger.erp_items(books, job.as_of))
        return ledger.state(books, job.as_of, policy, moves), policy, job.as_of


def main() -> None:
    name, at = sys.argv[1:]
    work = MEASURES[name](Path(at))
    wall, cpu = time.perf_counter(), time.process_time()
    what = work()
    figures: Figures = {
        "wall_s": time.perf_counter() - wall,
        "cpu_s": time.process_time() - cpu,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "what": what,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
