"""Refunds' rows, found and locked; and what of a payment is left to give back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Select, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from pos_app.server.errors import not_found
from pos_app.server.models import Invoice, LedgerEntry, Payment, StripeDispute, StripeRefund
from pos_app.server.payments.recording import lock_invoice
from pos_app.server.permissions import Action, Principal
from pos_app.server.refunds import rules
from pos_app.server.text import plausible_id

_LOST: Final = "lost"
_DISPUTED: Final = and_(
    or_(StripeDispute.live, StripeDispute.status == _LOST),
    # An inquiry takes no money, and giving it back is how one is settled.
    not_(StripeDispute.status.startswith("warning_", autoescape=True)),
)


@dataclass(frozen=True, slots=True)
class Locked:
    """A payment, its invoice and a refund of it, locked until the transaction ends."""

    refund: StripeRefund
    payment: Payment
    invoice: Invoice


def lock_payment(session: Session, payment_id: str) -> tuple[Payment, Invoice]:
    """The payment and its invoice, locked: invoice first, so that no two of us deadlock. Raises NoResultFound."""
    invoice_id = session.scalars(select(Payment.invoice_id).where(Payment.id == payment_id)).one()
    invoice = lock_invoice(session, invoice_id)
    found = select(Payment).where(Payment.id == payment_id).execution_options(populate_existing=True)
    return session.scalars(found.with_for_update(key_share=True)).one(), invoice


def lock(session: Session, refund_id: str) -> Locked:
    """The refund with its payment and invoice, locked in the order invoice, payment, refund. Raises NoResultFound."""
    payment_id = session.scalars(select(StripeRefund.payment_id).where(StripeRefund.id == refund_id)).one()
    payment, invoice = lock_payment(session, payment_id)
    found = select(StripeRefund).where(StripeRefund.id == refund_id).execution_options(populate_existing=True)
    return Locked(session.scalars(found.with_for_update(key_share=True)).one(), payment, invoice)


def refunds() -> Select[StripeRefund, Payment, Invoice]:
    """Every refund with its payment and invoice."""
    return (
        select(StripeRefund, Payment, Invoice)
        .join(Payment, Payment.id == StripeRefund.payment_id)
        .join(Invoice, Invoice.id == Payment.invoice_id)
    )


def find(session: Session, reference: str, who: Principal, action: Action) -> Locked:
    """The refund with our id or Stripe's, not locked. ``not_found`` for what is not there and what is not theirs."""
    if not plausible_id(reference):
        raise not_found("refund")
    mine = or_(StripeRefund.id == reference.lower(), StripeRefund.stripe_id == reference)
    row = session.execute(refunds().where(mine)).first()
    if row is None or not who.may(action, site_id=row[2].site_id, patient_id=row[2].patient_id):
        raise not_found("refund")
    return Locked(*row)


def payment_of(session: Session, charge_id: str) -> str | None:
    """The id of the payment that a charge has made, by the entries of the ledger."""
    if not charge_id:
        return None
    booked = select(LedgerEntry.payment_id).where(
        LedgerEntry.stripe_id == charge_id, LedgerEntry.payment_id.is_not(None)
    )
    return session.scalar(booked.limit(1))


def is_disputed(session: Session, payment_id: str) -> bool:
    """Whether a cardholder's bank holds or has kept money of this payment."""
    query = select(StripeDispute.id).where(StripeDispute.payment_id == payment_id, _DISPUTED)
    return session.scalar(query.limit(1)) is not None


def lefts(session: Session, payments: Sequence[Payment], *, but: str = "") -> dict[str, int]:
    """What is left of each payment, minor units. ``but``: a refund whose own amount is not counted."""
    ids = {payment.id for payment in payments}
    reserving = [state.value for state in rules.RESERVING]
    asked = (
        select(StripeRefund.payment_id, func.sum(StripeRefund.amount_minor))
        .where(StripeRefund.payment_id.in_(ids), StripeRefund.state.in_(reserving), StripeRefund.id != but)
        .group_by(StripeRefund.payment_id)
    )
    disputed = (
        select(StripeDispute.payment_id, func.sum(StripeDispute.amount_minor))
        .where(StripeDispute.payment_id.in_(ids), _DISPUTED)
        .group_by(StripeDispute.payment_id)
    )
    reserved = {row[0]: int(row[1]) for row in session.execute(asked)}
    withdrawn = {row[0]: int(row[1]) for row in session.execute(disputed)}
    return {
        payment.id: rules.left(payment.amount_minor, reserved.get(payment.id, 0), withdrawn.get(payment.id, 0))
        for payment in payments
    }


def decided(session: Session, payment_ids: Collection[str]) -> dict[str, int]:
    """What has gone back of each payment, or is on its way, minor units; 0 where nothing has."""
    gone = [state.value for state in rules.DECIDED]
    query = (
        select(StripeRefund.payment_id, func.sum(StripeRefund.amount_minor))
        .where(StripeRefund.payment_id.in_(payment_ids), StripeRefund.state.in_(gone))
        .group_by(StripeRefund.payment_id)
    )
    return {**dict.fromkeys(payment_ids, 0), **{row[0]: int(row[1]) for row in session.execute(query)}}


def left(session: Session, payment: Payment, *, but: str = "") -> int:
    """See ``lefts``. Certain only while the payment is locked."""
    return lefts(session, [payment], but=but)[payment.id]
