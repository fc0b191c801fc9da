"""Refunds when something goes wrong: at Stripe, at the bank, on the way, here. The account book is the judge."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import select

from pos_app.server.ledger.rules import Account
from pos_app.server.models import MoneyException
from tests.integration.payments.desk import REFUNDS, Desk, Json
from tests.support.waiting import until

CREATE = "POST /v1/refunds"


def in_the_end(desk: Desk, payment: Json, refund: Json | str, state: str) -> Json:
    """The refund in its final state; one refund at Stripe at most, and our books as the sandbox's."""
    found = desk.refund_becomes(refund, state)
    assert len(desk.stripe_refunds(payment)) <= 1
    assert desk.held(Account.REFUNDING, payment) == 0
    assert desk.held(Account.STRIPE, payment) == payment["amount_minor"] - desk.given_back(payment)
    return found


def dashboard(desk: Desk, payment: Json, amount: int) -> Json:
    """What somebody does in Stripe's dashboard: a refund that is not ours."""
    made = desk.stripe.post(
        "/v1/refunds", data={"payment_intent": payment["stripe_payment_intent_id"], "amount": amount}
    )
    made.raise_for_status()
    return dict(made.json())


@pytest.mark.parametrize("webhooks", [True, False])
def test_a_refund_that_takes_its_time(desk: Desk, webhooks: bool) -> None:
    payment = desk.paid("20.00", "pm_card_pendingRefund")
    due = desk.of(payment)["due"]["amount_minor"]
    desk.webhooks(deliver=webhooks)
    made = desk.refunded(payment)
    assert (made["state"], made["status"]) == ("pending", "pending")
    assert desk.of(payment)["due"]["amount_minor"] == due  # not shown as done before it is
    assert desk.held(Account.REFUNDING, payment) == 1000
    desk.control.post("/clock", json={"advance": 10}).raise_for_status()
    if not webhooks:
        desk.look_now(made)
    in_the_end(desk, payment, made, "succeeded")
    assert desk.of(payment)["due"]["amount_minor"] == due + 1000


@pytest.mark.parametrize("webhooks", [True, False])
def test_a_success_that_the_bank_sends_back(desk: Desk, webhooks: bool) -> None:
    payment = desk.paid("20.00", "pm_card_refundFail")
    due = desk.of(payment)["due"]["amount_minor"]
    desk.webhooks(deliver=webhooks)
    made = desk.refunded(payment)
    assert made["state"] == "succeeded"
    desk.control.post("/clock", json={"advance": 10}).raise_for_status()
    if not webhooks:
        desk.look_now(made)
    found = in_the_end(desk, payment, made, "failed")
    assert found["failure"]["code"] == "expired_or_canceled_card"
    assert found["payment_left"]["amount_minor"] == 2000
    after = desk.of(payment)
    assert after["due"]["amount_minor"] == due
    assert {"refund", "refund_failed"} <= {event["kind"] for event in after["timeline"]}
    assert desk.odd(payment) == ["refund_failed"]
    assert desk.given_back(payment) == 0


def test_a_refund_that_waits_for_the_patient_can_be_taken_back(desk: Desk) -> None:
    payment = desk.paid("20.00")
    desk.fault(CREATE, "refund_requires_action")
    made = desk.refunded(payment)
    assert made["state"] == "requires_action"
    for _ in range(2):
        assert desk.till.post(f"{REFUNDS}/{made['id']}/cancel").json()["state"] == "cancelled"
    in_the_end(desk, payment, made, "cancelled")
    assert desk.odd(payment) == []
    assert desk.refund(made)["payment_left"]["amount_minor"] == 2000


def test_a_patient_who_never_answers(desk: Desk) -> None:
    payment = desk.paid("20.00")
    desk.fault(CREATE, "refund_requires_action")
    made = desk.refunded(payment)
    desk.stripe.post(f"/v1/test_helpers/refunds/{made['stripe_refund_id']}/expire").raise_for_status()
    in_the_end(desk, payment, made, "failed")
    late = desk.till.post(f"{REFUNDS}/{made['id']}/cancel")
    assert (late.status_code, late.json()["code"]) == (409, "refund_state_conflict")
    assert desk.odd(payment) == ["refund_failed"]


@pytest.mark.parametrize("webhooks", [True, False])
@pytest.mark.parametrize("do", ["drop_before", "drop_after", "error_before", "error_after", "html_after", "half_after"])
def test_an_answer_that_never_came(desk: Desk, do: str, webhooks: bool) -> None:
    payment = desk.paid("20.00")
    desk.webhooks(deliver=webhooks)
    desk.fault(CREATE, do, times=2)  # the library's own second try too
    asked = desk.asked(payment)
    answer = desk.approve(asked)
    assert answer.status_code == 200, answer.text
    assert answer.json()["state"] in ("submitted", "succeeded")
    desk.look_now(asked)
    in_the_end(desk, payment, asked, "succeeded")
    assert desk.given_back(payment) == 1000
    assert desk.odd(payment) == []


def test_stripe_says_no_and_nothing_has_moved(desk: Desk) -> None:
    payment = desk.paid("20.00")
    asked = desk.asked(payment)
    desk.webhooks(deliver=False)
    dashboard(desk, payment, 2000)
    failed = desk.approve(asked).json()
    assert (failed["state"], failed["failure"]["code"]) == ("failed", "charge_already_refunded")
    assert "given back in full" in failed["failure"]["message"]
    kinds = [event["kind"] for event in desk.of(payment)["timeline"]]
    assert "refund_failed" in kinds
    assert desk.given_back(payment) == 2000


def test_a_refund_made_in_the_dashboard_is_booked_and_shown(desk: Desk) -> None:
    payment = desk.paid("20.00")
    due = desk.of(payment)["due"]["amount_minor"]
    waiting = desk.asked(payment, "15.00")
    made = dashboard(desk, payment, 1200)
    until(lambda: "refund_elsewhere" in desk.odd(payment), "a supervisor is told")
    found = desk.refund(made["id"])
    assert (found["origin"], found["state"], found["by"], found["amount"]) == ("stripe", "succeeded", "", "12.00")
    assert desk.of(payment)["due"]["amount_minor"] == due + 1200
    late = desk.approve(waiting)
    assert (late.status_code, late.json()["code"]) == (409, "refund_above_captured")
    assert desk.refund(waiting)["state"] == "requested"
    assert desk.refund(waiting)["payment_left"]["amount_minor"] == 0
    assert desk.held(Account.STRIPE, payment) == 800
    assert len(desk.stripe_refunds(payment)) == 1


def test_a_refund_with_our_id_that_nobody_approved_here_is_told_and_not_made_again(desk: Desk) -> None:
    """Of an older copy of these books, or of somebody at Stripe's dashboard: the patient has the money all the same."""
    payment = desk.paid("20.00")
    waiting = desk.asked(payment)
    data = {"payment_intent": payment["stripe_payment_intent_id"], "amount": 1000, "metadata[refund_id]": waiting["id"]}
    made = desk.stripe.post("/v1/refunds", data=data).json()
    until(lambda: "refund_elsewhere" in desk.odd(payment), "a supervisor is told")
    found = desk.refund(made["id"])
    assert (found["id"], found["state"], found["decisions"]) == (waiting["id"], "succeeded", [])
    assert desk.approve(waiting).json()["code"] == "refund_state_conflict"
    assert desk.given_back(payment) == 1000


def test_a_refund_of_another_amount_with_our_id_on_it_is_not_taken_for_ours(desk: Desk) -> None:
    payment = desk.paid("20.00")
    waiting = desk.asked(payment)
    data = {"payment_intent": payment["stripe_payment_intent_id"], "amount": 999, "metadata[refund_id]": waiting["id"]}
    made = desk.stripe.post("/v1/refunds", data=data).json()
    until(lambda: "refund_elsewhere" in desk.odd(payment), "a supervisor is told")
    assert desk.refund(made["id"])["id"] != waiting["id"]
    assert desk.refund(waiting)["state"] == "requested"


def test_a_made_up_id_hides_no_refund_from_a_supervisor(desk: Desk) -> None:
    payment = desk.paid("20.00")
    made_up = str(uuid4())
    data = {"payment_intent": payment["stripe_payment_intent_id"], "amount": 1000, "metadata[refund_id]": made_up}
    desk.stripe.post("/v1/refunds", data=data).raise_for_status()
    until(lambda: "refund_elsewhere" in desk.odd(payment), "a supervisor is told")
    assert desk.refund(made_up)["state"] == "succeeded"
    assert desk.refund(made_up)["decisions"] == []


def test_a_refund_of_a_charge_that_is_not_ours(desk: Desk) -> None:
    foreign = {"amount": 5000, "currency": "usd", "confirm": "true", "payment_method": "pm_card_visa"}
    automatic = {"automatic_payment_methods[enabled]": "true", "automatic_payment_methods[allow_redirects]": "never"}
    intent = desk.stripe.post("/v1/payment_intents", data={**foreign, **automatic}).json()
    made = desk.stripe.post("/v1/refunds", data={"payment_intent": intent["id"]}).json()

    def told() -> list[str]:
        with desk.database.read() as session:
            query = select(MoneyException.kind).where(MoneyException.stripe_id == made["id"])
            return list(session.scalars(query))

    until(told, "a supervisor is told")
    assert told() == ["unknown_refund"]
    assert desk.till.get(f"{REFUNDS}/{made['id']}").status_code == 404


@pytest.mark.parametrize("webhooks", [True, False])
def test_the_server_is_killed_while_stripe_gives_the_money_back(desk: Desk, webhooks: bool) -> None:
    payment = desk.paid("20.00")
    asked = desk.asked(payment)
    desk.webhooks(deliver=webhooks, delay=0)
    desk.fault(CREATE, "delay_after", seconds=4)
    with ThreadPoolExecutor(1) as pool:
        approving = pool.submit(desk.approve, asked)
        until(lambda: desk.given_back(payment), "Stripe has made the refund")
        desk.stack.server.kill()
        assert approving.exception() is not None
    desk.restart()
    in_the_end(desk, payment, asked, "succeeded")
    assert desk.given_back(payment) == 1000
    assert desk.approve(asked).json()["state"] == "succeeded"
    assert desk.given_back(payment) == 1000


def test_the_server_is_killed_before_stripe_hears_of_an_approved_refund(desk: Desk) -> None:
    payment = desk.paid("20.00")
    asked = desk.asked(payment)
    desk.webhooks(deliver=False)
    desk.fault(CREATE, "delay", seconds=60)
    with ThreadPoolExecutor(1) as pool:
        approving = pool.submit(desk.approve, asked)
        until(lambda: desk.refund(asked)["state"] == "submitted", "the intention is stored")
        desk.stack.server.kill()
        assert approving.exception() is not None
    desk.control.delete("/faults").raise_for_status()
    desk.restart()
    in_the_end(desk, payment, asked, "succeeded")
    assert desk.given_back(payment) == 1000


def test_no_lock_is_held_while_stripe_is_asked(desk: Desk) -> None:
    slow, quick = desk.paid("20.00"), desk.paid("20.00")
    held = desk.asked(slow)
    desk.fault(CREATE, "delay", seconds=5)
    with ThreadPoolExecutor(1) as pool:
        approving = pool.submit(desk.approve, held)
        until(lambda: desk.refund(held)["state"] == "submitted", "the intention is stored before Stripe is asked")
        assert desk.refunded(quick)["state"] == "succeeded"
        assert desk.asked(slow, "1.00")["state"] == "requested"
        assert not approving.done()
        assert approving.result().json()["state"] == "succeeded"


def test_ten_identical_webhooks_are_one_refund(desk: Desk) -> None:
    payment = desk.paid("20.00")
    desk.webhooks(deliver=False)
    made = dashboard(desk, payment, 500)
    thing = {"data": {"object": {"id": made["id"], "object": "refund", "status": "failed"}}, "type": "refund.failed"}
    charge = {"data": {"object": {"id": made["charge"], "object": "charge"}}, "type": "charge.refunded"}
    with ThreadPoolExecutor(10) as pool:
        sent = list(
            pool.map(lambda n: desk.deliver(desk.event("", **(thing if n % 2 else charge))).status_code, range(10))
        )
    assert sent == [200] * 10
    until(lambda: desk.of(payment)["refunds"], "the refund is on record")
    found = desk.refund_becomes(made["id"], "succeeded")
    assert found["amount"] == "5.00"
    assert len(desk.of(payment)["refunds"]) == 1
    assert desk.held(Account.STRIPE, payment) == 1500
