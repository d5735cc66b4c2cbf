"""What the inbox brings beside bank lines and open items: files, rejects, advices, customers, rates, GL balances."""

from collections.abc import Iterable

import polars as pl

from pipelines.ledger.rows import STAMPED, Connection, given, insert, select, stage
from schemas.frame import Model, columns, shaped
from schemas.receivables import Customer, GlBalance
from schemas.remittance import Advice, AdviceLine

FILE_COLUMNS = ["sha256", "name", "format", "encoding", "rows", "status", "reason", "by_user"]


def known_files(connection: Connection) -> pl.DataFrame:
    """Every file seen so far: sha256, name, format, status, reason; the newest state of each, by sha256."""
    return select(connection, "select sha256, name, format, status, reason from facts.files_now order by sha256")


def load_files(connection: Connection, files: pl.DataFrame) -> None:
    """In: FILE_COLUMNS (`by_user` may be missing). What is known of a file as it stands is not added again."""
    rows = files.select(name for name in FILE_COLUMNS if name in files.columns).with_row_index("file_no")
    with given(connection, incoming=rows):
        connection.execute(f"""
            insert into facts.files by name
            select i.* exclude (file_no), {STAMPED} from incoming i left join facts.files_now n using (sha256)
            where n.sha256 is null or n.status <> i.status or n.reason is distinct from i.reason
            order by file_no
        """)


def load_rejects(connection: Connection, rejects: pl.DataFrame) -> None:
    """In: schemas.rejects.Reject with `sha256` and `name` of the file."""
    insert(connection, "rejects", rejects.sort("name", "source_line", "field", maintain_order=True))


def load_advices(connection: Connection, advices: Iterable[pl.DataFrame], lines: Iterable[pl.DataFrame]) -> int:
    """In: Advice with `sha256`, `source_file`; AdviceLine with `sha256`; each in pieces. Out: how many were new.

    remittance_id is the hash of all an advice says, so the same advice in another file adds nothing.
    """
    stage(connection, "incoming_advices", (shaped_with(Advice, piece, "sha256", "source_file") for piece in advices))
    stage(connection, "incoming_lines", (shaped_with(AdviceLine, piece, "sha256") for piece in lines))
    connection.execute("create or replace temp table new_advices as " + _NEW_ADVICES)
    connection.execute(f"""
        insert into facts.advice_lines by name
        select remittance_id, l.* exclude (sha256, advice_no)
        from incoming_lines l join new_advices using (sha256, advice_no) order by remittance_id, line_no;
        insert into facts.advices by name
        select * exclude (sha256, advice_no), {STAMPED} from new_advices order by remittance_id;
        drop table incoming_advices;
        drop table incoming_lines;
    """)
    return _drained(connection, "new_advices")


_NEW_ADVICES = """
with said as (
    select sha256, advice_no, string_agg(
        concat_ws(chr(31), coalesce(invoice_number, ''), coalesce(gross_minor, 0), discount_minor, deduction_minor,
            coalesce(deduction_code, ''), paid_minor), chr(30) order by line_no) as lines
    from incoming_lines group by sha256, advice_no
),
identified as (
    select a.*, hash_id(concat_ws(chr(31), coalesce(stated_id, ''), coalesce(payer_name, ''),
        coalesce(payer_account, ''), coalesce(payment_reference, ''), coalesce(payment_date::varchar, ''),
        coalesce(payment_minor::varchar, ''), currency, coalesce(lines, ''))) as remittance_id
    from incoming_advices a left join said using (sha256, advice_no)
)
select * from identified
where remittance_id not in (select remittance_id from facts.advices)
qualify row_number() over (partition by remittance_id order by source_file, sha256, advice_no) = 1
"""


def load_customers(connection: Connection, customers: pl.DataFrame) -> int:
    """In: Customer with `sha256`. Out: how many were new or had changed. The last row of a customer counts."""
    said = [name for name in columns(Customer) if name != "source_line"]
    with given(connection, incoming=shaped_with(Customer, customers, "sha256").with_row_index("row_no")):
        connection.execute(f"""
            create or replace temp table new_customers as
            with newest as (
                select * from incoming
                qualify row_number() over (partition by entity, customer_id order by row_no desc) = 1
            )
            select n.* exclude (row_no) from newest n
            left join facts.current_customers c on c.entity = n.entity and c.customer_id = n.customer_id
            where c.entity is null or {_differ("n", "c", said)};
            insert into facts.customers by name
            select *, {STAMPED} from new_customers order by entity, customer_id;
        """)
    return _drained(connection, "new_customers")


def load_rates(connection: Connection, rates: pl.DataFrame) -> None:
    """In: Rate with `sha256`. A rate that is already held as it stands is not added again."""
    with given(connection, incoming=rates):
        connection.execute(f"""
            insert into facts.rates by name
            select i."date", i.from_currency, i.to_currency, i.rate::decimal(21, 12) as rate, i.sha256, {STAMPED}
            from incoming i
            anti join facts.rates r on r."date" = i."date" and r.from_currency = i.from_currency
                and r.to_currency = i.to_currency and r.rate = i.rate::decimal(21, 12)
            order by i."date", i.from_currency, i.to_currency, i.source_line
        """)


def load_gl(connection: Connection, balances: pl.DataFrame) -> None:
    """In: GlBalance with `sha256`. The newest row of an account, currency and period counts."""
    data = shaped_with(GlBalance, balances, "sha256").drop("source_line")
    insert(connection, "gl_balances", data.sort("entity", "account", "currency", "period", maintain_order=True))


def shaped_with(model: Model, data: pl.DataFrame, *more: str) -> pl.DataFrame:
    """The model's columns of `data`, typed, beside the text columns that ingest adds to them."""
    return shaped(model, data).hstack(data.select(pl.col(name).cast(pl.String) for name in more))


def _differ(left: str, right: str, names: list[str]) -> str:
    return "(" + " or ".join(f'{left}."{name}" is distinct from {right}."{name}"' for name in names) + ")"


def _drained(connection: Connection, table: str) -> int:
    count = connection.execute(f"select count(*) from {table}").fetchall()[0][0]
    connection.execute(f"drop table {table}")
    return int(count)
