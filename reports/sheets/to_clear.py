"""To clear: one row for each payment that waits, the most pressing first, and the cells to answer it in."""

from reports.sheet import Column, Paint, Sheet, Table, for_users
from reports.work import TO_CLEAR, Work

_PAYMENT = (
    Column("exception_id", "Exception", 10, band="Waiting"),
    Column("priority", "Priority", 8.5, band="Waiting", is_bold=True),
    Column("age_days", "Age, days", 6, "count", "Waiting"),
    Column("entity", "Entity", 7, band="Waiting"),
    Column("currency", "Cur.", 5.5, band="Waiting"),
    Column("amount", "Unallocated", 13, "amount", "Waiting", is_bold=True),
    Column("payer_name", "Payer, as written", 23, band="Waiting", is_wrapped=True, is_bold=True),
    Column("memo", "Memo", 32, band="What the payer wrote", is_wrapped=True),
)
_REASON = (
    Column("exception_type", "Type", 27, band="Why it waits"),
    Column("why_not_auto", "Why not applied by itself", 44, band="Why it waits", is_wrapped=True),
    Column("next_step", "What to try first", 25, band="Why it waits", is_wrapped=True, is_bold=True),
    Column("suggestion", "Best suggestion (click)", 29, band="Suggestion 1", link="to_candidates", is_wrapped=True),
    Column("difference", "Difference", 11, "amount", "Suggestion 1"),
    Column("confidence", "Confi- dence", 7.5, "share", "Suggestion 1"),
)
_PIECE = 'TRIM(MID(SUBSTITUTE({apply_to},";",REPT(" ",70)),70*{{0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15}}+1,70))'
_ITEMS = (  # the open amounts of the items in Apply to, else this row's lines on Allocations
    'IF({apply_to}="",SUMIFS(allocation_cash,allocation_exception,{exception_id}),'
    f"SUMPRODUCT((((item_number={_PIECE})+(item_whole={_PIECE}))>0)*(item_entity={{entity}})"
    "*(item_currency={currency})*item_open))"
)
_ALLOCATED = (
    'IF({action}="","",IFERROR(CHOOSE(VLOOKUP({action},action_table,2,FALSE),'
    "CHOOSE(VALUE(RIGHT({action},1)),{option_1},{option_2},{option_3})-N({write_off}),"
    f"{_ITEMS}-N({{write_off}}),{{amount}},"
    f'IF({{apply_to}}="",IF(N({{write_off}})>0,{{write_off}},{{amount}}),MIN({_ITEMS}-N({{write_off}}),{{amount}})),0,'
    "SUMIFS(allocation_cash,allocation_exception,{exception_id})),0))"
)
_OF_ACTION = "VLOOKUP({{action}},action_table,{},FALSE)"
_PLACES, _REASON_DUE, _APPLY_TO, _SIGN, _PAYER_DUE, _GIVES_UP = (_OF_ACTION.format(column) for column in range(2, 8))
_FAULTS = (  # (what is wrong, what the check says), the first that holds
    ("ISNA(MATCH({action},actions,0))", '"choose an action from the list"'),
    (f"AND({_SIGN}=1,{{amount}}<0)", '"the bank took this back: reverse / NSF"'),
    (f"AND({_SIGN}=-1,{{amount}}>0)", '"this is for money the bank took back"'),
    (f'AND({_PLACES}<>5,{{payment_id}}="")', '"there is no money yet: hold"'),
    (f'AND({_REASON_DUE}=1,{{reason_code}}="")', '"reason code is missing"'),
    (f'AND({_PAYER_DUE}=1,{{customer_id}}="",{{apply_to}}="")', '"Apply to: the customer\'s id"'),
    (f'AND({_APPLY_TO}<>"-",{{apply_to}}="",COUNTIF(allocation_exception,{{exception_id}})=0)',
     f'"Apply to: "&{_APPLY_TO}'),
    ('AND({approved_by}<>"",{approved_by}={prepared_by})', '"somebody else must approve"'),
    (f"AND({_PLACES}<>5,{{allocated}}=0)",
     '"places nothing: see "&IF(LEFT({action},6)="accept","Candidates","Apply to")'),
    ("{allocated}-{amount}>0.00005", 'FIXED({allocated}-{amount},{decimals})&" too much"'),
)  # fmt: skip
_GIVEN_UP = (  # what counts against the limit of who prepared it
    'MAX(ABS(N({write_off})),IF({learn_alias}="yes",ABS({amount}),0),'
    f"CHOOSE({_GIVES_UP}+1,0,ABS({{amount}}),"
    f'IF({{apply_to}}="",IF(N({{write_off}})>0,{{write_off}},{{amount}}),MAX(0,{_ITEMS}-{{amount}}))))'
)
_WAITS = (
    f'IF(AND(COUNTIF(users,{{prepared_by}})>0,{{approved_by}}="",{_GIVEN_UP}>'
    'SUMIFS(limit_amount,limit_user,{prepared_by},limit_currency,{currency})),"; waits for approval","")'
)
_SOUND = (
    f'IF({_PLACES}=5,"✓ nothing is posted",IF(ABS({{amount}}-{{allocated}})<0.00005,"✓ adds up",'
    '"✓ "&FIXED({amount}-{allocated},{decimals})&" stays unapplied"))'
)
_CHECK = (
    'IF({action}="","",'
    + "".join(f'IF({wrong},"✗ "&{says},' for wrong, says in _FAULTS)
    + f"{_SOUND}&{_WAITS}" + ")" * (len(_FAULTS) + 1)
)  # fmt: skip
_FILL = "To fill in"
_ANSWER = (
    Column("action", "Action", 20, band=_FILL, choices="actions", is_input=True, is_wrapped=True,
           hint="What is to be done. The sheet Guide says what each action does."),
    Column("check", "Check", 21, band="Live check", formula=_CHECK, is_wrapped=True, is_bold=True),
    Column("allocated", "Allocated", 12, "amount", "Live check", formula=_ALLOCATED),
    Column("apply_to", "Apply to", 18, band=_FILL, is_input=True, is_wrapped=True,
           hint="Item numbers parted by ; (an instalment: number/2), or the customer's id, or the GL account, as the "
           "action needs."),
    Column("reason_code", "Reason code", 13, band=_FILL, choices="reason_codes", is_input=True, is_wrapped=True,
           hint="For deduction and write off."),
    Column("write_off", "Write-off", 9, "amount", _FILL, is_input=True,
           hint="What the items are taken down by beyond the cash; below zero when too much was paid."),
    Column("learn_alias", "Learn alias", 7, band=_FILL, choices="yes_no", is_input=True,
           hint="With assign customer: yes remembers this payer for the next time."),
    Column("assigned_to", "Assigned to", 10, band=_FILL, choices="users", is_input=True,
           hint="Whose row this is; it stays so in the next day's book."),
    Column("comment", "Comment", 24, band=_FILL, is_input=True, is_wrapped=True,
           hint="For whoever looks at this row next; it comes back in the next day's book."),
    Column("prepared_by", "Prepared by", 10, band=_FILL, choices="users", is_input=True,
           hint="Who answered this row."),
    Column("approved_by", "Approved by", 10, band=_FILL, choices="users", is_input=True,
           hint="Somebody else than who prepared it."),
)  # fmt: skip
_MORE = (
    Column("status", "Status", 9, band="More about the payment"),
    Column("team", "Team", 11, band="More about the payment"),
    Column("payment_amount", "Whole payment", 13, "amount", "More about the payment"),
    Column("value_date", "Value date", 11, "date", "More about the payment"),
    Column("bank_account", "Our account", 14, band="More about the payment"),
    Column("payer_account", "Payer's account", 18, band="More about the payment", is_wrapped=True),
    Column("references", "References", 20, band="More about the payment", is_wrapped=True),
    Column("bank_reference", "Bank's reference", 18, band="More about the payment", is_wrapped=True),
    Column("source", "File: line", 22, band="More about the payment", is_wrapped=True),
    Column("customer_id", "Customer", 11, band="Customer"),
    Column("customer_name", "Name (click: open items)", 24, band="Customer", link="to_items", is_wrapped=True),
    Column("customer_evidence", "Known by", 22, band="Customer", is_wrapped=True),
    Column("balance", "Balance", 13, "amount", "Customer"),
    Column("past_due", "Past due", 13, "amount", "Customer"),
    Column("habit", "Last payments", 22, band="Customer", is_wrapped=True),
    Column("option_1", "Suggestion 1", 12, "amount", "All suggestions"),
    Column("option_2", "Suggestion 2", 12, "amount", "All suggestions"),
    Column("option_3", "Suggestion 3", 12, "amount", "All suggestions"),
    Column("runner_up", "Runner-up", 26, band="All suggestions", is_wrapped=True),
    Column("margin", "Margin", 7.5, "share", "All suggestions"),
    Column("rule", "Rule", 16, band="All suggestions"),
    Column("worth", "Usual receipts", 8, "count", "Way back", is_hidden=True),
    Column("decimals", "Decimals", 8, "count", "Way back", is_hidden=True),
    Column("payment_id", "payment_id", 12, band="Way back", is_hidden=True),
    Column("run_id", "run_id", 12, band="Way back", is_hidden=True),
    Column("row_hash", "row_hash", 12, band="Way back", is_hidden=True),
)
COLUMNS = _PAYMENT + _REASON + _ANSWER + _MORE

_PAINTS = (
    Paint(("priority",), '{priority}="High"', "alarm"),
    Paint(("priority",), '{priority}="Medium"', "warn"),
    Paint(("age_days",), "{age_days}>30", "alarm"),
    Paint(("age_days",), "{age_days}>7", "warn"),
    Paint(("amount",), "{worth}>=20", "alarm"),
    Paint(("amount",), "{worth}>=5", "warn"),
    Paint(("check",), 'LEFT({check},1)="✗"', "alarm"),
    Paint(("check",), 'RIGHT({check},8)="approval"', "warn"),
    Paint(("check",), 'LEFT({check},1)="✓"', "good"),
    Paint(("exception_type",), '{exception_type}="LIMIT_EXCEEDED"', "warn"),
    Paint(("past_due",), "{past_due}>0", "warn"),
    Paint(("status", "priority"), '{status}<>"open"', "muted"),
)


def sheet(work: Work) -> Sheet:
    """Exceptions of payments, advices and items; the cells to fill coloured and open, all others locked."""
    table = Table(for_users(COLUMNS, work.day.users), work.queue)
    printed = [column.name for column in COLUMNS].index("approved_by") + 1
    return Sheet(
        TO_CLEAR,
        "Work from the top. Choose an action in the yellow cells; the check beside it says at once whether it adds "
        "up. Click a suggestion to see its items, a customer's name to see what it owes.",
        (table,), row_height=39, frozen_columns=7, printed_columns=printed, pages_wide=2, paints=_PAINTS, tab="C53030",
        is_opened=True,
        names=(("queue_exception", "exception_id", "exception_id"), ("queue_amount", "amount", "amount")),
    )  # fmt: skip
