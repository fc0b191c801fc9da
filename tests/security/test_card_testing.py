"""Card after card through one link: slowed, then ended at Stripe too, and the invoice takes no more for a while."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select, update

from pos_app.server.models import AuditEntry, StripePaymentIntent
from pos_app.server.payments import testing
from tests.integration.payments.desk import Desk, Json
from tests.security.watch import Watch
from tests.support.waiting import until

DECLINED = "pm_card_visa_chargeDeclined"


@pytest.fixture
def attempt(desk: Desk) -> Json:
    return desk.opened(desk.invoice())


def declines(desk: Desk, attempt: Json) -> int:
    with desk.database.read() as session:
        return session.get_one(StripePaymentIntent, attempt["id"]).declines


def set_back(desk: Desk, attempt: Json, **values: object) -> None:
    """As if some time had passed, or more had happened."""
    with desk.database.write() as session:
        session.execute(update(StripePaymentIntent).where(StripePaymentIntent.id == attempt["id"]).values(**values))


def try_a_card(desk: Desk, attempt: Json) -> None:
    """On the patient's own page: Stripe hears of the card, and we of what came of it."""
    before = declines(desk, attempt)
    assert desk.pay_on_the_page(attempt["stripe_payment_intent_id"], DECLINED).status_code == 402
    until(lambda: declines(desk, attempt) > before, "the decline is heard of")


def test_card_after_card_on_the_page_is_slowed_and_then_ended(desk: Desk, attempt: Json, watch: Watch) -> None:
    for _ in range(testing.FREE + 1):
        try_a_card(desk, attempt)
    slow = watch.refused(lambda: desk.confirm(attempt["id"], "pm_card_visa"), 429, "too_many_declines")
    assert 1 <= slow["retry_after"] <= testing.LONGEST.total_seconds()
    while declines(desk, attempt) < testing.MOST:
        try_a_card(desk, attempt)
    assert desk.becomes(attempt["id"], "cancelled")["state"] == "cancelled"
    # the secret that the page was given is worth nothing any more
    assert desk.pay_on_the_page(attempt["stripe_payment_intent_id"]).status_code == 400
    watch.refused(lambda: desk.confirm(attempt["id"], "pm_card_visa"), 409, "too_many_declines")
    page = httpx.get(attempt["pay_url"])
    assert page.status_code == 410
    assert "Too many cards were declined" in page.text
    query = select(AuditEntry.action).where(AuditEntry.about_id == attempt["id"])
    with desk.database.read() as session:
        told = session.scalars(query).all()
    assert told.count("card_declined") == testing.MOST
    assert "cancel_payment" in told


def test_the_invoice_takes_no_more_cards_for_an_hour(desk: Desk, watch: Watch) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)
    desk.cancel(attempt["id"]).raise_for_status()
    set_back(desk, attempt, declines=testing.OF_INVOICE)
    refusal = watch.refused(lambda: desk.create(invoice, str(uuid4())), 429, "too_many_declines")
    assert refusal["retry_after"] == testing.LATELY.total_seconds()
    with desk.database.read() as session:
        long_ago = (
            session.get_one(StripePaymentIntent, attempt["id"]).updated_at - testing.LATELY - timedelta(minutes=1)
        )
    set_back(desk, attempt, updated_at=long_ago)
    desk.opened(invoice)


def test_a_patient_whose_third_card_is_good_pays(desk: Desk, attempt: Json) -> None:
    try_a_card(desk, attempt)
    try_a_card(desk, attempt)
    assert desk.confirm(attempt["id"], "pm_card_visa").json()["state"] == "succeeded"
