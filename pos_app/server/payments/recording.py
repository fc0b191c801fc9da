"""What the processor said, written down: the one place that turns news of an intent into rows of money.

Everything here runs inside one write transaction with the invoice's and the attempt's rows locked, in that order,
and does the same thing however often the same news comes.
"""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
from typing import Final, cast

from sqlalchemy import Select, Table, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from pos_app.formats import reported
from pos_app.server.audit.rules import About as Subject
from pos_app.server.audit.writing import act
from pos_app.server.exceptions.rules import Oddity
from pos_app.server.exceptions.service import note, resolve_by_itself
from pos_app.server.gateway import ChargeError, IntentSnapshot
from pos_app.server.ledger import rules as books
from pos_app.server.ledger import service as ledger
from pos_app.server.ledger.service import About
from pos_app.server.models import (
    Counter,
    Invoice,
    InvoiceEvent,
    Payment,
    Receipt,
    StripeCustomer,
    StripePaymentIntent,
    new_id,
)
from pos_app.server.payments import rules, testing
from pos_app.server.receipts import rules as receipts
from pos_app.wire.audit import Act
from pos_app.wire.payments import AttemptState

UNKNOWN: Final = Oddity.OUTCOME_UNKNOWN
_ENDS: Final = MappingProxyType(
    {
        AttemptState.CANCELLED: Act.PAYMENT_CANCELLED,
        AttemptState.FAILED: Act.PAYMENT_FAILED,
        AttemptState.UNKNOWN: Act.PAYMENT_UNKNOWN,
    }
)
"""What the audit log is told of a new state; of a success when the money is booked."""
_COUNTERS: Final = cast(Table, Counter.__table__)
_NEXT: Final = (
    update(_COUNTERS)
    .where(_COUNTERS.c.name == bindparam("counter"))
    .values(value=_COUNTERS.c.value + 1)
    .returning(_COUNTERS.c.value)
)


def lock(session: Session, attempt_id: str) -> tuple[StripePaymentIntent, Invoice]:
    """The attempt and its invoice, locked until the transaction ends: invoice first, so that no two of us deadlock.

    Raises NoResultFound.
    """
    its_invoice = select(Invoice).join(StripePaymentIntent, StripePaymentIntent.invoice_id == Invoice.id)
    invoice = _locked(session, its_invoice.where(StripePaymentIntent.id == attempt_id))
    return _locked_attempt(session, attempt_id, invoice)


def lock_invoice(session: Session, invoice_id: str) -> Invoice:
    """The invoice, locked. Raises NoResultFound."""
    return _locked(session, select(Invoice).where(Invoice.id == invoice_id))


def _locked(session: Session, found: Select[Invoice]) -> Invoice:
    # "no key update": rows that merely refer to the invoice need not wait
    found = found.execution_options(populate_existing=True).with_for_update(key_share=True, of=Invoice)
    return session.scalars(found).one()


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
    attempt.payment_method_id = snapshot.payment_method or attempt.payment_method_id
    attempt.state = state.value
    if state is not was or not was.final:
        attempt.status = snapshot.status[:32]
    attempt.live = not state.final
    attempt.tries = 0
    attempt.next_check_at = rules.next_check(state, 0, now)
    if state is not AttemptState.UNKNOWN:
        resolve_by_itself(session, f"{UNKNOWN}:{attempt.id}", now)
    _card_and_error(session, attempt, snapshot, now)
    if testing.ended(attempt.declines) and not state.final and not attempt.cancel_asked:
        detail = f"{attempt.declines} cards were declined: no further one can be tried with this link."
        _tell(session, attempt, "declined", "Payment ended after too many declines", detail, now)
        ask_to_cancel(session, attempt, now)
    if state is AttemptState.SUCCEEDED:
        due = invoice.due_minor
        receipt = _money_arrived(session, attempt, invoice, snapshot, now)
        _look_at_cards(session, attempt, now)
        _audit_money(session, attempt, was, due, invoice, receipt, now)
    else:
        _audit(session, attempt, was, now)
    return _touch(attempt, before, now)


def _look_at_cards(session: Session, attempt: StripePaymentIntent, now: datetime) -> None:
    """The customer may keep another card by now. A list read before this is old news."""
    if attempt.customer_id is not None:
        mine = update(StripeCustomer).where(StripeCustomer.id == attempt.customer_id)
        session.execute(mine.values(look_at=now, version=StripeCustomer.version + 1))


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
    _audit(session, attempt, state, now)
    if attempt.state == AttemptState.UNKNOWN and state is not AttemptState.UNKNOWN:
        detail = f"Stripe has not answered {attempt.tries} times whether {_amount(attempt)} was charged."
        _note(session, UNKNOWN, detail, now, attempt, attempt.amount_minor, attempt.currency)
        _tell(session, attempt, "payment_unknown", "Outcome of a card payment unknown", _amount(attempt), now)
    _touch(attempt, before, now)


def refused(session: Session, attempt: StripePaymentIntent, code: str, message: str, now: datetime) -> None:
    """Write down that no intent was made and none can be: final, and no money moved."""
    if attempt.stripe_id is not None or AttemptState(attempt.state).final:
        return
    before, was = _visible(attempt), AttemptState(attempt.state)
    attempt.state = AttemptState.FAILED.value
    attempt.live = False
    attempt.next_check_at = None
    attempt.error_code, attempt.error_message, attempt.error_at = code[:64], message[:500], now
    _audit(session, attempt, was, now)
    resolve_by_itself(session, f"{UNKNOWN}:{attempt.id}", now)
    _touch(attempt, before, now)


def ask_to_cancel(session: Session, attempt: StripePaymentIntent, now: datetime) -> None:
    """Write down the intention to cancel, which the worker keeps over a crash."""
    before = _visible(attempt)
    if not attempt.cancel_asked:
        act(session, None, Act.CANCEL_PAYMENT, _subject(attempt), now, before={"state": attempt.state})
    attempt.cancel_asked = True
    attempt.next_check_at = now
    _touch(attempt, before, now)


def cancelled_unmade(session: Session, attempt: StripePaymentIntent, now: datetime) -> None:
    """Write down the end of an attempt of which the processor has no intent."""
    before, was = _visible(attempt), AttemptState(attempt.state)
    attempt.state = AttemptState.CANCELLED.value
    _audit(session, attempt, was, now)
    attempt.live = False
    attempt.next_check_at = None
    resolve_by_itself(session, f"{UNKNOWN}:{attempt.id}", now)
    _touch(attempt, before, now)


def _note(
    session: Session, kind: Oddity, detail: str, now: datetime, attempt: StripePaymentIntent, minor: int, currency: str
) -> None:
    note(
        session,
        kind,
        f"{kind}:{attempt.id}",
        detail,
        now,
        intent_id=attempt.id,
        invoice_id=attempt.invoice_id,
        stripe_id=attempt.stripe_id or "",
        amount_minor=minor,
        currency=currency,
    )


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
        attempt.declines += 1
        _tell(session, attempt, "declined", "Card declined", _why(attempt, error), now)
        why = {"code": error.code, "decline_code": error.decline_code, "charge": error.key}
        act(session, None, Act.CARD_DECLINED, _subject(attempt), now, after=why)
    attempt.error_at = attempt.error_at or now
    attempt.error_code, attempt.decline_code, attempt.error_message = error.code, error.decline_code, error.message


def _why(attempt: StripePaymentIntent, error: ChargeError) -> str:
    return f"{receipts.card_name(attempt.card_brand, attempt.card_last4)}, {error.decline_code or error.code}".replace(
        "_", " "
    )


def _money_arrived(
    session: Session, attempt: StripePaymentIntent, invoice: Invoice, snapshot: IntentSnapshot, now: datetime
) -> str:
    """The number of the new receipt; empty where no money arrived that is not on record."""
    if session.scalar(select(Payment.id).where(Payment.intent_id == attempt.id)) is not None:
        return ""
    attempt.charge_id = snapshot.latest_charge
    attempt.amount_received_minor = snapshot.amount_received
    _check_fits(session, attempt, invoice, snapshot, now)
    if snapshot.amount_received <= 0:
        return ""  # nothing arrived, so there is neither payment nor receipt; the exception above says so
    at = rules.moved_at(snapshot, now)
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
        at=at,
        user_id=attempt.user_id,
        till=attempt.till,
    )
    session.add(payment)
    session.flush()  # before what refers to it
    _book(session, payment, invoice, snapshot, now)
    paid_before = invoice.paid_minor - invoice.refunded_minor
    if snapshot.currency == invoice.currency:
        invoice.paid_minor += snapshot.amount_received
        invoice.due_minor = invoice.total_minor - invoice.paid_minor + invoice.refunded_minor
        invoice.updated_at = now
        if invoice.due_minor <= 0:
            invoice.paid_at = at
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
    session.add(receipt)
    sum_ = reported(payment.amount_minor, payment.currency)
    title = f"{receipts.card_name(payment.card_brand, payment.card_last4)}, {sum_}"
    _tell(session, attempt, "payment", title, f"receipt {receipt.number}", now)
    return receipt.number


def _book(session: Session, payment: Payment, invoice: Invoice, snapshot: IntentSnapshot, now: datetime) -> None:
    """The entries of the payment, before the invoice's balance changes."""
    at = rules.moved_at(snapshot, now)
    about = About(snapshot.currency, at, invoice_id=invoice.id, payment_id=payment.id, stripe_id=snapshot.latest_charge)
    source = rules.charge_of(snapshot)
    if snapshot.currency == invoice.currency:
        due = 0 if invoice.void else max(0, invoice.due_minor)
        ledger.post(session, books.money_in(source, payment.amount_minor, due), about, now)
    else:
        ledger.post(session, books.unassigned(source, payment.amount_minor), about, now)
    if snapshot.fee is not None:
        kept = About(snapshot.fee.currency, at, payment_id=payment.id, stripe_id=snapshot.latest_charge)
        ledger.post(session, books.fee(snapshot.fee.transaction, snapshot.fee.amount), kept, now)


def _check_fits(
    session: Session, attempt: StripePaymentIntent, invoice: Invoice, snapshot: IntentSnapshot, now: datetime
) -> None:
    """Money that does not fit is recorded as it is, with a note to a supervisor for each way it does not fit."""
    received = reported(snapshot.amount_received, snapshot.currency)
    if (snapshot.amount_received, snapshot.currency) != (attempt.amount_minor, attempt.currency):
        detail = f"{_amount(attempt)} was asked for, {received} was received."
        _note(session, Oddity.AMOUNT_DIFFERS, detail, now, attempt, snapshot.amount_received, snapshot.currency)
    if invoice.void:
        detail = f"{received} was received for the voided invoice {invoice.number}."
        _note(session, Oddity.PAID_VOID, detail, now, attempt, snapshot.amount_received, snapshot.currency)
    if snapshot.currency == invoice.currency and snapshot.amount_received > max(0, invoice.due_minor):
        due = max(0, invoice.due_minor)
        left = reported(due, invoice.currency)
        detail = f"{received} was received for {invoice.number}, which had {left} left to pay."
        _note(session, Oddity.OVERPAID, detail, now, attempt, snapshot.amount_received - due, snapshot.currency)


def next_number(session: Session, name: str) -> int:
    """The next number of a sequence without gaps: its row stays locked until this transaction ends."""
    found = session.scalar(_NEXT, {"counter": name})
    if found is None:
        insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
        session.execute(insert(_COUNTERS).values(name=name, value=0).on_conflict_do_nothing())
        found = session.scalar(_NEXT, {"counter": name})
    return cast(int, found)


def _tell(session: Session, attempt: StripePaymentIntent, kind: str, title: str, detail: str, now: datetime) -> None:
    session.add(InvoiceEvent(invoice_id=attempt.invoice_id, kind=kind, title=title[:300], detail=detail[:500], at=now))


def _subject(attempt: StripePaymentIntent) -> Subject:
    return Subject("payment_intent", attempt.id, attempt.invoice_id)


def _audit(session: Session, attempt: StripePaymentIntent, was: AttemptState, now: datetime) -> None:
    """One entry for a new state that ends the attempt, or that is a doubt."""
    state = AttemptState(attempt.state)
    if state is not was and state in _ENDS:
        after = {"state": state, "code": attempt.error_code, "stripe_id": attempt.stripe_id}
        act(session, None, _ENDS[state], _subject(attempt), now, before={"state": was}, after=after)


def _audit_money(
    session: Session,
    attempt: StripePaymentIntent,
    was: AttemptState,
    due: int,
    invoice: Invoice,
    receipt: str,
    now: datetime,
) -> None:
    """``due``: what the invoice had left to pay before. Who acts has heard of it; who took it stands beside."""
    after = {
        "state": attempt.state,
        "amount_minor": attempt.amount_received_minor,
        "asked_minor": attempt.amount_minor,
        "currency": attempt.currency,
        "due_minor": invoice.due_minor,
        "charge": attempt.charge_id,
        "receipt": receipt,
        "taken_by": attempt.user_id,
        "taken_at": attempt.till,
    }
    before = {"state": was, "due_minor": due}
    act(session, None, Act.PAYMENT_RECORDED, _subject(attempt), now, before=before, after=after)


def _amount(attempt: StripePaymentIntent) -> str:
    return reported(attempt.amount_minor, attempt.currency)


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
