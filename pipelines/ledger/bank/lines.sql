-- Of each line what tells it apart from others.

select row_no, sha256, statement_no, account, currency, booking_date, amount_minor,
    facts.fingerprint(account, currency, booking_date, value_date, amount_minor, bank_reference, end_to_end_id,
        creditor_reference, payer_name, payer_account, memo) as fingerprint
from incoming semi join incoming_statements using (sha256, statement_no)
