"""The ERP posting files: one a batch, the contract's columns, amounts plain, text harmless."""

from reports.postings import posting_files
from tests.reports import days

HEAD = (
    b"batch_id,application_id,reverses,entity,customer_id,item_number,instalment,gl_date,currency,cash,discount,"
    b"deduction,write_off,fee,reason_code,new_item_number,bank_reference\n"
)


def test_every_row_is_in_the_file_of_its_batch_with_the_contracts_columns_and_lf_line_ends():
    assert posting_files(days.small().postings) == {
        "postings-b1.csv": HEAD
        + b"b1,A1,,US01,100,4001,1,2026-03-02,USD,1400.00,0.00,0.00,0.00,0.00,,,'=1+1\n"
        + b'b1,A3,,DE01,200,-80001,1,2026-03-02,JPY,900,18,0,-1,0,,,"BR,2"\n',
        "postings-b2.csv": HEAD
        + b"b2,A6,A5,US01,100,4009,1,2026-03-02,USD,-70.00,0.00,0.00,0.00,0.00,,,\n",
    }  # fmt: skip


def test_the_order_of_rows_does_not_matter():
    rows = days.small().postings
    assert posting_files(rows.reverse()) == posting_files(rows)


def test_a_day_that_posts_nothing_writes_no_file():
    assert posting_files(days.empty().postings) == {}
