"""The books come to the truth by themselves: with no webhook, after a restored copy, with money made without us."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import update

from pos_app.server.models import Sweep
from tests.integration.books.office import Office
from tests.support.waiting import until


def test_an_older_copy_of_the_database_catches_up_with_stripe(office: Office) -> None:
    known = office.invoice()
    office.paid(known)
    pending = office.invoice()
    waiting = office.opened(pending)
    old = office.copy()
    lost, disputed, begun, left, elsewhere = (office.invoice() for _ in range(5))
    taken = office.paid(lost)
    ours = "1f0c53a1-94d2-4b8f-b1c6-0a9f5e3d2c47"
    office.gives_back(taken, 300, refund_id=ours)
    office.gives_back(office.paid(elsewhere), 400)
    office.paid(disputed, "pm_card_createDispute")
    office.paid(office.invoice() | {"due": {"amount": "3.00"}})
    office.confirm(waiting["id"], "pm_card_visa")
    office.opened(begun)
    declined = office.opened(left)
    assert office.confirm(declined["id"], "pm_card_visa_chargeDeclined").status_code == 402
    office.advance(seconds=10)
    office.lose(old)

    office.right()
    for invoice, state in ((known, "paid"), (lost, "part_paid"), (disputed, "paid"), (pending, "paid")):
        assert len(office.payments(invoice)) == len(office.charges(invoice)) == 1
        assert office.detail(invoice)["state"] == state
    assert [one["id"] for one in office.detail(lost)["refunds"]] == [ours]
    assert sorted(one.amount_minor for one in office.told("refund_elsewhere")) == [300, 400]
    found = office.attempts(lost)
    assert [(one.id, one.state, one.till) for one in found] == [(taken["id"], "succeeded", "Front desk 3")]
    for invoice in (begun, left):
        until(lambda invoice=invoice: [one.live for one in office.attempts(invoice)] == [True], "it is live again")
    assert len(until(office.disputes, "the dispute is heard of")) == 1
    office.right()
    numbers = office.receipt_numbers()
    assert numbers == list(range(1, len(numbers) + 1))
    # the till's repeated request finds what was put back
    again = office.create(begun, office.attempts(begun)[0].id)
    assert (again.status_code, again.json()["state"]) == (200, "submitted")

    code, said = office.run("--json")
    assert code == 0, said
    report = json.loads(said)
    assert report["right"]
    assert report["sums"]["usd"]["our books"] == report["sums"]["usd"]["Stripe"]
    code, said = office.run("--ledger", str(office.stack.sandbox.ledger))
    assert code == 0, said


def test_what_an_older_copy_shows_as_open_is_not_paid_again(office: Office) -> None:
    """The till asks in the very moment in which the server is back, before it has looked through Stripe's list."""
    paid, open_ = office.invoice(), office.invoice()
    hour_ago = datetime.now(UTC) - timedelta(hours=1)  # as if the copy were of then: nobody waits so long here
    old = office.copy(lambda session: session.execute(update(Sweep).values(swept_until=hour_ago)))
    office.paid(paid)
    office.fault("GET /v1/payment_intents", "delay", seconds=2)
    office.lose(old)
    again = office.create(paid)
    assert (again.status_code, again.json()["code"]) == (409, "invoice_not_payable")
    assert office.create(open_).status_code == 201
    assert len(office.charges(paid)) == 1
    office.right()


def next_second() -> None:
    """Wait for it: Stripe counts in whole ones."""
    now = int(time.time())
    until(lambda: int(time.time()) > now, "the next second has come")


def test_receipts_that_were_printed_since_the_copy_keep_their_numbers(office: Office) -> None:
    office.paid(office.invoice())
    old = office.copy()
    invoices = [office.invoice() for _ in range(3)]
    opened = [office.opened(one) for one in invoices]
    for attempt in (opened[1], opened[2], opened[0]):
        assert office.confirm(attempt["id"], "pm_card_visa").status_code == 200
        next_second()
    printed = [office.receipts(one) for one in invoices]
    assert len({*printed[0], *printed[1], *printed[2]}) == 3
    office.lose(old)
    office.right()
    assert [office.receipts(one) for one in invoices] == printed


def test_neither_is_what_a_copy_made_a_moment_ago_shows_as_open(office: Office) -> None:
    """Nothing in it says that it is not the books of a server that was stopped for a moment."""
    paid, open_ = office.invoice(), office.invoice()
    given_back = office.paid(office.invoice())
    old = office.copy()
    office.paid(paid)
    asked = office.asked(given_back, None)
    assert office.approve(asked).json()["state"] == "succeeded"
    for listed in ("payment_intents", "refunds"):
        office.fault(f"GET /v1/{listed}", "delay", seconds=2)
    office.lose(old)
    again = office.create(paid)
    assert (again.status_code, again.json()["code"]) == (409, "invoice_not_payable")
    more = office.ask(given_back, "1.00", str(uuid4()))
    assert (more.status_code, more.json()["code"]) == (409, "refund_above_captured")
    assert office.create(open_).status_code == 201
    assert len(office.charges(paid)) == 1
    office.right()


@pytest.mark.parametrize("office", ["postgresql"], indirect=True)
@pytest.mark.parametrize("how", ["at once", "another database"])
def test_a_copy_in_the_place_of_tables_in_use_is_noticed(office: Office, how: str) -> None:
    paid, known = office.invoice(), office.invoice()
    office.paid(known)
    copy = office.dumped()
    office.paid(paid)
    office.fault("GET /v1/payment_intents", "delay", seconds=2)
    office.put_back(copy, how)
    again = until_answered(lambda: office.create(paid))
    assert (again.status_code, again.json()["code"]) == (409, "invoice_not_payable"), again.text
    assert len(office.charges(paid)) == 1
    assert until_answered(lambda: office.create(office.invoice())).status_code == 201
    office.right()


def until_answered(ask: Callable[[], httpx.Response]) -> httpx.Response:
    """The first answer that is not to ask again in a moment."""

    def look() -> httpx.Response | None:
        answer = ask()
        return answer if answer.status_code != 503 else None

    found = until(look, "the server answers")
    assert found is not None
    return found


def test_what_waited_when_the_copy_was_made_goes_on_after_it(office: Office) -> None:
    """A payment whose cards were declined since, and a refund that was made since."""
    invoice = office.invoice()
    attempt = office.opened(invoice)
    paid = office.paid(office.invoice())
    asked = office.asked(paid, "2.00")
    old = office.copy()
    for card in ("pm_card_visa_chargeDeclined", "pm_card_visa_chargeDeclinedInsufficientFunds"):
        assert office.confirm(attempt["id"], card).status_code == 402
    assert office.approve(asked).json()["state"] == "succeeded"
    office.lose(old)

    # Stripe remembers the keys of what these books have forgotten
    answer = office.confirm(attempt["id"], "pm_card_visa")
    assert (answer.status_code, answer.json().get("state")) == (200, "succeeded"), answer.text
    office.right()
    assert [one["state"] for one in office.detail({"id": paid["invoice_id"]})["refunds"]] == ["succeeded"]
    assert office.approve(asked).json()["code"] == "refund_state_conflict"
    assert office.given_back(paid) == 200
    assert len(office.charges(invoice)) == len(office.payments(invoice)) == 1


def test_weeks_without_webhooks_with_disputes_and_payouts(office: Office) -> None:
    won, lost = office.invoice(), office.invoice()
    office.paid(won, "pm_card_createDispute")
    office.paid(lost, "pm_card_createDisputeProductNotReceived")
    office.paid(office.invoice())
    office.advance(seconds=10)
    found = office.stripe.get("/v1/disputes").json()["data"]
    assert len(found) == 2
    for dispute in found:
        words = "winning_evidence" if dispute["reason"] == "fraudulent" else "losing_evidence"
        office.stripe.post(
            f"/v1/disputes/{dispute['id']}", data={"evidence[uncategorized_text]": words, "submit": "true"}
        ).raise_for_status()
    office.advance(days=6)
    office.lose(office.stack.database_url)  # a start begins with a walk through everything

    office.right()
    until(lambda: sorted(one.status for one in office.disputes()) == ["lost", "won"], "both are decided")
    until(lambda: [one.status for one in office.payouts()].count("paid") >= 1, "a payout has arrived")
    assert [one.kind for one in office.told("dispute_lost")] == ["dispute_lost"]
    assert office.told("dispute_opened") == []
    timeline = office.detail(lost)["timeline"]
    assert any(one["kind"] == "dispute" and "lost" in one["title"] for one in timeline)
    assert office.right().sums["usd"]["our books"].paid_out > 0


def test_money_made_at_stripe_without_us_is_named_and_is_not_ours(office: Office) -> None:
    office.paid(office.invoice())
    form = {
        "amount": "700", "currency": "usd", "confirm": "true", "payment_method": "pm_card_visa",
        "automatic_payment_methods[enabled]": "true", "automatic_payment_methods[allow_redirects]": "never",
    }  # fmt: skip
    foreign = office.stripe.post("/v1/payment_intents", data=form).json()
    of_no_invoice = office.stripe.post(
        "/v1/payment_intents",
        data=form | {"metadata[attempt_id]": "6a0f2c6e-0d64-4b5c-9a4f-3e2d1c0b9a88", "metadata[invoice_id]": "gone"},
    ).json()
    office.stripe.post("/v1/refunds", data={"charge": of_no_invoice["latest_charge"], "amount": "200"})
    office.stripe.post("/v1/refunds", data={"charge": foreign["latest_charge"]})
    office.lose(office.stack.database_url)

    until(lambda: office.told("unknown_charge"), "a supervisor is told")
    report = office.right()
    assert any(foreign["latest_charge"] in one.text for one in report.not_ours)
    assert len(report.not_ours) == 2  # the charge, and its refund
    told = office.told("unknown_charge")
    assert [(one.stripe_id, one.amount_minor) for one in told] == [(of_no_invoice["latest_charge"], 700)]
    with contextlib.closing(office.api("supervisor")) as supervisor:
        listed = supervisor.get("/exceptions").json()["items"]
        mine = next(one for one in listed if one["kind"] == "unknown_charge")
        body = {"note": "Refunded in the dashboard."}
        done = supervisor.post(f"/exceptions/{mine['id']}/resolve", json=body)
        assert done.status_code == 200, done.text
        assert done.json()["resolved_by"]
        assert supervisor.post(f"/exceptions/{mine['id']}/resolve", json=body).status_code == 200
        other = supervisor.post(f"/exceptions/{mine['id']}/resolve", json={"note": "Me too."})
        assert (other.status_code, other.json()["code"]) == (409, "exception_resolved")
    office.lose(office.stack.database_url)
    office.right()
    assert office.told("unknown_charge") == []  # it is not told again at every walk
