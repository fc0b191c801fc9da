"""What the processor said, written down: the one place that turns news of an intent into rows of money.

Everything here runs inside one write transaction with the invoice's and the attempt's rows locked, in that order,
and does the same thing however often the same news comes.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from pos_app.formats import money as money_text
from pos_app.money import Money, MoneyError
from pos_app.server.gateway import ChargeError, IntentSnapshot
from pos_app.server.models import (
    Counter,
    Invoice,
    InvoiceEvent,
    MoneyException,
    Payment,
    Receipt,
    StripePaymentIntent,
    new_id,
)
from pos_app.server.payments import rules
from pos_app.server.receipts import rules as receipts
from pos_app.wire.payments import AttemptState

UNKNOWN: Final = "outcome_unknown"


def lock(session: Session, attempt_id: str) -> tuple[StripePaymentIntent, Invoice]:
    """The attempt and its invoice, locked until the transaction ends: invoice first, so that no two of us deadlock.

    Raises NoResultFound.
    """
    invoice_id = session.scalars(
        select(StripePaymentIntent.invoice_id).where(StripePaymentIntent.id == attempt_id)
    ).one()
    return _locked_attempt(session, attempt_id, lock_invoice(session, invoice_id))


def lock_invoice(session: Session, invoice_id: str) -> Invoice:
    """The invoice, locked. Raises NoResultFound."""
    found = select(Invoice).where(Invoice.id == invoice_id).execution_options(populate_existing=True)
    # "no key update": rows that merely refer to the invoice need not wait
    return session.scalars(found.with_for_update(key_share=True)).one()


def _locked_attempt(session: Session, attempt_id: str, invoice: Invoice) -> tuple[StripePaymentIntent, Invoice]:
    found = select(StripePaymentIntent).where(StripePaymentIntent.id == attempt_id)
    return session.scalars(
        found.execution_options(populate_existing=True).with_for_update(key_share=True)
    ).one(), invoice


def apply(
    session: Session, attempt: StripePaymentIntent, invoice: Invoice, snapshot: IntentSnapshot, now: datetime
) -> bool:
    """Write down ``snapshot``. True if anything a till can see has changed; ``version`` has grown then."""
    was = AttemptState(attempt.state)
    if was is AttemptState.SUCCEEDED:
        return False
    before = _visible(attempt)
    state = rules.after(was, snapshot)
    attempt.stripe_id = attempt.stripe_id or snapshot.id
    attempt.state = state.value
    if state is not was or not was.final:
        attempt.status = snapshot.status[:32]
    attempt.live = not state.final
    attempt.tries = 0
    attempt.next_check_at = rules.next_check(state, 0, now)
    if state is not AttemptState.UNKNOWN:
        _resolve(session, f"{UNKNOWN}:{attempt.id}", now)
    _card_and_error(session, attempt, snapshot, now)
    if state is AttemptState.SUCCEEDED:
        _money_arrived(session, attempt, invoice, snapshot, now)
    return _touch(attempt, before, now)


def unanswered(session: Session, attempt: StripePaymentIntent, now: datetime) -> None:
    """Write down that the processor could not be asked: one more try, and a person is told once they are used up."""
    state = AttemptState(attempt.state)
    early = attempt.tries > 0 and attempt.next_check_at is not None and now < attempt.next_check_at
    if state.final or early:
        return  # a till that polls may ask between the scheduled tries; that uses none of them up
    before = _visible(attempt)
    attempt.tries += 1
    attempt.state = rules.without_answer(state, attempt.tries).value
    attempt.next_check_at = rules.next_check(state, attempt.tries, now)
    if attempt.state == AttemptState.UNKNOWN and state is not AttemptState.UNKNOWN:
        detail = f"Stripe has not answered {attempt.tries} times whether {_amount(attempt)} was charged."
        note(session, UNKNOWN, f"{UNKNOWN}:{attempt.id}", detail, now, attempt=attempt)
        _tell(session, attempt, "payment_unknown", "Outcome of a card payment unknown", _amount(attempt), now)
    _touch(attempt, before, now)


def refused(session: Session, attempt: StripePaymentIntent, code: str, message: str, now: datetime) -> None:
    """Write down that no intent was made and none can be: final, and no money moved."""
    if attempt.stripe_id is not None or AttemptState(attempt.state).final:
        return
    before = _visible(attempt)
    attempt.state = AttemptState.FAILED.value
    attempt.live = False
    attempt.next_check_at = None
    attempt.error_code, attempt.error_message, attempt.error_at = code[:64], message[:500], now
    _resolve(session, f"{UNKNOWN}:{attempt.id}", now)
    _touch(attempt, before, now)


def ask_to_cancel(attempt: StripePaymentIntent, now: datetime) -> None:
    """Write down the intention to cancel, which the worker keeps over a crash."""
    before = _visible(attempt)
    attempt.cancel_asked = True
    attempt.next_check_at = now
    _touch(attempt, before, now)


def cancelled_unmade(session: Session, attempt: StripePaymentIntent, now: datetime) -> None:
    """Write down the end of an attempt of which the processor has no intent."""
    before = _visible(attempt)
    attempt.state = AttemptState.CANCELLED.value
    attempt.live = False
    attempt.next_check_at = None
    _resolve(session, f"{UNKNOWN}:{attempt.id}", now)
    _touch(attempt, before, now)


def note(
    session: Session,
    kind: str,
    key: str,
    detail: str,
    now: datetime,
    *,
    attempt: StripePaymentIntent | None = None,
) -> None:
    """Put something that does not fit before a supervisor. The same ``key`` twice is one row, opened again."""
    found = session.scalars(select(MoneyException).where(MoneyException.key == key)).one_or_none()
    if found is not None:
        found.resolved_at, found.detail = None, detail
        return
    session.add(
        MoneyException(
            kind=kind,
            key=key,
            detail=detail[:1000],
            created_at=now,
            intent_id=attempt.id if attempt else None,
            invoice_id=attempt.invoice_id if attempt else None,
        )
    )


def _resolve(session: Session, key: str, now: datetime) -> None:
    found = session.scalars(
        select(MoneyException).where(MoneyException.key == key, MoneyException.resolved_at.is_(None))
    ).one_or_none()
    if found is not None:
        found.resolved_at = now


def _card_and_error(session: Session, attempt: StripePaymentIntent, snapshot: IntentSnapshot, now: datetime) -> None:
    error = snapshot.error
    card = (error.card if error else None) or snapshot.card
    if card is not None:
        attempt.card_brand, attempt.card_last4 = card.brand, card.last4
        attempt.card_exp_month, attempt.card_exp_year = card.exp_month, card.exp_year
    if error is None:
        attempt.error_code = attempt.decline_code = attempt.error_message = ""
        attempt.error_at = None
        return
    if attempt.error_charge_id != error.key[:255]:
        attempt.error_charge_id = error.key[:255]
        attempt.error_at = now
        _tell(session, attempt, "declined", "Card declined", _why(attempt, error), now)
    attempt.error_at = attempt.error_at or now
    attempt.error_code, attempt.decline_code, attempt.error_message = error.code, error.decline_code, error.message


def _why(attempt: StripePaymentIntent, error: ChargeError) -> str:
    return f"{receipts.card_name(attempt.card_brand, attempt.card_last4)}, {error.decline_code or error.code}".replace(
        "_", " "
    )


def _money_arrived(
    session: Session, attempt: StripePaymentIntent, invoice: Invoice, snapshot: IntentSnapshot, now: datetime
) -> None:
    if session.scalar(select(Payment.id).where(Payment.intent_id == attempt.id)) is not None:
        return
    attempt.charge_id = snapshot.latest_charge
    attempt.amount_received_minor = snapshot.amount_received
    _check_fits(session, attempt, invoice, snapshot, now)
    if snapshot.amount_received <= 0:
        return  # nothing arrived, so there is neither payment nor receipt; the exception above says so
    payment = Payment(
        id=new_id(),
        invoice_id=invoice.id,
        intent_id=attempt.id,
        method="card",
        amount_minor=snapshot.amount_received,
        currency=snapshot.currency,
        card_brand=attempt.card_brand,
        card_last4=attempt.card_last4,
        charge_id=snapshot.latest_charge,
        at=now,
        user_id=attempt.user_id,
        till=attempt.till,
    )
    session.add(payment)
    paid_before = invoice.paid_minor - invoice.refunded_minor
    if snapshot.currency == invoice.currency:
        invoice.paid_minor += snapshot.amount_received
        invoice.due_minor = invoice.total_minor - invoice.paid_minor + invoice.refunded_minor
        invoice.updated_at = now
        if invoice.due_minor <= 0:
            invoice.paid_at = now
    sequence = next_number(session, receipts.COUNTER)
    receipt = Receipt(
        id=new_id(),
        sequence=sequence,
        number=receipts.number(sequence),
        payment_id=payment.id,
        test=not snapshot.livemode,
        paid_before_minor=paid_before,
        left_minor=invoice.due_minor,
        issued_at=now,
    )
    session.flush()  # the payment's row before the receipt that refers to it
    session.add(receipt)
    title = (
        f"{receipts.card_name(payment.card_brand, payment.card_last4)}, {_text(payment.amount_minor, payment.currency)}"
    )
    _tell(session, attempt, "payment", title, f"receipt {receipt.number}", now)


def _check_fits(
    session: Session, attempt: StripePaymentIntent, invoice: Invoice, snapshot: IntentSnapshot, now: datetime
) -> None:
    """Money that does not fit is recorded as it is, with a note to a supervisor for each way it does not fit."""
    received = _text(snapshot.amount_received, snapshot.currency)
    if (snapshot.amount_received, snapshot.currency) != (attempt.amount_minor, attempt.currency):
        detail = f"{_amount(attempt)} was asked for, {received} was received."
        note(session, "amount_differs", f"amount_differs:{attempt.id}", detail, now, attempt=attempt)
    if invoice.void:
        detail = f"{received} was received for the voided invoice {invoice.number}."
        note(session, "paid_void", f"paid_void:{attempt.id}", detail, now, attempt=attempt)
    if snapshot.currency == invoice.currency and snapshot.amount_received > max(0, invoice.due_minor):
        due = _text(max(0, invoice.due_minor), invoice.currency)
        detail = f"{received} was received for {invoice.number}, which had {due} left to pay."
        note(session, "overpaid", f"overpaid:{attempt.id}", detail, now, attempt=attempt)


def next_number(session: Session, name: str) -> int:
    """The next number of a sequence without gaps: its row stays locked until this transaction ends."""
    query = select(Counter).where(Counter.name == name).with_for_update().execution_options(populate_existing=True)
    counter = session.scalars(query).one_or_none()
    if counter is None:
        insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
        session.execute(insert(Counter).values(name=name, value=0).on_conflict_do_nothing())
        counter = session.scalars(query).one()
    counter.value += 1
    return counter.value


def _tell(session: Session, attempt: StripePaymentIntent, kind: str, title: str, detail: str, now: datetime) -> None:
    session.add(InvoiceEvent(invoice_id=attempt.invoice_id, kind=kind, title=title[:300], detail=detail[:500], at=now))


def _amount(attempt: StripePaymentIntent) -> str:
    return _text(attempt.amount_minor, attempt.currency)


def _text(minor: int, currency: str) -> str:
    try:
        return money_text(Money(minor, currency))
    except MoneyError:  # news from outside may name a currency we don't know; the record must still be made
        return f"{minor} {currency.upper()} (minor units)"


def _visible(attempt: StripePaymentIntent) -> tuple[object, ...]:
    """What a till can see of an attempt: when any of it changes, the version grows."""
    return (
        attempt.stripe_id,
        attempt.state,
        attempt.status,
        attempt.tries,
        attempt.cancel_asked,
        attempt.error_code,
        attempt.decline_code,
        attempt.error_charge_id,
        attempt.card_brand,
        attempt.card_last4,
    )


def _touch(attempt: StripePaymentIntent, before: tuple[object, ...], now: datetime) -> bool:
    if _visible(attempt) == before:
        return False
    attempt.version += 1
    attempt.updated_at = now
    return True
