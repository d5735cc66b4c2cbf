"""Pairs of names that somebody else marked as one or as two, beside what their own published matcher says of them.

Names of companies, organisations and ships are our field; people's names, with their initials and transliterations,
are not, and are told apart. Our score decides at the threshold the policy has anyway, and once more at one chosen by
cross-validation: on nine tenths of the pairs, for the tenth it did not see.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
from rapidfuzz import fuzz, process, utils
from rich.table import Table

from benchmarks import others
from matching import likeness, names
from schemas.policy import Policy

NAME = "names"
FOLDS = 10
THRESHOLDS = [step / 100 for step in range(40, 100)]


def tables() -> Iterator[Table]:
    """F1 of each scorer; nothing where the data is not there."""
    at = others.folder(NAME)
    if at is None:
        return
    for title, pairs in (("companies, organisations, ships", ours(at)), ("people, not our field", people(at))):
        table = Table("scorer", "F1", title=f"{NAME}: {pairs.height} pairs of {title}")
        for scorer, figure in figures(pairs).items():
            table.add_row(scorer, f"{figure:.3f}")
        yield table


def ours(at: Path) -> pl.DataFrame:
    return _pairs(at).filter(pl.col("schema") != "Person")


def people(at: Path) -> pl.DataFrame:
    return _pairs(at).filter(pl.col("schema") == "Person")


def figures(pairs: pl.DataFrame) -> dict[str, float]:
    """F1 by scorer. RapidFuzz has the threshold that suits it best, seen afterwards: more than it could know."""
    truth, own, fuzzy = pairs["is_one"], score(pairs), _rapidfuzz(pairs)
    fixed = Policy().name_score
    return {
        "their published matcher": f1(truth, pairs["is_said"]),
        "RapidFuzz WRatio, its best threshold": max(f1(truth, fuzzy >= threshold) for threshold in THRESHOLDS),
        f"ours, at the policy's {fixed}": f1(truth, own >= fixed),
        "ours, threshold by cross-validation": f1(truth, _unseen(truth, own)),
    }


def score(pairs: pl.DataFrame) -> pl.Series:
    """Our score of each pair, 0 to 1."""
    normal = pairs.select(names.normal(pl.col("name1", "name2")).fill_null(""))
    return likeness.score(normal["name1"], normal["name2"])


def f1(truth: pl.Series, said: pl.Series) -> float:
    """Harmonic mean of precision and recall; 0 where nothing is right.

    >>> f1(pl.Series([True, True, False]), pl.Series([True, False, False]))
    0.6666666666666666
    """
    right, claims = int((truth & said).sum()), int(truth.sum()) + int(said.sum())
    return 2 * right / claims if right else 0.0


def _pairs(at: Path) -> pl.DataFrame:
    read = pl.read_csv(at / "logicv2-frozen.csv", infer_schema=False)
    return read.with_columns(is_one=pl.col("is_match") == "true", is_said=pl.col("predicted_match") == "true")


def _rapidfuzz(pairs: pl.DataFrame) -> pl.Series:
    left, right = ([utils.default_process(name) for name in pairs[side]] for side in ("name1", "name2"))
    return pl.Series(process.cpdist(left, right, scorer=fuzz.WRatio, dtype=np.float64)) / 100


def _unseen(truth: pl.Series, scores: pl.Series) -> pl.Series:
    """What each pair is said to be at the threshold that is best for the pairs of the other folds."""
    fold = pl.Series(np.random.default_rng(0).permutation(len(truth)) % FOLDS)
    said = np.zeros(len(truth), dtype=bool)
    for held_out in range(FOLDS):
        seen = fold != held_out
        known, of_known = truth.filter(seen), scores.filter(seen)
        best = max((f1(known, of_known >= threshold), threshold) for threshold in THRESHOLDS)[1]
        said |= (~seen & (scores >= best)).to_numpy()
    return pl.Series(said)
