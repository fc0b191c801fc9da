"""What follows a payment: several disputes, an issuer's warning, refunds that wait for the customer."""

from __future__ import annotations

import pytest

from tests.unit.sandbox.conftest import Inside
from tests.unit.sandbox.test_behaviour import kinds, paid


def test_several_disputes_take_no_more_than_was_charged(inside: Inside) -> None:
    intent = paid(inside, "pm_card_createMultipleDisputes")
    inside.advance(60)
    disputes = inside.get(f"/v1/disputes?payment_intent={intent['id']}")["data"]
    assert len(disputes) == 2
    assert sum(dispute["amount"] for dispute in disputes) == intent["amount"]
    assert kinds(inside).count("charge.dispute.created") == 2
    assert inside.refused("/v1/refunds", f"payment_intent={intent['id']}")[1]["code"] == "charge_disputed"


@pytest.mark.parametrize("refunded", [False, True])
def test_an_early_fraud_warning_is_told_and_nothing_is_disputed(inside: Inside, refunded: bool) -> None:
    intent = paid(inside, "pm_card_createIssuerFraudRecord")
    if refunded:
        inside.post("/v1/refunds", f"payment_intent={intent['id']}")
    inside.advance(60)
    events = inside.get("/v1/events?type=radar.early_fraud_warning.created")["data"]
    assert len(events) == 1
    warning = events[0]["data"]["object"]
    assert warning["charge"] == intent["latest_charge"]
    assert warning["actionable"] is not refunded
    assert inside.get("/v1/disputes")["data"] == []


class TestRefundsThatWait:
    def waiting(self, inside: Inside, more: str = "") -> str:
        intent = paid(inside)
        inside.api.faults.add({"on": "POST /v1/refunds", "do": "refund_requires_action"})
        refund = inside.post("/v1/refunds", f"payment_intent={intent['id']}{more}")
        assert refund["status"] == "requires_action"
        assert refund["next_action"]["type"] == "display_details"
        return str(refund["id"])

    def charge(self, inside: Inside) -> tuple[int, bool]:
        charge = inside.get("/v1/charges")["data"][0]
        return charge["amount_refunded"], charge["refunded"]

    def test_taken_back(self, inside: Inside) -> None:
        refund = self.waiting(inside)
        assert self.charge(inside) == (14_800, True)
        canceled = inside.post(f"/v1/refunds/{refund}/cancel")
        assert canceled["status"] == "canceled"
        assert "next_action" not in canceled
        assert self.charge(inside) == (0, False)
        assert "refund.failed" not in kinds(inside)
        for act in (f"/v1/refunds/{refund}/cancel", f"/v1/test_helpers/refunds/{refund}/expire"):
            assert inside.refused(act)[0] == 400
        assert self.charge(inside) == (0, False)
        intent = inside.get("/v1/payment_intents")["data"][0]["id"]
        assert inside.post("/v1/refunds", f"payment_intent={intent}")["status"] == "succeeded"

    def test_expired_by_the_test_helper(self, inside: Inside) -> None:
        refund = self.waiting(inside, "&instructions_email=ana@example.org")
        sent = inside.get(f"/v1/refunds/{refund}")["next_action"]["display_details"]["email_sent"]
        assert sent["email_sent_to"] == "ana@example.org"
        assert inside.post(f"/v1/test_helpers/refunds/{refund}/expire")["status"] == "failed"
        assert kinds(inside).count("refund.failed") == 1
        assert self.charge(inside) == (0, False)

    def test_expires_by_itself_once(self, inside: Inside) -> None:
        refund = self.waiting(inside)
        inside.advance(44 * 24 * 3600)
        assert inside.get(f"/v1/refunds/{refund}")["status"] == "requires_action"
        inside.advance(2 * 24 * 3600)
        assert inside.get(f"/v1/refunds/{refund}")["status"] == "failed"
        assert self.charge(inside) == (0, False)
        book = [line["kind"] for line in inside.api.engine.ledger.lines()]
        assert book == ["charge", "refund", "refund_failed"]

    def test_a_refund_that_is_done_can_not_be_taken_back(self, inside: Inside) -> None:
        intent = paid(inside)
        refund = inside.post("/v1/refunds", f"payment_intent={intent['id']}")["id"]
        assert inside.refused(f"/v1/refunds/{refund}/cancel")[0] == 400
        assert inside.refused(f"/v1/test_helpers/refunds/{refund}/expire")[0] == 400
