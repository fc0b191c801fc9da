"""Whether a kept card may pay for an attempt."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from pos_app.server.customers import rules
from pos_app.server.errors import ApiError, not_found
from pos_app.server.models import Invoice, StripePaymentIntent, StripePaymentMethod
from pos_app.server.text import plausible_id
from pos_app.wire.problems import Code


def find_card(session: Session, reference: str) -> StripePaymentMethod | None:
    """The card with our id or the processor's, with its customer."""
    if not plausible_id(reference):
        return None
    ours = or_(StripePaymentMethod.id == reference, StripePaymentMethod.stripe_id == reference)
    found = select(StripePaymentMethod).where(ours).options(joinedload(StripePaymentMethod.customer))
    return session.scalars(found).one_or_none()


def usable(
    session: Session, attempt: StripePaymentIntent, invoice: Invoice, reference: str, now: datetime
) -> StripePaymentMethod | None:
    """The kept card; None for what is no card of our books, which is for the processor to judge.

    Raises ``not_found`` for another patient's card as for one that does not exist, ``card_not_usable`` and
    ``card_expired``.
    """
    card = find_card(session, reference)
    if card is None:
        return None
    if card.customer.patient_id != invoice.patient_id:
        raise not_found("card")
    if card.detached_at is not None:
        raise ApiError(Code.CARD_NOT_USABLE, 409, "The card is no longer kept.")
    if attempt.customer_id != card.customer_id:
        raise ApiError(Code.CARD_NOT_USABLE, 409, "The payment was opened before the card was kept. Open it again.")
    if rules.expired(card.exp_year, card.exp_month, now):
        raise ApiError(Code.CARD_EXPIRED, 409, f"The card ending in {card.last4} has expired.")
    return card
