"""Rights are taken away in the middle of a payment that somebody began: it is the patient's money, not theirs."""

from __future__ import annotations

import subprocess
import sys
from uuid import uuid4

import httpx
import pytest

from tests.integration.payments.desk import INTENTS, Desk
from tests.support.processes import REPO
from tests.support.waiting import until

CHANGES = {
    "disabled": ("disable",),
    "an auditor": ("role", "auditor"),
    "of another site": ("sites", "Harbour Clinic"),
    "with no session": ("end-sessions",),
}


def admin(desk: Desk, username: str, verb: str, *rest: str) -> None:
    """As an administrator does it, beside the running server."""
    command = [sys.executable, "-m", "pos_app", "users", verb, username, *rest]
    done = subprocess.run(command, cwd=REPO, env=desk.stack.env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def refused(answer: httpx.Response) -> str:
    """The stable code of a refusal."""
    assert answer.status_code in (401, 403, 404), answer.text
    return str(answer.json()["code"])


@pytest.mark.parametrize("heard", ["by webhook", "by nobody's asking"])
@pytest.mark.parametrize("change", CHANGES)
def test_what_the_patient_has_paid_is_booked_and_they_can_do_no_more(desk: Desk, change: str, heard: str) -> None:
    name = f"clerk-{uuid4().hex[:8]}"
    with desk.colleague(name, "cashier") as clerk:
        withdrawn(desk, name, clerk, change, heard)


def withdrawn(desk: Desk, name: str, clerk: httpx.Client, change: str, heard: str) -> None:
    invoice, other = desk.invoice(), desk.invoice()
    made = clerk.post(INTENTS, json=desk.body(invoice), headers={"Idempotency-Key": str(uuid4())}).raise_for_status()
    attempt = made.json()
    if heard != "by webhook":
        desk.webhooks(deliver=False)
    admin(desk, name, *CHANGES[change])
    desk.pay_on_the_page(attempt["stripe_payment_intent_id"]).raise_for_status()

    refusals = {
        "open": clerk.post(INTENTS, json=desk.body(other), headers={"Idempotency-Key": str(uuid4())}),
        "cancel": clerk.post(f"{INTENTS}/{attempt['id']}/cancel"),
        "confirm": clerk.post(f"{INTENTS}/{attempt['id']}/confirm", json={"payment_method_id": "pm_card_visa"}),
        "link": clerk.post(f"{INTENTS}/{attempt['id']}/pay-link"),
        "refund": desk.ask({"id": attempt["id"]}, "1.00", str(uuid4()), till=clerk),
    }
    assert {what: refused(answer) for what, answer in refusals.items()}
    if heard == "by webhook":
        desk.becomes(attempt["id"], "succeeded")
    else:
        desk.given_up(attempt["id"], "succeeded")
    until(lambda: desk.detail(invoice)["state"] == "paid", "the invoice is paid")
    assert [payment.amount_minor for payment in desk.payments(invoice)] == [invoice["due"]["amount_minor"]]
    assert len(desk.charges(invoice)) == 1
    assert (desk.intents(other), desk.payments(other)) == ([], [])
    entry = desk.detail(invoice)["payments"][0]
    assert (entry["by"], entry["receipt_number"] is not None) == (name.title(), True), "who began it is on record"


def test_a_supervisor_who_was_disabled_approves_nothing(desk: Desk) -> None:
    name = f"boss-{uuid4().hex[:8]}"
    payment = desk.paid("30.00")
    refund = desk.asked(payment, "10.00")
    with desk.colleague(name, "supervisor") as boss:
        admin(desk, name, "disable")
        refused(desk.approve(refund, boss))
    assert desk.refund(refund)["state"] == "requested"
    assert desk.stripe_refunds(payment) == []
    assert desk.approve(refund).status_code == 200
    assert desk.refund_becomes(refund, "succeeded")["decisions"][-1]["by"] != name.title()
