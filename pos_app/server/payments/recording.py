"""What the processor said, written down: the one place that turns news of an intent into rows of money.

Everything here runs inside one write transaction with the invoice's and the attempt's rows locked, in that order,
and does the same thing however often the same news comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Final, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from pos_app.server.audit.writing import act
from pos_app.server.exceptions.rules import Oddity
from pos_app.server.exceptions.service import noted, resolve_by_itself
from pos_app.server.gateway import ChargeError, IntentSnapshot
from pos_app.server.models import Invoice, StripePaymentIntent
from pos_app.server.payments import rules, testing
from pos_app.server.payments.arrivals import Arrivals
from pos_app.server.payments.telling import asked, put_before_supervisor, subject, tell
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


_Row = TypeVar("_Row", bound=Invoice | StripePaymentIntent)


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


def lock_key(session: Session, key: str) -> None:
    """Make what is stored under an idempotency key wait for others that store something under it, of any kind.

    On PostgreSQL until the transaction ends, and after the invoice, as every other lock; on SQLite nobody else writes.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


def _locked(session: Session, found: Select[Invoice]) -> Invoice:
    # "no key update": rows that merely refer to the invoice need not wait
    found = found.execution_options(populate_existing=True).with_for_update(key_share=True, of=Invoice)
    return session.scalars(found).one()


def _locked_attempt(session: Session, attempt_id: str, invoice: Invoice) -> tuple[StripePaymentIntent, Invoice]:
    found = select(StripePaymentIntent).where(StripePaymentIntent.id == attempt_id)
    return session.scalars(
        found.execution_options(populate_existing=True).with_for_update(key_share=True)
    ).one(), invoice


def lock_all(session: Session, attempt_ids: Sequence[str]) -> dict[str, tuple[StripePaymentIntent, Invoice]]:
    """As ``lock`` for several, in one order everywhere, by the attempts' ids. What does not exist is not given back."""
    mine = select(StripePaymentIntent.invoice_id).where(StripePaymentIntent.id.in_(attempt_ids))
    invoices = {
        one.id: one for one in session.scalars(_all_locked(select(Invoice).where(Invoice.id.in_(mine)), Invoice))
    }
    these = select(StripePaymentIntent).where(StripePaymentIntent.id.in_(attempt_ids))
    attempts = session.scalars(_all_locked(these, StripePaymentIntent))
    return {one.id: (one, invoices[one.invoice_id]) for one in attempts}


def _all_locked(found: Select[_Row], what: type[Invoice | StripePaymentIntent]) -> Select[_Row]:
    found = found.order_by(what.id).execution_options(populate_existing=True)
    return found.with_for_update(key_share=True, of=what)


def apply(
    session: Session, attempt: StripePaymentIntent, invoice: Invoice, snapshot: IntentSnapshot, now: datetime
) -> bool:
    """Write down ``snapshot``. True if anything a till can see has changed; ``version`` has grown then."""
    return apply_all(session, [(attempt, invoice, snapshot)], now)[0]


def apply_all(
    session: Session, news: Sequence[tuple[StripePaymentIntent, Invoice, IntentSnapshot]], now: datetime
) -> list[bool]:
    """As ``apply`` for each in this order, with few statements for all of them.

    Raises LedgerConflict where one of them contradicts the books; nothing may be committed then.
    """
    doubts = noted(session, [_doubt(attempt) for attempt, _, _ in news])
    arrivals = Arrivals(session, [attempt.id for attempt, _, _ in news], now)
    changed = [_apply(session, *one, now, arrivals, doubts) for one in news]
    arrivals.write()
    return changed


def _apply(
    session: Session,
    attempt: StripePaymentIntent,
    invoice: Invoice,
    snapshot: IntentSnapshot,
    now: datetime,
    arrivals: Arrivals,
    doubts: frozenset[str],
) -> bool:
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
    if state is not AttemptState.UNKNOWN and (doubt := _doubt(attempt)) in doubts:
        resolve_by_itself(session, doubt, now)
    _card_and_error(session, attempt, snapshot, now)
    if testing.ended(attempt.declines) and not state.final and not attempt.cancel_asked:
        detail = f"{attempt.declines} cards were declined: no further one can be tried with this link."
        tell(session, attempt, "declined", "Payment ended after too many declines", detail, now)
        ask_to_cancel(session, attempt, now)
    if state is AttemptState.SUCCEEDED:
        arrivals.add(attempt, invoice, snapshot, was)
    else:
        _audit(session, attempt, was, now)
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
    _audit(session, attempt, state, now)
    if attempt.state == AttemptState.UNKNOWN and state is not AttemptState.UNKNOWN:
        detail = f"Stripe has not answered {attempt.tries} times whether {asked(attempt)} was charged."
        put_before_supervisor(session, UNKNOWN, detail, now, attempt, attempt.amount_minor, attempt.currency)
        tell(session, attempt, "payment_unknown", "Outcome of a card payment unknown", asked(attempt), now)
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
    resolve_by_itself(session, _doubt(attempt), now)
    _touch(attempt, before, now)


def ask_to_cancel(session: Session, attempt: StripePaymentIntent, now: datetime) -> None:
    """Write down the intention to cancel, which the worker keeps over a crash."""
    before = _visible(attempt)
    if not attempt.cancel_asked:
        act(session, None, Act.CANCEL_PAYMENT, subject(attempt), now, before={"state": attempt.state})
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
    resolve_by_itself(session, _doubt(attempt), now)
    _touch(attempt, before, now)


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
        tell(session, attempt, "declined", "Card declined", _why(attempt, error), now)
        why = {"code": error.code, "decline_code": error.decline_code, "charge": error.key}
        act(session, None, Act.CARD_DECLINED, subject(attempt), now, after=why)
    attempt.error_at = attempt.error_at or now
    attempt.error_code, attempt.decline_code, attempt.error_message = error.code, error.decline_code, error.message


def _why(attempt: StripePaymentIntent, error: ChargeError) -> str:
    return f"{receipts.card_name(attempt.card_brand, attempt.card_last4)}, {error.decline_code or error.code}".replace(
        "_", " "
    )


def _audit(session: Session, attempt: StripePaymentIntent, was: AttemptState, now: datetime) -> None:
    """One entry for a new state that ends the attempt, or that is a doubt."""
    state = AttemptState(attempt.state)
    if state is not was and state in _ENDS:
        after = {"state": state, "code": attempt.error_code, "stripe_id": attempt.stripe_id}
        act(session, None, _ENDS[state], subject(attempt), now, before={"state": was}, after=after)


def _doubt(attempt: StripePaymentIntent) -> str:
    """The key of the exception that says that its outcome is unknown."""
    return f"{UNKNOWN}:{attempt.id}"


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
