"""Storing the intention to take a payment: every check on the request, and the row that is the attempt."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from pos_app.formats import clock
from pos_app.formats import money as money_text
from pos_app.money import Money, MoneyError, card_step
from pos_app.server.audit.rules import About
from pos_app.server.audit.writing import act
from pos_app.server.customers import making
from pos_app.server.errors import ApiError, not_found
from pos_app.server.models import Invoice, StripeCustomer, StripePaymentIntent, StripeRefund
from pos_app.server.payments import recording, rules, testing, tokens
from pos_app.server.permissions import Action, Principal
from pos_app.server.text import plausible_id
from pos_app.wire.audit import Act
from pos_app.wire.payments import AttemptState, CreatePaymentIntent
from pos_app.wire.problems import Code

_EMAIL: Final = re.compile(r"""[^\s@<>()\[\],;:"\\]+@[^\s@<>()\[\],;:"\\]+""")
"""One address without a name around it; whether it exists only a mail can tell."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A checked request: which attempt, for how much, asked when and with which token for the pay page."""

    attempt_id: str
    request: CreatePaymentIntent
    amount: Money
    asked: datetime
    token: str

    @property
    def hash(self) -> str:
        """The same for the same request however its amount is spelled."""
        parts = [
            self.request.invoice_id,
            self.request.patient_id,
            self.amount.minor,
            self.amount.currency,
            self.request.customer_email or "",
            self.request.save_payment_method,
        ]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Opened:
    """``replayed``: the attempt was there already. ``in_the_way``: an attempt that must end first; nothing stored."""

    replayed: bool = False
    in_the_way: str | None = None


def check_email(request: CreatePaymentIntent) -> None:
    """Raises ``malformed_request`` for what no mail could be sent to."""
    email = request.customer_email
    if email and not (email.isprintable() and _EMAIL.fullmatch(email)):
        raise ApiError(
            Code.MALFORMED, 422, "The request is not well formed.", fields={"customer_email": "not an e-mail address"}
        )


def read_amount(request: CreatePaymentIntent) -> Money:
    """Raises ApiError with the code of what is wrong with amount or currency."""
    try:
        amount = Money.parse(request.amount, request.currency)
    except MoneyError as error:
        raise ApiError(Code(error.code), 400, str(error)) from error
    if amount.minor <= 0:
        raise ApiError(Code.AMOUNT_INVALID, 400, "The amount must be more than zero.")
    step = Money(card_step(amount.currency), amount.currency)
    if amount.minor % step.minor:
        raise ApiError(
            Code.AMOUNT_TOO_PRECISE, 400, f"By card, only whole multiples of {money_text(step)} can be taken."
        )
    return amount


def open_attempt(session: Session, who: Principal, wanted: Wanted, now: datetime) -> Opened:
    """Store the attempt, with the invoice locked; or find it stored; or find another one in the way."""
    request = wanted.request
    if not plausible_id(request.invoice_id):
        raise not_found("invoice")
    try:
        invoice = recording.lock_invoice(session, request.invoice_id)
    except NoResultFound:
        raise not_found("invoice") from None
    if not who.may(Action.TAKE_PAYMENT, site_id=invoice.site_id, patient_id=invoice.patient_id):
        raise not_found("invoice")
    recording.lock_key(session, wanted.attempt_id)
    stored = session.get(StripePaymentIntent, wanted.attempt_id)
    if stored is not None:
        if not _same(stored, wanted):
            raise ApiError(
                Code.IDEMPOTENCY_KEY_REUSED, 409, "This Idempotency-Key was used for another payment. Use a new one."
            )
        return Opened(replayed=True)
    if session.get(StripeRefund, wanted.attempt_id) is not None:
        # Stripe is asked for either with the same key, would take the one for the other and refuse it.
        raise ApiError(Code.IDEMPOTENCY_KEY_REUSED, 409, "This Idempotency-Key was used for a refund. Use a new one.")
    _check_invoice(invoice, wanted)
    _check_declines(session, invoice, now)
    live = session.scalars(
        select(StripePaymentIntent).where(StripePaymentIntent.invoice_id == invoice.id, StripePaymentIntent.live)
    ).one_or_none()
    if live is not None:
        _check_takeover(live, who, wanted.asked)
        return Opened(in_the_way=live.id)
    session.add(_row(who, wanted, _customer(session, wanted, now), now))
    after = {"state": AttemptState.CREATED, "amount_minor": wanted.amount.minor, "currency": wanted.amount.currency}
    about = About("payment_intent", wanted.attempt_id, invoice.id)
    act(session, who, Act.OPEN_PAYMENT, about, now, before={"due_minor": invoice.due_minor}, after=after)
    return Opened()


def _same(stored: StripePaymentIntent, wanted: Wanted) -> bool:
    if stored.request_hash:
        return stored.request_hash == wanted.hash
    # Put back from Stripe after these books were restored from an older copy: what came back from there decides.
    asked = (wanted.request.invoice_id, wanted.amount.minor, wanted.amount.currency)
    return (stored.invoice_id, stored.amount_minor, stored.currency) == asked


def _check_invoice(invoice: Invoice, wanted: Wanted) -> None:
    """All that can refuse the request by itself: a refused one must not end an attempt in its way."""
    request = wanted.request
    if request.patient_id != invoice.patient_id:
        raise ApiError(Code.PATIENT_MISMATCH, 409, "The invoice belongs to another patient.")
    if request.currency != invoice.currency:
        raise ApiError(Code.CURRENCY_MISMATCH, 409, f"The invoice is in {invoice.currency.upper()}.")
    if invoice.void:
        raise ApiError(Code.INVOICE_NOT_PAYABLE, 409, "The invoice is void.")
    if invoice.due_minor <= 0:
        raise ApiError(Code.INVOICE_NOT_PAYABLE, 409, "The invoice has nothing left to pay.")
    if wanted.amount.minor > invoice.due_minor:
        due = money_text(Money(invoice.due_minor, invoice.currency))
        raise ApiError(Code.AMOUNT_ABOVE_BALANCE, 409, f"The invoice has {due} left to pay.")


def _check_declines(session: Session, invoice: Invoice, now: datetime) -> None:
    """Raises ``too_many_declines`` where card after card is tried on one invoice."""
    declined = select(func.sum(StripePaymentIntent.declines)).where(
        StripePaymentIntent.invoice_id == invoice.id, StripePaymentIntent.updated_at > now - testing.LATELY
    )
    if (session.scalar(declined) or 0) >= testing.OF_INVOICE:
        detail = "So many cards were declined for this invoice that it takes none for an hour."
        seconds = int(testing.LATELY.total_seconds())
        raise ApiError(Code.TOO_MANY_DECLINES, 429, detail, retry_after=seconds)


def _check_takeover(live: StripePaymentIntent, who: Principal, asked: datetime) -> None:
    allowed = rules.may_take_over(
        AttemptState(live.state),
        rules.Holder(live.user_id, live.till),
        live.lease_expires_at,
        live.created_at,
        rules.Holder(who.id, who.till),
        asked,
    )
    if not allowed:
        amount = money_text(Money(live.amount_minor, live.currency))
        place = f" at {live.till}" if live.till else ""
        since = clock(live.created_at)  # where the server stands, and so the hospital
        detail = f"{live.user.display_name}{place} has been taking {amount} for this invoice since {since}."
        raise ApiError(Code.INVOICE_BEING_PAID, 409, detail, retry_after=15)


def _customer(session: Session, wanted: Wanted, now: datetime) -> str | None:
    """Our id of the patient's customer: of the one there is, so that kept cards may pay; of a new one to keep a card.

    Decided once, since asking the processor again with the same key must be the same question.
    """
    patient_id = wanted.request.patient_id
    if wanted.request.save_payment_method:
        return making.intend(session, patient_id, now).id
    return session.scalar(select(StripeCustomer.id).where(StripeCustomer.patient_id == patient_id))


def _row(who: Principal, wanted: Wanted, customer_id: str | None, now: datetime) -> StripePaymentIntent:
    return StripePaymentIntent(
        id=wanted.attempt_id,
        request_hash=wanted.hash,
        invoice_id=wanted.request.invoice_id,
        user_id=who.id,
        till=who.till,
        amount_minor=wanted.amount.minor,
        currency=wanted.amount.currency,
        customer_email=wanted.request.customer_email or "",
        save_payment_method=wanted.request.save_payment_method,
        customer_id=customer_id,
        state=AttemptState.CREATED.value,
        status="unknown",
        live=True,
        pay_token_hash=tokens.token_hash(wanted.token),
        pay_token_expires_at=now + tokens.LIFETIME,
        # The request that stores this row asks the processor itself; should it die, the worker goes on from here.
        next_check_at=now + rules.LEASE / 30,
        lease_expires_at=now + rules.LEASE,
        created_at=now,
        updated_at=now,
    )
