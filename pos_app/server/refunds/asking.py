"""Storing the wish to give money back: every check on the request, and the row that is the refund."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pos_app.formats import money as money_text
from pos_app.money import Money, MoneyError, card_step
from pos_app.server.errors import ApiError, not_found
from pos_app.server.models import Invoice, Payment, StripePaymentIntent, StripeRefund
from pos_app.server.payments.recording import lock_key
from pos_app.server.permissions import Action, Principal
from pos_app.server.refunds import limits, recording, rows, rules
from pos_app.server.refunds.limits import Asked, Policy
from pos_app.server.refunds.rows import Locked
from pos_app.server.text import plausible_id
from pos_app.wire.audit import Act
from pos_app.wire.payments import AttemptState
from pos_app.wire.problems import Code
from pos_app.wire.refunds import CreateRefund, RefundState


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which refund, and what was asked for it."""

    refund_id: str
    request: CreateRefund


def ask(session: Session, who: Principal, wanted: Wanted, policy: Policy, now: datetime) -> bool:
    """Store the refund, with the payment locked. True if it was stored before by the same request."""
    payment_id, intent = _payment(session, who, wanted.request.payment_intent_id)
    if payment_id is None:
        raise ApiError(Code.PAYMENT_NOT_REFUNDABLE, 409, _unpaid(intent))
    payment, invoice = rows.lock_payment(session, payment_id)
    amount = read_amount(wanted.request.amount, payment.currency) if wanted.request.amount is not None else None
    hashed = _hash(payment, wanted.request, amount)
    lock_key(session, wanted.refund_id)
    stored = session.get(StripeRefund, wanted.refund_id, populate_existing=True)
    if stored is not None:
        if not _same(stored, payment, amount, hashed):
            raise ApiError(
                Code.IDEMPOTENCY_KEY_REUSED, 409, "This Idempotency-Key was used for another refund. Use a new one."
            )
        return True
    if session.get(StripePaymentIntent, wanted.refund_id) is not None:
        # Stripe is asked for either with the same key, would take the one for the other and refuse it.
        raise ApiError(Code.IDEMPOTENCY_KEY_REUSED, 409, "This Idempotency-Key was used for a payment. Use a new one.")
    if wanted.request.currency is not None and wanted.request.currency.lower() != payment.currency:
        raise ApiError(Code.CURRENCY_MISMATCH, 409, f"The payment was in {payment.currency.upper()}.")
    check_age(payment, policy, now)
    left = check_refundable(session, payment, amount.minor if amount else None)
    refund = _row(who, wanted, payment, amount.minor if amount else left, hashed, now)
    session.add(refund)
    session.flush()
    here, detail = Locked(refund, payment, invoice), f"by {who.display_name}: {refund.reason}"
    code = refund.reason_code
    recording.audit(session, who, here, Act.ASK_REFUND, now, payment=payment.id, left_minor=left, reason_code=code)
    recording.tell(session, here, "refund_asked", f"Refund asked, {recording.amount(refund)}", detail, now)
    if limits.approvals_needed(asked_of(session, here, now), policy) <= 0:
        approved(refund, now)
    return False


def read_amount(text: str, currency: str) -> Money:
    """Raises ApiError with the code of what is wrong with the amount."""
    try:
        amount = Money.parse(text, currency)
        step = Money(card_step(currency), currency)
    except MoneyError as error:
        raise ApiError(Code(error.code), 400, str(error)) from error
    if amount.minor <= 0:
        raise ApiError(Code.AMOUNT_INVALID, 400, "The amount must be more than zero.")
    if amount.minor % step.minor:
        raise ApiError(
            Code.AMOUNT_TOO_PRECISE, 400, f"By card, only whole multiples of {money_text(step)} can be given back."
        )
    return amount


def check_refundable(session: Session, payment: Payment, minor: int | None, *, but: str = "") -> int:
    """What is left of the payment, minor units; ``but``: the refund that is being decided on.

    Raises ApiError where nothing, or not so much, can be given back. The payment is locked.
    """
    if payment.method != "card" or not payment.charge_id:
        raise ApiError(Code.PAYMENT_NOT_REFUNDABLE, 409, "This payment was not taken by card through Stripe.")
    if rows.is_disputed(session, payment.id):
        detail = "The cardholder's bank disputes this payment. What is refunded now could be paid twice."
        raise ApiError(Code.PAYMENT_DISPUTED, 409, detail)
    left = rows.left(session, payment, but=but)
    if left == 0:
        detail = "Nothing of this payment is left to give back: all of it was refunded or has been asked for."
        raise ApiError(Code.REFUND_ABOVE_CAPTURED, 409, detail)
    if minor is not None and minor > left:
        detail = f"The payment has {money_text(Money(left, payment.currency))} left that can be refunded."
        raise ApiError(Code.REFUND_ABOVE_CAPTURED, 409, detail)
    return left


def check_age(payment: Payment, policy: Policy, now: datetime) -> None:
    """Raises ApiError where the payment was taken too long ago for the till to give anything back."""
    if policy.refused_after is not None and limits.too_old(now - payment.at, policy):
        days = policy.refused_after.days
        detail = f"This payment was taken more than {days} days ago. The till gives nothing back of it any more."
        raise ApiError(Code.REFUND_TOO_OLD, 409, detail)


def asked_of(session: Session, here: Locked, now: datetime) -> Asked:
    """What the limits look at, of a refund that nobody has decided on yet."""
    before = rows.decided(session, [here.payment.id])[here.payment.id]
    return Asked(here.refund.amount_minor, before, here.refund.currency, now - here.payment.at)


def approved(refund: StripeRefund, now: datetime) -> None:
    """Write down that nothing more has to be decided. Whoever does so asks Stripe next; should it die, others will."""
    refund.state = RefundState.APPROVED.value
    refund.next_check_at = rules.next_check(RefundState.APPROVED, 0, refund.created_at, now)
    recording.touch(refund, now)


def _payment(session: Session, who: Principal, reference: str) -> tuple[str | None, StripePaymentIntent]:
    """The payment of an attempt, by our id or Stripe's; None where there is none yet. Raises ``not_found``."""
    if not plausible_id(reference):
        raise not_found("payment")
    row = session.execute(
        select(StripePaymentIntent, Invoice, Payment.id)
        .join(Invoice, Invoice.id == StripePaymentIntent.invoice_id)
        .outerjoin(Payment, Payment.intent_id == StripePaymentIntent.id)
        .where(or_(StripePaymentIntent.id == reference.lower(), StripePaymentIntent.stripe_id == reference))
    ).first()
    if row is None or not who.may(Action.ASK_REFUND, site_id=row[1].site_id, patient_id=row[1].patient_id):
        raise not_found("payment")
    return row[2], row[0]


def _unpaid(intent: StripePaymentIntent) -> str:
    if AttemptState(intent.state).final:
        return "No money was taken with this payment, so there is none to give back."
    return "This payment has not ended yet. Cancel it instead, or wait for its outcome."


def _hash(payment: Payment, request: CreateRefund, amount: Money | None) -> str:
    """The same for the same request however its amount is spelled."""
    parts = [
        payment.id,
        amount.minor if amount else None,
        (request.currency or payment.currency).lower(),
        request.reason,
        request.reason_code,
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _same(stored: StripeRefund, payment: Payment, amount: Money | None, hashed: str) -> bool:
    """Whether ``stored`` was asked for by this request."""
    if stored.request_hash:
        return stored.request_hash == hashed
    # Put back from Stripe after these books were restored from an older copy: what came back from there decides.
    return stored.payment_id == payment.id and (amount is None or amount.minor == stored.amount_minor)


def _row(who: Principal, wanted: Wanted, payment: Payment, minor: int, hashed: str, now: datetime) -> StripeRefund:
    return StripeRefund(
        id=wanted.refund_id,
        request_hash=hashed,
        payment_id=payment.id,
        amount_minor=minor,
        currency=payment.currency,
        state=RefundState.REQUESTED.value,
        status="unknown",
        live=True,
        origin="till",
        reason=wanted.request.reason,
        reason_code=wanted.request.reason_code or "",
        user_id=who.id,
        till=who.till,
        version=1,
        tries=0,
        created_at=now,
        updated_at=now,
    )
