"""In which direction an amount moved: signs, two columns, a mark beside it; the running balance is the judge."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import polars as pl

from pipelines.readers.base import refused
from pipelines.readers.tabular.draft import Draft
from pipelines.readers.tabular.words import words

IN: Final = (
    "c|cr|credit|kredit|h|haben|bij|haber|abono|crediteur|gutschrift|eingang|k|in|plus|credito|incoming|cred|"
    "crdt|inflow|money in|paid in|entrada|entrata|avere|inn|ind|uznanie|wplyw|prijem|deposit".split("|")
)
OUT: Final = (
    "d|dr|db|debit|debet|s|soll|af|debe|cargo|debiteur|lastschrift|ausgang|out|minus|debito|outgoing|deb|"
    "dbit|outflow|money out|paid out|saida|uscita|dare|ut|ud|obciazenie|wydatek|vydaj|withdrawal|withdraw".split("|")
)
# Kinds of payment that go out: beside amounts without a sign they say that the sign is missing.
LEAVING: Final = (
    "direct debit|card payment|card purchase|purchase|pos|atm|fee|charge|standing order|cheque paid|check paid"
)
AMOUNT: Final = pl.col("#amount")
TOLD: Final = {
    "bare": "amounts count without their signs",
    "turned": "debits add and credits take away, as in our own books",
    "less fee": "the fee is taken off",
    "signs": "signs count, marks do not",
    "mark times sign": "a minus turns the mark",
}
KEY: Final = ("account", "currency")


class Said(NamedTuple):
    """What one part says: facts in one row, and how the running balance follows each way."""

    facts: pl.DataFrame
    chains: pl.DataFrame | None


def signed(draft: Draft) -> Draft:
    """Adds `#moved`, Int64 minor units with credit > 0; null where it cannot be told."""
    columns = draft.rows.columns
    if "debit" in columns or "credit" in columns:
        return _of_two_columns(draft)
    if "side" in columns:
        return _by_mark(draft)
    fee = pl.col("#fee").fill_null(0).abs() if "fee" in columns else None
    return _chosen(draft, {"as written": AMOUNT} | ({} if fee is None else {"less fee": AMOUNT - fee}), [], _first)


def _first(facts: pl.DataFrame, ways: Sequence[str]) -> Sequence[str]:
    return ways


def _of_two_columns(draft: Draft) -> Draft:
    """Debit and credit apart. An unsigned debit goes out; where all debits are negative, they say so themselves."""
    columns = draft.rows.columns
    out, into = (pl.col(f"#{name}").fill_null(0) if name in columns else pl.lit(0, pl.Int64) for name in _TWO)
    ways = {"plus": into + out, "minus": into - out}
    present = [pl.col(f"#{name}") for name in _TWO if name in columns]
    if "amount" in columns:  # a column of net amounts beside the two
        present.append(AMOUNT)
        ways = {name: pl.coalesce(pl.when((into != 0) | (out != 0)).then(way), AMOUNT) for name, way in ways.items()}
    ways |= {"bare": into.abs() - out.abs(), "turned": out.abs() - into.abs()}
    is_said = pl.any_horizontal(expr.is_not_null() for expr in present) & ~((into > 0) & (out > 0))
    ways["unclear"] = pl.when(into >= 0).then(ways["minus"])

    def tried(facts: pl.DataFrame, _: Sequence[str]) -> Sequence[str]:
        if not facts["unsigned"].any():
            return ["plus", "bare", "turned"]
        if facts["added"].any() or not facts["taken"].any():
            return ["minus", "bare", "turned"]
        return ["bare", "turned", "unclear"]  # every credit has a minus: what it means only a balance can say

    facts = [(out > 0).any().alias("unsigned"), (into > 0).any().alias("added"), (into < 0).any().alias("taken")]
    return _chosen(draft, {name: pl.when(is_said).then(way) for name, way in ways.items()}, facts, tried)


_TWO: Final = ("debit", "credit")


def _by_mark(draft: Draft) -> Draft:
    """A mark beside the amount. Where amounts are signed too, both must agree, or be turned throughout."""
    side, bare = words(pl.col("side")), pl.col("side").str.strip_chars()
    direction = pl.when(side.is_in(IN) | (bare == "+")).then(1).when(side.is_in(OUT) | (bare == "-")).then(-1)
    draft = draft._replace(rows=draft.rows.with_columns(direction.cast(pl.Int64).alias("#side")))
    marked, fee = pl.col("#side") * AMOUNT.abs(), pl.col("#fee").fill_null(0).abs()
    ways = {
        "marked": marked,
        "signs": AMOUNT,
        "mark times sign": pl.col("#side") * AMOUNT,
        "unclear": pl.when(marked == AMOUNT).then(marked),
        "as written": AMOUNT,
    } | ({"less fee": AMOUNT - fee} if "fee" in draft.rows.columns else {})
    unsaid = pl.col("#side").is_null() & (AMOUNT != 0)
    facts = [
        unsaid.sum().alias("unsaid"),
        pl.len().alias("rows"),
        (AMOUNT < 0).any().alias("signed"),
        side.is_in(LEAVING.split("|")).any().alias("leaving"),
        ((marked != AMOUNT) & (AMOUNT < 0)).any().alias("differing"),
        ((marked == AMOUNT) & (AMOUNT < 0)).any().alias("agreeing"),
        pl.col("source_line").filter(unsaid).first().alias("line"),
        pl.col("side").filter(unsaid).first().fill_null("a blank").alias("stands"),
    ]

    def tried(facts: pl.DataFrame, _: Sequence[str]) -> Sequence[str]:
        if facts["unsaid"].sum():
            is_of_types = facts["unsaid"].sum() == facts["rows"].sum() and not facts["leaving"].any()
            if is_of_types or facts["signed"].any():
                return ["as written", "less fee"]  # a column of types, not of directions
            line, stands = facts.drop_nulls("line").select("line", "stands").row(0)
            expected = "a mark that says debit or credit: all amounts are without sign"
            raise refused(draft.source, f"{stands} beside an amount", expected, "complete the column", line)
        if not (facts["differing"].any() and facts["agreeing"].any()):
            return ["marked"]
        return ["marked", "signs", "mark times sign", "unclear"]

    return _chosen(draft, ways, facts, tried)


def _chosen(
    draft: Draft,
    ways: dict[str, pl.Expr],
    facts: list[pl.Expr],
    tried: Callable[[pl.DataFrame, Sequence[str]], Sequence[str]],
) -> Draft:
    """The first way in which the running balance follows; without one the usual way, which is the first, or `unclear`.

    In:      `tried` which of the ways there are, in order, given the facts of all parts.
    """
    rows = draft.rows
    has_balance = "#balance" in rows.columns

    def own() -> Said:
        return Said(rows.select(pl.lit(True).alias("asked"), *facts), chains(rows, ways) if has_balance else None)

    def decide(said: list[Said]) -> tuple[str, str | None]:
        order = [name for name in tried(pl.concat(one.facts for one in said), list(ways)) if name in ways]
        usual = "unclear" if "unclear" in order else order[0]
        parts = [one.chains for one in said if one.chains is not None]
        if len(order) > 1 and parts and sum(part["known"].sum() for part in parts) > 1:
            for name in order:
                if name != "unclear" and chain_holds(parts, name):
                    return name, TOLD.get(name)
        return usual, None

    name, told = draft.whole.decided("direction", own, decide)
    moved = draft._replace(rows=rows.with_columns(ways[name].alias("#moved")))
    return moved.saying_once([f"the running balance shows: {told}"] if told else [])


def chains(rows: pl.DataFrame, ways: dict[str, pl.Expr]) -> pl.DataFrame:
    """For `chain_holds`: what one part says of its accounts, given each way in which its amounts may count."""
    balance = pl.col("#balance")
    found = []
    for name, way in ways.items():
        amount = way.fill_null(0)
        forwards, backwards = balance - amount.cum_sum(), balance + amount.cum_sum() - amount
        found += [
            amount.sum().alias(f"{name}: moved"),
            *(forwards.min().alias(f"{name}: least"), forwards.max().alias(f"{name}: most")),
            *(backwards.min().alias(f"{name}: least backwards"), backwards.max().alias(f"{name}: most backwards")),
        ]
    return rows.group_by(KEY).agg(balance.count().cast(pl.Int64).alias("known"), *found)


def chain_holds(parts: Sequence[pl.DataFrame], way: str) -> bool:
    """Whether the running balance follows the amounts, forwards or backwards in time. In: `chains` of all parts."""
    moved, least, most, least_back, most_back = (
        pl.col(f"{way}: {name}") for name in ("moved", "least", "most", "least backwards", "most backwards")
    )
    before = (moved.cum_sum() - moved).over(KEY)
    own = pl.concat(parts).with_columns(
        least - before, most - before, least_back + before, most_back + before
    )  # fmt: skip
    told = own.group_by(KEY).agg(
        forwards=(least.min() == most.max()).fill_null(True),
        backwards=(least_back.min() == most_back.max()).fill_null(True),
    )
    return bool(told.select((pl.col("forwards") | pl.col("backwards")).all()).item())
