"""Money given back: asked for, approved, made at Stripe, on record. The sandbox's own account book is the judge."""

from __future__ import annotations

from contextlib import closing
from typing import Any
from uuid import uuid4

import httpx
import pytest

from pos_app.server.ledger.rules import Account
from pos_app.server.refunds import rows
from tests.integration.payments.desk import REFUNDS, Desk, at_once, codes
from tests.support.waiting import until


def refused(answer: httpx.Response, status: int, code: str) -> str:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    return str(answer.json()["detail"])


def test_a_part_is_asked_for_approved_and_on_record(desk: Desk) -> None:
    payment = desk.paid()
    before = desk.of(payment)
    asked = desk.asked(payment, "30.00", reason_code="insurer_paid")
    assert (asked["state"], asked["approvals_needed"], asked["stripe_refund_id"]) == ("requested", 1, None)
    assert (asked["payment_left"]["amount_minor"], desk.given_back(payment)) == (7000, 0)
    done = desk.approve(asked, note="Seen the letter").json()
    assert (done["state"], done["status"], done["approvals_needed"]) == ("succeeded", "succeeded", 0)
    assert done["version"] > asked["version"]
    assert [(d["decision"], d["by"], d["note"]) for d in done["decisions"]] == [
        ("approved", "Amara Diallo", "Seen the letter")
    ]
    assert desk.given_back(payment) == 3000
    after = desk.of(payment)
    assert after["due"]["amount_minor"] == before["due"]["amount_minor"] + 3000
    [entry] = after["refunds"]
    assert (entry["state"], entry["reason"], entry["by"], entry["approved_by"]) == (
        "succeeded",
        "Paid twice",
        "Tomasz Zieliński",
        ["Amara Diallo"],
    )
    kinds = [event["kind"] for event in after["timeline"]]
    assert {"refund_asked", "refund_approved", "refund"} <= set(kinds)
    assert (desk.held(Account.REFUNDING, payment), desk.held(Account.STRIPE, payment)) == (0, 7000)
    assert desk.odd(payment) == []
    [made] = desk.stripe_refunds(payment)
    assert made["metadata"] == {"refund_id": asked["id"]}
    assert "Paid twice" not in str(desk.control.get("/requests").json())
    assert desk.refund(made["id"])["id"] == asked["id"]


def test_without_an_amount_all_that_is_left_is_given_back(desk: Desk) -> None:
    payment = desk.paid("20.00")
    desk.refunded(payment, "5.00")
    rest = desk.refunded(payment, None)
    assert (rest["amount"], rest["state"], rest["payment_left"]["amount_minor"]) == ("15.00", "succeeded", 0)
    assert desk.given_back(payment) == 2000
    refused(desk.ask(payment, None), 409, "refund_above_captured")


def test_an_invoice_paid_twice_is_given_back_payment_by_payment(desk: Desk) -> None:
    first = desk.paid("20.00")
    invoice = desk.of(first)
    second = desk.opened(invoice, amount="10.00")
    desk.confirm(second["id"], "pm_card_mastercard").raise_for_status()
    refused(desk.ask(first, "20.01"), 409, "refund_above_captured")
    desk.refunded(first, "20.00")
    refused(desk.ask(second, "10.01"), 409, "refund_above_captured")
    assert desk.refunded(second, "10.00")["state"] == "succeeded"
    assert desk.of(first)["due"] == desk.of(first)["total"]
    assert [desk.given_back(one) for one in (first, second)] == [2000, 1000]


@pytest.mark.parametrize(
    ("amount", "status", "code"),
    [
        ("-1.00", 400, "amount_invalid"),
        ("-0", 400, "amount_invalid"),
        ("0.00", 400, "amount_invalid"),
        ("0.001", 400, "amount_too_precise"),
        ("1e3", 400, "amount_invalid"),
        ("99999999999999999", 400, "amount_invalid"),
        ("100.01", 409, "refund_above_captured"),
        ("NaN", 400, "amount_invalid"),
    ],
)
def test_amounts_that_can_not_be(desk: Desk, one_payment: Any, amount: str, status: int, code: str) -> None:
    refused(desk.ask(one_payment, amount), status, code)
    assert desk.of(one_payment)["refunds"] == []


@pytest.fixture(scope="module")
def one_payment(shared_desk: Desk) -> Any:
    return shared_desk.paid()


def test_what_can_not_be_refunded(desk: Desk, one_payment: Any) -> None:
    refused(desk.ask(one_payment, currency="eur"), 409, "currency_mismatch")
    refused(desk.ask({"id": "x" * 200}), 404, "not_found")
    refused(desk.ask({"id": str(uuid4())}), 404, "not_found")
    for broken in ({"id": "x" * 4096}, {"id": "a\0b"}, {"id": ""}):
        refused(desk.ask(broken), 422 if broken["id"] != "a\0b" else desk.ask(broken).status_code, "malformed_request")
    refused(desk.ask(one_payment, reason=" "), 422, "malformed_request")
    refused(desk.ask(one_payment, reason="x" * 501), 422, "malformed_request")
    refused(desk.ask(one_payment, reason_code="why not"), 422, "malformed_request")
    refused(desk.ask(one_payment, state="succeeded"), 422, "malformed_request")
    refused(desk.ask(one_payment, key="not-a-uuid"), 400, "idempotency_key_invalid")
    open_attempt = desk.opened(desk.invoice())
    refused(desk.ask(open_attempt), 409, "payment_not_refundable")
    desk.cancel(open_attempt["id"])
    refused(desk.ask(open_attempt), 409, "payment_not_refundable")
    assert desk.of(one_payment)["refunds"] == []


def test_a_payment_is_found_by_stripes_id_too(desk: Desk, one_payment: Any) -> None:
    asked = desk.asked({"id": one_payment["stripe_payment_intent_id"]}, "1.00")
    assert asked["payment_intent_id"] == one_payment["id"]
    assert desk.till.post(f"{REFUNDS}/{asked['id']}/cancel").json()["state"] == "cancelled"


def test_the_same_key_twenty_times(desk: Desk) -> None:
    payment, key = desk.paid(), str(uuid4())
    answers = at_once(lambda _: desk.ask(payment, "10.00", key), 20)
    assert codes(answers).count(201) == 1
    assert set(codes(answers)) == {200, 201}
    assert {a.json()["id"] for a in answers} == {key}
    refused(desk.ask(payment, "10.01", key), 409, "idempotency_key_reused")
    refused(desk.ask(payment, None, key), 409, "idempotency_key_reused")
    refused(desk.ask(payment, "10.00", key, reason="Another"), 409, "idempotency_key_reused")
    assert desk.ask(payment, "10", key).status_code == 200
    for _ in range(3):
        assert desk.approve({"id": key, "amount": "10.00"}).json()["state"] == "succeeded"
    assert len(desk.stripe_refunds(payment)) == 1
    assert desk.given_back(payment) == 1000


def test_a_key_is_for_a_payment_or_for_a_refund(desk: Desk) -> None:
    """A till that named a refund after its payment would be told that Stripe has failed it, once it was approved."""
    payment, invoice = desk.paid(), desk.invoice()
    refused(desk.ask(payment, "10.00", payment["id"]), 409, "idempotency_key_reused")
    refund = desk.asked(payment, "10.00")
    refused(desk.create(invoice, refund["id"]), 409, "idempotency_key_reused")
    assert desk.intents(invoice) == []
    assert desk.approve(refund).json()["state"] == "succeeded"
    assert desk.given_back(payment) == 1000


def test_the_same_key_at_once_for_two_payments_is_one_refund(desk: Desk) -> None:
    payments, key = [desk.paid("20.00"), desk.paid("20.00")], str(uuid4())
    answers = at_once(lambda n: desk.ask(payments[n % 2], "10.00", key), 8)
    assert codes(answers).count(201) == 1
    assert set(codes(answers)) <= {200, 201, 409}
    assert sum(len(desk.of(payment)["refunds"]) for payment in payments) == 1


def test_fifty_refunds_of_ten_on_a_payment_of_a_hundred(desk: Desk) -> None:
    payment = desk.paid("100.00")
    tills = [desk.stack.client("cashier", till=f"Front desk {n}") for n in range(10)]
    try:
        answers = at_once(lambda n: desk.ask(payment, "10.00", str(uuid4()), till=tills[n % 10]), 50)
    finally:
        for till in tills:
            till.close()
    assert codes(answers) == [201] * 10 + [409] * 40
    assert {a.json()["code"] for a in answers if a.status_code == 409} == {"refund_above_captured"}
    asked = [a.json() for a in answers if a.status_code == 201]
    approved = at_once(lambda n: desk.approve(asked[n]), 10)
    assert codes(approved) == [200] * 10
    for refund in asked:
        desk.look_now(refund)
        desk.refund_becomes(refund, "succeeded")
    assert desk.given_back(payment) == 10000
    assert len(desk.stripe_refunds(payment)) == 10
    assert (desk.held(Account.REFUNDING, payment), desk.held(Account.STRIPE, payment)) == (0, 0)


def test_two_supervisors_at_once_send_it_once(desk: Desk) -> None:
    payment = desk.paid("20.00")
    asked = desk.asked(payment)
    with closing(desk.colleague("second", "supervisor")) as other:
        answers = at_once(lambda n: desk.approve(asked, (desk.supervisor, other)[n % 2]), 6)
    assert set(codes(answers)) <= {200, 409}
    assert 200 in codes(answers)
    found = desk.refund_becomes(asked, "succeeded")
    assert len(found["decisions"]) == 1
    assert len(desk.stripe_refunds(payment)) == 1
    assert desk.given_back(payment) == 1000


def test_who_may_approve(desk: Desk) -> None:
    payment = desk.paid("20.00")
    own = desk.asked(payment, till=desk.supervisor)
    refused(desk.approve(own), 403, "refund_not_allowed")
    refused(desk.supervisor.post(f"{REFUNDS}/{own['id']}/refuse"), 403, "refund_not_allowed")
    refused(desk.approve(own, desk.till), 403, "not_allowed")
    with closing(desk.colleague("far", "supervisor", "Harbour Clinic")) as far:
        refused(desk.approve(own, far), 404, "not_found")
        refused(far.get(f"{REFUNDS}/{own['id']}"), 404, "not_found")
        refused(far.post(f"{REFUNDS}/{own['id']}/cancel"), 404, "not_found")
        assert own["id"] not in [item["id"] for item in far.get(REFUNDS, params={"limit": 200}).json()["items"]]
    with closing(desk.colleague("second", "supervisor")) as other:
        refused(desk.approve({**own, "amount": "9.99"}, other), 409, "refund_state_conflict")
        refused(desk.approve({**own, "amount": "-1"}, other), 400, "amount_invalid")
        assert desk.given_back(payment) == 0
        assert desk.approve(own, other).json()["state"] == "succeeded"
    refused(desk.till.post(f"{REFUNDS}/{own['id']}/cancel"), 403, "refund_not_allowed")
    refused(desk.supervisor.post(f"{REFUNDS}/{own['id']}/cancel"), 409, "refund_state_conflict")


def test_a_supervisor_says_no_and_the_money_can_be_asked_for_again(desk: Desk) -> None:
    payment = desk.paid("10.00")
    asked = desk.asked(payment, "10.00")
    for _ in range(2):
        said = desk.supervisor.post(f"{REFUNDS}/{asked['id']}/refuse", json={"note": "No"}).json()
        assert (said["state"], said["payment_left"]["amount_minor"]) == ("refused", 1000)
    with closing(desk.colleague("second", "supervisor")) as other:
        refused(desk.approve(asked, other), 409, "refund_state_conflict")
    refused(desk.approve(asked), 409, "refund_state_conflict")
    assert desk.refunded(payment, "10.00")["state"] == "succeeded"


def test_withdrawing(desk: Desk) -> None:
    payment = desk.paid("10.00")
    asked = desk.asked(payment, "10.00")
    with closing(desk.colleague("another", "cashier")) as other:
        refused(other.post(f"{REFUNDS}/{asked['id']}/cancel"), 403, "refund_not_allowed")
    for _ in range(2):
        assert desk.till.post(f"{REFUNDS}/{asked['id']}/cancel").json()["state"] == "cancelled"
    refused(desk.approve(asked), 409, "refund_state_conflict")
    by_supervisor = desk.asked(payment, "10.00")
    assert desk.supervisor.post(f"{REFUNDS}/{by_supervisor['id']}/cancel").json()["state"] == "cancelled"
    assert desk.given_back(payment) == 0


def test_the_list(desk: Desk) -> None:
    payment = desk.paid("20.00")
    made = [desk.asked(payment, "1.00") for _ in range(5)]
    desk.approve(made[0]).raise_for_status()
    query: dict[str, Any] = {"invoice_id": payment["invoice_id"], "limit": 2}
    found: list[str] = []
    while True:
        page = desk.till.get(REFUNDS, params=query).json()
        found += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert found == [one["id"] for one in reversed(made)]
    waiting = desk.till.get(REFUNDS, params={"invoice_id": payment["invoice_id"], "state": "requested"}).json()
    assert len(waiting["items"]) == 4
    refused(desk.till.get(REFUNDS, params={"cursor": "x"}), 400, "cursor_invalid")
    assert desk.till.get(REFUNDS, params={"limit": 201}).status_code == 422
    assert desk.till.get(REFUNDS, params={"invoice_id": "no such"}).json()["items"] == []
    assert desk.till.get(REFUNDS, params={"invoice_id": "a\0b"}).status_code < 500
    with closing(desk.stack.client("auditor")) as auditor:
        assert len(auditor.get(REFUNDS, params={"invoice_id": payment["invoice_id"]}).json()["items"]) == 5


def test_a_refund_is_found_by(desk: Desk) -> None:
    """Its invoice, its patient, the receipt of its payment, who asked; within a state, and only where one may read."""
    payment = desk.paid("20.00")
    invoice = desk.of(payment)
    mine = desk.asked(payment, "1.00")["id"]
    receipt = invoice["payments"][0]["receipt_number"]
    with closing(desk.colleague("zyta", "cashier")) as asker:
        hers = desk.ask(payment, "2.00", till=asker).json()["id"]

    def found(q: str, **more: Any) -> set[str]:
        answer = desk.supervisor.get(REFUNDS, params={"q": q, "limit": 200, **more})
        answer.raise_for_status()
        return {item["id"] for item in answer.json()["items"]}

    patient = invoice["patient"]
    for q in (invoice["number"], patient["name"], patient["name"][:4].lower(), patient["mrn"], receipt):
        assert {mine, hers} <= found(q), q
    assert hers in found("zyta")
    assert mine not in found("zyta")
    assert found("nobody is called so") == found("R-999999") == set()
    assert found(invoice["number"], state="refused") == set()
    assert found(" ") == found("")
    with closing(desk.stack.client("cashier2")) as elsewhere:
        assert elsewhere.get(REFUNDS, params={"q": invoice["number"]}).json()["items"] == []
    assert desk.supervisor.get(REFUNDS, params={"q": "x" * 201}).status_code == 422


def test_a_disputed_payment_is_left_alone(desk: Desk) -> None:
    payment = desk.paid("20.00", "pm_card_createDispute")
    asked = desk.asked(payment)

    def disputed() -> bool:
        with desk.database.read() as session:
            return rows.is_disputed(session, desk.payments({"id": payment["invoice_id"]})[0].id)

    until(disputed, "the dispute is on record")
    refused(desk.approve(asked), 409, "payment_disputed")
    refused(desk.ask(payment, "1.00"), 409, "payment_disputed")
    assert (desk.refund(asked)["state"], desk.given_back(payment)) == ("requested", 0)
