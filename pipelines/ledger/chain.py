"""The hash chain: each run's postings and decisions are sealed on top of all before them."""

from pipelines.ledger.rows import Connection

# Rows as text, sorted within 4,096 buckets by the first digits of their hash, so that no large sort is needed.
_ROWS = """
select left(id, 3) as bucket, sha256(array_to_string(list_sort(list(row_text)), chr(10))) as hash, kind, run_id, batch_id
from (
    select 'entry' as kind, l.entry_id as id, e.run_id, e.batch_id, concat_ws('|', l.entry_id, l.line_no, l.gl_date, l.entity,
        l.account, l.account_class, l.currency, l.amount_minor, l.functional_currency,
        coalesce(l.functional_minor::varchar, ''), coalesce(l.payment_id, ''), coalesce(l.item_id, '')) as row_text
    from facts.legs l join facts.entries e using (entry_id) where {which}
    union all
    select 'application', application_id, run_id, batch_id, concat_ws('|', application_id, payment_id, item_id, customer_id,
        currency, item_currency, item_minor, cash_minor, discount_minor, deduction_minor, write_off_minor, fee_minor,
        coalesce(reason_code, ''), coalesce(new_item_number, ''), rule, coalesce(confidence::varchar, ''), evidence,
        decided_by, gl_date, coalesce(reverses, ''))
    from facts.applications where {which}
    union all
    select 'decision', decision_id, run_id, null, concat_ws('|', decision_id, coalesce(exception_id, ''), action,
        prepared_by, coalesce(approved_by, ''), status, coalesce(workbook_sha256, ''), coalesce("row"::varchar, ''),
        coalesce(reason, ''))
    from facts.decisions where {which}
)
group by all
"""

CONTENT = """
select run_id, max(batch_id) as batch_id, sha256(string_agg(hash, '' order by kind, bucket)) as content_hash
from (""" + _ROWS + """)
group by run_id
"""  # fmt: skip


def contents(which: str = "true") -> str:
    """SQL for run_id, batch_id, content_hash of all that runs posted or decided; `which` narrows it to some runs."""
    return CONTENT.replace("{which}", which)


def add_link(connection: Connection) -> None:
    """Seals what the run of this writing has added: entries, applications and decisions."""
    connection.execute(f"""
        insert into facts.chain by name
        with last as (select link_no, hash from facts.chain order by link_no desc limit 1)
        select coalesce((select link_no from last), 0) + 1 as link_no, run_id, batch_id,
            coalesce((select hash from last), '') as previous_hash, content_hash,
            sha256(concat(coalesce((select hash from last), ''), content_hash)) as hash,
            getvariable('recorded_at') as recorded_at
        from ({contents("run_id = getvariable('run_id')")})
    """)
