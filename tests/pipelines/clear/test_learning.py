"""What a person taught of a payer: used and named the next day, listed with what rests on it, forgotten in one step."""

from tests.pipelines.clear.day import NEXT, only

WHO = {"action": "assign customer", "apply_to": "C2", "learn_alias": "yes"}


def taught(desk):
    assert only(desk.clear(desk.fill("a.xlsx", {"B11": WHO}))) == (
        "posted", "paid by C2 Borealis Ltd; the next run matches it; the payer is remembered"
    )  # fmt: skip
    return desk.tell("aliases", "--json").json["aliases"]


def paid_again(desk, on=NEXT, reference="B40"):
    heading = "account,currency,booking_date,amount,payer_name,remittance_information,bank_reference"
    desk.put(f"bank/{reference}.csv", heading, [f"1001,USD,{on},45.00,PAYGATE 77,thanks,{reference}"])
    assert desk.run(on).status in (0, 3)
    return desk.ask(f"""
        select a.item_number, a.evidence from applications a join payments using (payment_id)
        where bank_reference = '{reference}'
    """)


def test_the_next_run_uses_it_and_says_so(desk):
    (alias,) = taught(desk)
    assert (alias["value"], alias["customer_id"], alias["taught_by"], alias["expires_date"]) == (
        "Paygate 77", "C2", "anna", "2027-10-15"
    )  # fmt: skip
    assert paid_again(desk) == [
        ("INV-800001", "the payer is known by taught name; INV-800001 is the only open item of that amount")
    ]
    (alias,) = desk.tell("aliases", "--json").json["aliases"]
    ((payment,),) = desk.ask("select payment_id from payments where bank_reference = 'B40'")
    assert (alias["use_count"], alias["payments"]) == (1, [payment])
    assert desk.holds()


def test_without_it_the_payer_stays_unknown(desk):
    assert paid_again(desk) == []


def test_forgotten_it_counts_no_more_and_what_rested_on_it_is_told(desk):
    (alias,) = taught(desk)
    gone = desk.tell("aliases", "--forget", alias["alias_id"][:8], "--by", "ben", "--reason", "an agent")
    assert gone.status == 0, gone.err
    assert "forgotten  name 'Paygate 77' is US01/C2" in gone.out
    assert paid_again(desk) == []
    twice = desk.tell("aliases", "--forget", alias["alias_id"], "--by", "ben", "--reason", "an agent")
    assert (twice.status, "1 of that id, forgotten already" in twice.err) == (1, True)
    assert desk.ask("select action, prepared_by, reason from decisions where action = 'forget alias'") == [
        ("forget alias", "ben", "an agent")
    ]
    assert desk.holds()


def test_it_ends_on_its_day(desk):
    taught(desk)
    assert paid_again(desk, on="2027-10-16") == []
    (alias,) = desk.tell("aliases", "--json", on="2027-10-16").json["aliases"]
    assert alias["status"] == "expired"


def test_an_undo_of_the_decision_forgets_what_it_taught(desk):
    (alias,) = taught(desk)
    assert desk.tell("undo", alias["decision_id"], "--by", "ben", "--reason", "no").status == 0
    assert [one["status"] for one in desk.tell("aliases", "--json").json["aliases"]] == ["forgotten"]
    assert paid_again(desk) == []


def test_forgetting_needs_a_name_and_a_reason(desk):
    ended = desk.tell("aliases", "--forget", "12345678")
    assert (ended.status, "--by NAME --reason TEXT" in ended.err) == (2, True)
