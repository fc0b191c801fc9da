"""A cardholder's bank takes money back, and it is decided for us or against us: the books follow Stripe's."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from pos_app.server.models import LedgerEntry, Payment, StripeDispute
from tests.integration.payments.desk import Desk
from tests.support.processes import done
from tests.support.waiting import until


def disputes(desk: Desk, invoice_id: str) -> list[StripeDispute]:
    with desk.database.read() as session:
        query = select(StripeDispute).join(Payment, Payment.id == StripeDispute.payment_id)
        return list(session.scalars(query.where(Payment.invoice_id == invoice_id)))


def kinds(desk: Desk, dispute_id: str) -> set[str]:
    with desk.database.read() as session:
        return set(session.scalars(select(LedgerEntry.kind).where(LedgerEntry.dispute_id == dispute_id)))


@pytest.mark.parametrize(
    ("evidence", "status", "movement"),
    [("winning_evidence", "won", "dispute_reinstated"), ("losing_evidence", "lost", "dispute_lost")],
)
def test_a_dispute_is_opened_and_decided(desk: Desk, evidence: str, status: str, movement: str) -> None:
    invoice = desk.invoice()
    desk.confirm(desk.opened(invoice)["id"], "pm_card_createDispute").raise_for_status()
    [opened] = until(lambda: disputes(desk, invoice["id"]), "the dispute is on record")
    until(lambda: "dispute" in kinds(desk, opened.id), "the withdrawal is booked")
    answer = {"evidence[uncategorized_text]": evidence, "submit": "true"}
    desk.stripe.post(f"/v1/disputes/{opened.id}", data=answer).raise_for_status()
    until(lambda: disputes(desk, invoice["id"])[0].status == status, f"it is {status}")
    until(lambda: movement in kinds(desk, opened.id), "the decision is booked")
    assert len(desk.charges(invoice)) == len(desk.payments(invoice)) == 1

    def content() -> bool:
        """The product's own check, against Stripe; what is still on its way there may take it a moment."""
        return done("verify-ledger", env=desk.stack.env).returncode == 0

    until(content, "verify-ledger is content", 60, step=0.5)
