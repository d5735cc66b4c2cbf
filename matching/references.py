"""Which items a receipt's texts name, for all receipts at once.

Numbers are read whole, by their digits, by their parts, put together when broken up by blanks, as ranges
(`40510-40512`), as tails of a list (`40710/11/14`), and run together (`4051040512`). What has the shape of one of
our numbers but is none of them is kept apart: it bars the rules that work by amount.
"""

import polars as pl

from matching import keys, runs, text
from schemas.policy import Policy

SOURCES = ["memo", "end_to_end_id", "creditor_reference"]
TOKEN = r"[A-Z0-9]+(?:[-/._][A-Z0-9]+)*"
_RANGE = r"\d{4,9}\s?(?:-|\.\.|\bTO\b|\bBIS\b|\bTHRU\b)\s?[A-Z]{0,5}-?\d{4,9}\b"
_LIST = r"\d{4,9}(?:\s?[/+&]\s?\d{1,3})+\b"
_MARKS = ["/", ".", "_"]


def named(receipts: pl.DataFrame, own_keys: pl.DataFrame, policy: Policy) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Items the texts name, and numbers that name nothing.

    own_keys: `keys.of_items` with the family_id of each item's customer. Returns (payment_id, item_id, token, source,
    quality): one row per item a receipt names, by the best reading of each token within a family; and (payment_id,
    token, is_like_ours): unknown numbers, and whether they have the shape of ours.
    """
    written = texts(receipts)
    tokens, read = forms(written, policy)
    read = pl.concat([read, runs.taken_apart(read, own_keys, policy)])
    hits = keys.named_by(read, own_keys).select("token_no", "item_id", "family_id", "quality")
    best = hits.filter(pl.col("quality") == pl.col("quality").max().over("token_no", "family_id"))
    about = tokens.join(written.select("text_no", "payment_id", "source"), on="text_no")
    asked = about.filter(pl.col("source") != "end_to_end_id")  # the payer's own id need not be a number of ours
    unknown = _unknown(read, asked, hits).join(
        keys.shapes(own_keys).with_columns(is_like_ours=True),
        left_on=["entity", keys.shape(pl.col("form"))], right_on=["entity", "shape"], how="left",
    )  # fmt: skip
    found = best.select("token_no", "item_id", "quality").join(about, on="token_no")
    once = _best_named(found)
    columns = ["payment_id", "item_id", "token", "source", "quality"]
    numbers = unknown.group_by("payment_id", "token").agg(pl.col("is_like_ours").fill_null(False).any())
    return once.select(columns).sort("payment_id", "item_id"), numbers.sort("payment_id", "token")


def _best_named(found: pl.DataFrame) -> pl.DataFrame:
    """One row for each item a receipt names, though it names it twice."""
    is_twice = pl.struct("payment_id", "item_id").is_duplicated()
    ranked = found.filter(is_twice).sort("quality", "source", "token", descending=[True, True, False])
    return pl.concat([found.filter(~is_twice), ranked.unique(["payment_id", "item_id"], keep="first")])


def _unknown(read: pl.DataFrame, asked: pl.DataFrame, hits: pl.DataFrame) -> pl.DataFrame:
    """Readings that named nothing: the token as it stands, or the better part of bare digits.

    `P123` is not our 123, 485905326152216/34064 not our 34064, and 2026 is a year.
    """
    is_most = pl.col("form").str.len_bytes() * 2 >= pl.col("whole").str.len_bytes()
    bare = (pl.col("form") == pl.col("whole")) | (keys.is_digits(pl.col("whole")) & is_most)
    unknown = read.join(hits.select("token_no"), on="token_no", how="anti").join(asked, on="token_no")
    return unknown.with_columns(whole=text.compact(pl.col("token"))).filter(
        bare, ~pl.col("form").str.contains(keys.YEAR)
    )


def texts(receipts: pl.DataFrame) -> pl.DataFrame:
    """(text_no, payment_id, entity, source, text): every text with a number, folded, noise blanked out."""
    long = receipts.unpivot(SOURCES, index=["payment_id", "entity"], variable_name="source", value_name="text")
    one_piece = pl.col("text").str.replace_all(" ", "", literal=True)  # banks print it in groups of four
    written = pl.when(pl.col("source") == "creditor_reference").then(one_piece).otherwise("text")
    clean = text.without_noise(text.folded(written))
    numbered = long.drop_nulls("text").with_columns(text=clean).filter(pl.col("text").str.contains(r"[0-9]"))
    return numbered.with_row_index("text_no")


def forms(written: pl.DataFrame, policy: Policy) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Tokens (token_no, text_no, token), and (token_no, entity, form): each way a token may be a number of ours."""
    words = _words(written)
    numbered = words.filter(pl.col("token").str.contains(r"[0-9]"))
    compact = numbered.with_columns(form=text.compact(pl.col("token")))
    digits = compact.with_columns(digits=text.digits(pl.col("form"))).filter(pl.col("digits") != pl.col("form"))
    put_together = [_joined(words), _mended(words), _ranges(written, policy), _lists(written)]
    spans = [
        part.with_columns(token_no=pl.col("token_no") + (at << 40)) for at, part in enumerate(put_together, start=1)
    ]
    readings = [compact, digits.drop("form").rename({"digits": "form"}), _parts(numbered), *spans]
    long_enough = pl.col("form").str.contains(rf"(?:[0-9][^0-9]*){{{policy.reference_digits}}}")
    columns = ["token_no", "text_no", "token"]
    tokens = pl.concat([part.select(columns) for part in (numbered, *spans)])
    read = pl.concat([part.select("token_no", "text_no", "form") for part in readings]).filter(long_enough)
    entity = written["entity"].gather(read["text_no"])  # texts are numbered as they stand
    return tokens, read.select("token_no", entity, "form")


def _numbered(tokens: pl.DataFrame) -> pl.DataFrame:
    return tokens.with_row_index("token_no").cast({"token_no": pl.Int64})


def _words(written: pl.DataFrame) -> pl.DataFrame:
    """(token_no, text_no, token) in the order written."""
    words = written.select("text_no", token=pl.col("text").str.extract_all(TOKEN))
    return _numbered(words.filter(pl.col("token").list.len() > 0).explode("token"))


def _parts(words: pl.DataFrame) -> pl.DataFrame:
    """`RE-2026-10234` may stand for 10234: every part between marks, by its digits."""
    marked = words.filter(pl.col("token").str.contains(r"[-/._]"))
    parted = marked.with_columns(form=pl.col("token").str.replace_many(_MARKS, ["-"] * len(_MARKS)).str.split("-"))
    return parted.explode("form").with_columns(form=text.digits(pl.col("form")))


def _joined(words: pl.DataFrame) -> pl.DataFrame:
    """`405 10` and `INV 2026 10234`: neighbours put together, two and three at a time."""
    first, same = pl.col("token").str.contains(r"^[A-Z]{0,5}-?[0-9]+$"), pl.col("text_no")
    row = words.with_columns(
        second=pl.when(same.shift(-1) == same).then(pl.col("token").shift(-1)),
        third=pl.when(same.shift(-2) == same).then(pl.col("token").shift(-2)),
    ).filter(first & pl.col("second").str.contains(r"^[0-9]+$"))
    kept = pl.col("token").str.replace_all(r"[^0-9]", "")
    two = row.select("text_no", pl.format("{} {}", "token", "second").alias("token"), form=kept + pl.col("second"))
    three = row.filter(pl.col("third").str.contains(r"^[0-9]+$")).select(
        "text_no",
        pl.format("{} {} {}", "token", "second", "third").alias("token"),
        form=kept + pl.col("second") + pl.col("third"),
    )
    return _numbered(pl.concat([two, three])).with_columns(pl.col("form").str.strip_chars_start("0"))


def _mended(words: pl.DataFrame) -> pl.DataFrame:
    """`R/09218 5/26` and `A-771 -1549`: a number with letters or marks that is broken in two, as it stands."""
    pair = words.with_columns(
        second=pl.when(pl.col("text_no").shift(-1) == pl.col("text_no")).then(pl.col("token").shift(-1))
    )
    both = pl.col("token").str.contains(r"[0-9]") & pl.col("second").str.contains(r"[0-9]")
    broken = pair.filter(both & pl.concat_str("token", "second").str.contains(r"[^0-9]"))
    form = text.compact(pl.concat_str("token", "second"))
    return _numbered(broken.select("text_no", pl.format("{} {}", "token", "second").alias("token"), form=form))


def _ranges(written: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """`40510-40512` names 40510, 40511 and 40512."""
    found = written.select("text_no", token=pl.col("text").str.extract_all(_RANGE)).explode("token").drop_nulls()
    ends = pl.col("token").str.extract_groups(r"^(\d+)\D+(\d+)$").struct
    first, last = ends.field("1"), ends.field("2")
    bounds = found.with_columns(
        first=first.cast(pl.Int64), last=last.cast(pl.Int64), is_even=first.str.len_bytes() == last.str.len_bytes()
    )
    length = pl.col("last") - pl.col("first")
    real = bounds.filter("is_even", length > 0, length < policy.range_limit)
    numbers = pl.int_ranges("first", pl.col("last") + 1)
    return _numbered(real.select("text_no", "token", form=numbers).explode("form").cast({"form": pl.String}))


def _lists(written: pl.DataFrame) -> pl.DataFrame:
    """`40710/11/14` names 40710, 40711 and 40714."""
    found = written.select("text_no", token=pl.col("text").str.extract_all(_LIST)).explode("token").drop_nulls()
    tails = found.with_columns(
        head=pl.col("token").str.extract(r"^(\d+)"), tail=pl.col("token").str.extract_all(r"\d+").list.slice(1)
    )
    tails = tails.explode("tail").drop_nulls("tail")
    size, head = pl.lit(10, dtype=pl.Int64).pow(pl.col("tail").str.len_bytes()), pl.col("head").cast(pl.Int64)
    tail = pl.col("tail").cast(pl.Int64)
    carried = head // size + (tail < head % size).cast(pl.Int64)  # 40798/99/00 goes on to 40800
    return _numbered(tails.select("text_no", "token", form=(carried * size + tail).cast(pl.String)))
