"""summary.json, and the facts that the page and the closing lines of a run show too."""

import json
from typing import Any

import polars as pl

from reports.amounts import plain, plain_column
from reports.day import Day
from reports.figures import OUTCOMES, Figures, wide
from reports.teams import stems
from reports.work import Work


def facts(work: Work) -> dict[str, Any]:
    """The day in plain values: amounts as decimal text in their currency, dates as ISO text, counts as numbers."""
    day, figures = work.day, work.figures
    return {
        "as_of": day.as_of.isoformat(),
        "run": day.run._asdict(),
        "applied_by_itself": _applied(day, figures),
        "receipts": _texts(figures.by_outcome),
        "applied_by_rule": _texts(figures.by_rule),
        "held_by_type": _texts(figures.by_type),
        "held_by_age": _texts(figures.by_age),
        "control_totals": _texts(day.proofs.sort("name", "entity", "currency")),
        "control_totals_agree": not day.proofs["difference"].cast(pl.Boolean).any(),
        "files": _texts(day.files.sort("name", "sha256")),
        "rejects": _texts(figures.rejects),
        "gaps": list(day.gaps),
        "waiting": day.waiting.height,
        "teams": _teams(work),
        "batches": sorted(day.postings["batch_id"].drop_nulls().unique()),
    }


def summary_json(work: Work) -> bytes:
    """`facts` as UTF-8 JSON, keys sorted, LF at the end."""
    return (json.dumps(facts(work), sort_keys=True, indent=2, ensure_ascii=False) + "\n").encode()


def _applied(day: Day, figures: Figures) -> dict[str, Any]:
    """The four figures: receipts, lines and value applied by themselves, and how many were reversed later."""
    counts = dict(wide(figures.by_outcome, "outcome").select("outcome", "count").iter_rows())
    value = figures.by_outcome.group_by("currency").agg(pl.col("value", "applied").sum()).sort("currency")
    total = sum(counts.values())
    return {
        "receipts": {outcome: counts.get(outcome, 0) for outcome in OUTCOMES} | {"total": total},
        "share": share(counts.get("applied", 0), total),
        "lines": figures.by_outcome["lines"].sum(),
        "value": [
            {
                "currency": currency,
                "received": plain(received, currency),
                "applied": plain(applied, currency),
                "left": plain(open_amount, currency),
                "share": share(int(applied * 10000), int(received * 10000)),
            }
            for currency, received, applied, open_amount in value.join(figures.left, on="currency")
            .sort("currency")
            .iter_rows()
        ],
        "reversed_later": {"of": day.run.auto_count, "count": day.run.auto_reversed_count},
    }


def share(part: int, whole: int) -> str:
    """A share in per cent, one decimal, cut and not rounded up: 100.0 means all of it.

    >>> share(2, 3), share(999_999, 1_000_000), share(0, 0)
    ('66.6', '99.9', '0.0')
    """
    tenths = part * 1000 // whole if whole else 0
    return f"{tenths // 10}.{tenths % 10}"


def _teams(work: Work) -> list[dict[str, Any]]:
    """Each team's book and how many rows wait in it."""
    members = dict(work.day.teams)
    return [
        {"team": team, "file": f"{stem}.xlsx", "members": list(members[team].members),
         "waiting": work.queue.filter(team=team).height}
        for team, stem in stems(work.day.teams).items()
    ]  # fmt: skip


def _texts(frame: pl.DataFrame) -> list[dict[str, Any]]:
    currency = pl.col("currency") if "currency" in frame.columns else pl.lit(None, pl.String)
    amounts = [
        plain_column(pl.col(name), currency).alias(name) for name, kind in frame.schema.items() if kind.is_decimal()
    ]
    return frame.with_columns(amounts).to_dicts()
