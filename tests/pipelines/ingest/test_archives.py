"""Archives in the inbox: each file in them for itself; bombs, tricks and archives within refused."""

import gzip
import io
import zipfile

import pytest

from tests.pipelines.ingest.support import BANK, Desk

ROW = "4410023987,USD,2026-03-02,{amount},{balance},Acme,,R-1,"
DAY_ONE = f"{BANK}\n{ROW.format(amount='5.00', balance='105.00')}\n"
DAY_TWO = f"{BANK}\n{ROW.format(amount='7.00', balance='112.00').replace('-02', '-03')}\n"


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def zipped(**members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def put(desk, name, content):
    path = desk.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_every_file_of_a_zip_is_taken_for_itself_and_once(desk):
    put(desk, "bank/days.zip", zipped(**{"a.csv": DAY_ONE, "deep/b.csv": DAY_TWO, "__MACOSX/x": "x"}))
    done = desk.run()
    assert (done.figures["taken"], done.figures["lines"]) == (2, 2)
    assert desk.rows("select name from facts.files_now order by 1") == [
        ("bank/days.zip/a.csv",),
        ("bank/days.zip/deep/b.csv",),
    ]
    assert desk.run().figures["taken"] == 0


def test_a_gzip_is_its_one_file_and_a_copy_beside_it_adds_nothing(desk):
    put(desk, "bank/a.csv.gz", gzip.compress(DAY_ONE.encode()))
    put(desk, "bank/a.csv", DAY_ONE.encode())
    figures = desk.run().figures
    assert (figures["taken"], figures["duplicate"], figures["lines"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("bomb.gz", gzip.compress(b"0" * (64 << 20)), "that unpack to more than"),
        ("bomb.zip", zipped(a=b"0" * (64 << 20)), "bytes that unpack to"),
        ("trick.zip", zipped(**{"../a.csv": DAY_ONE}), "a member named '../a.csv'"),
        ("cut.gz", gzip.compress(DAY_ONE.encode())[:-9], "a damaged archive"),
        ("cut.zip", zipped(a=DAY_ONE)[:-30], "a damaged archive"),
        ("empty.zip", zipped(), "an archive without files"),
        ("nested.zip", zipped(**{"inner.zip": zipped(a=DAY_ONE)}), "an archive within an archive"),
    ],
)
def test_what_cannot_be_unpacked_safely_is_refused_and_told(desk, name, content, told):
    put(desk, f"bank/{name}", content)
    done = desk.run()
    assert done.figures["quarantined"] == 1 and told in done.messages[0]
    assert desk.rows("select count(*) from facts.bank_lines") == [(0,)]


def test_a_bad_archive_leaves_the_other_files_untouched(desk):
    put(desk, "bank/cut.zip", zipped(a=DAY_ONE)[:-30])
    put(desk, "bank/b.csv", DAY_TWO.encode())
    assert desk.run().figures["taken"] == 1


def test_names_in_open_items_count_only_for_customers_nothing_else_knows(desk):
    heads = "Customer No,Customer Name,Invoice No,Due Date,Open Amount,Currency"
    desk.put("open_items/a.csv", heads, "1,Acme as billed,R-1,2026-03-31,5.00,USD", "2,Beta,R-2,2026-03-31,5.00,USD")
    desk.put("customers/c.csv", "customer_id,entity,name", "1,US01,Acme")
    desk.run()
    names = desk.rows("select customer_id, name from facts.current_customers order by 1")
    assert names == [("1", "Acme"), ("2", "Beta")]
