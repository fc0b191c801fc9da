"""What became of a refund, written down: the one place that turns news of it into rows of money.

Everything here runs inside one write transaction with the rows of ``rows.Locked`` locked, and does the same thing
however often the same news comes.
"""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.formats import money as money_text
from pos_app.money import Money, MoneyError
from pos_app.server.audit.rules import About as Subject
from pos_app.server.audit.rules import Facts
from pos_app.server.audit.writing import act
from pos_app.server.exceptions.rules import Oddity
from pos_app.server.exceptions.service import note, resolve_by_itself
from pos_app.server.gateway import EPOCH, RefundSnapshot
from pos_app.server.ledger import rules as books
from pos_app.server.ledger import service as ledger
from pos_app.server.ledger.rules import Account
from pos_app.server.ledger.service import About, LedgerConflict
from pos_app.server.models import InvoiceEvent, MoneyException, Payment, StripeRefund, new_id
from pos_app.server.permissions import Principal
from pos_app.server.receipts.rules import card_name
from pos_app.server.refunds import rules
from pos_app.server.refunds.rows import Locked
from pos_app.wire.audit import Act
from pos_app.wire.refunds import RefundState

_OVER = (RefundState.FAILED, RefundState.CANCELLED)
_TOLD: Final = MappingProxyType(
    {
        RefundState.SUBMITTED: Act.REFUND_SUBMITTED,
        RefundState.PENDING: Act.REFUND_PENDING,
        RefundState.REQUIRES_ACTION: Act.REFUND_PENDING,
        RefundState.SUCCEEDED: Act.REFUND_SUCCEEDED,
        RefundState.FAILED: Act.REFUND_FAILED,
        RefundState.CANCELLED: Act.REFUND_CANCELLED,
    }
)
"""What the audit log is told of a new state."""


def apply(session: Session, here: Locked, snapshot: RefundSnapshot, now: datetime) -> bool:
    """Write ``snapshot`` down. True if anything a till can see has changed; ``version`` has grown then.

    Raises LedgerConflict where it contradicts what was booked before.
    """
    refund = here.refund
    if (snapshot.amount, snapshot.currency) != (refund.amount_minor, refund.currency):
        raise LedgerConflict(f"{snapshot.id} is of {snapshot.amount} {snapshot.currency}, not of {amount(refund)}")
    before, told, due = _visible(refund), refund.state, here.invoice.due_minor
    # Not known to be at Stripe, and now found there: whatever we thought had become of it.
    was = RefundState(refund.state) if refund.stripe_id else RefundState.SUBMITTED
    state = rules.after(was, snapshot.status)
    refund.stripe_id = refund.stripe_id or snapshot.id
    if rules.heard(snapshot.status) is state:
        refund.status = snapshot.status[:32]
        refund.failure_reason = snapshot.failure_reason[:64] if state is RefundState.FAILED else ""
    refund.state = state.value
    refund.live = not state.final
    refund.tries = 0
    refund.next_check_at = rules.next_check(state, 0, refund.created_at, now)
    resolve_by_itself(session, _key(Oddity.REFUND_UNKNOWN, refund), now)
    session.flush()  # the refund's row before the entries that refer to it
    _book(session, here, snapshot, was, state, now)
    if state is not was:
        _tell_state(session, here, was, state, now)
    if refund.state != told:
        more = {"due_minor": here.invoice.due_minor, "stripe_id": refund.stripe_id, "code": refund.failure_reason}
        audit(session, None, here, _TOLD[state], now, before={"state": told, "due_minor": due}, **more)
    return _touch(refund, before, now)


def submitted(session: Session, here: Locked, now: datetime) -> None:
    """Write down that Stripe is about to be asked: from now on it may know the refund."""
    before, was = _visible(here.refund), here.refund.state
    here.refund.state = RefundState.SUBMITTED.value
    here.refund.next_check_at = now + rules.SUBMIT_CHECK
    audit(session, None, here, Act.REFUND_SUBMITTED, now, before={"state": was})
    _touch(here.refund, before, now)


def unanswered(session: Session, here: Locked, now: datetime) -> None:
    """Write down that Stripe could not be asked: one more try, and a person is told once they are used up."""
    refund = here.refund
    state = RefundState(refund.state)
    early = refund.tries > 0 and refund.next_check_at is not None and now < refund.next_check_at
    if (state not in rules.AT_STRIPE and state is not RefundState.SUCCEEDED) or early:
        return
    before = _visible(refund)
    refund.tries += 1
    refund.next_check_at = now + rules.backoff(refund.tries)
    if state is RefundState.SUBMITTED and refund.tries == rules.MAX_TRIES:
        detail = f"Stripe has not answered {refund.tries} times whether {amount(refund)} was given back."
        _note(session, Oddity.REFUND_UNKNOWN, detail, here, now)
        tell(session, here, "refund_unknown", "Outcome of a refund unknown", amount(refund), now)
        audit(session, None, here, Act.REFUND_UNKNOWN, now)
    _touch(refund, before, now)


def refused(session: Session, here: Locked, code: str, message: str, now: datetime) -> None:
    """Write down that Stripe refused to make the refund, and has none: final, and no money moved."""
    refund = here.refund
    if refund.stripe_id is not None or RefundState(refund.state) is not RefundState.SUBMITTED:
        return
    refund.failure_reason = code[:64]
    resolve_by_itself(session, _key(Oddity.REFUND_UNKNOWN, refund), now)
    was = refund.state
    end(session, here, RefundState.FAILED, "Refund failed", rules.sentence(code, message), now)
    audit(session, None, here, Act.REFUND_FAILED, now, before={"state": was}, code=code)


def end(session: Session, here: Locked, state: RefundState, title: str, detail: str, now: datetime) -> None:
    """Write down the end of a refund of which no money has moved."""
    refund = here.refund
    before = _visible(refund)
    refund.state = state.value
    refund.live = False
    refund.next_check_at = None
    tell(session, here, f"refund_{state.value}", f"{title}, {amount(refund)}", detail, now)
    _touch(refund, before, now)


def not_asked_here(
    session: Session, here_payment: Payment, snapshot: RefundSnapshot, now: datetime, *, lost: bool
) -> StripeRefund:
    """A row for a refund that somebody made in Stripe's dashboard, to be applied to. The payment is locked.

    ``lost``: it was made by this program, whose books have been restored from an older copy since.
    """
    refund = StripeRefund(
        id=snapshot.refund_id if lost else new_id(),
        payment_id=here_payment.id,
        amount_minor=snapshot.amount,
        currency=snapshot.currency,
        state=RefundState.SUBMITTED.value,
        status="unknown",
        live=True,
        origin="till" if lost else "stripe",
        reason_code=snapshot.reason[:32],
        version=1,
        tries=0,
        created_at=now if snapshot.created == EPOCH else snapshot.created,
        updated_at=now,
    )
    session.add(refund)
    session.flush()
    return refund


def note_elsewhere(session: Session, here: Locked, now: datetime) -> None:
    """Put a refund that was not made here before a supervisor."""
    refund = here.refund
    sum_, number = amount(refund), here.invoice.number
    detail = f"{sum_} of {number} was given back in Stripe's dashboard ({refund.stripe_id})."
    if refund.origin == "till":
        detail = f"{sum_} of {number} was given back under our id ({refund.stripe_id}); no approval is on record."
    _note(session, Oddity.REFUND_ELSEWHERE, detail, here, now)
    resolve_by_itself(session, f"{Oddity.UNKNOWN_REFUND}:{refund.stripe_id}", now)


def note_unknown(session: Session, snapshot: RefundSnapshot, now: datetime) -> None:
    """Put a refund of a charge that is in none of our books before a supervisor. Nothing else is known of it."""
    detail = f"{_text(snapshot.amount, snapshot.currency)} of the charge {snapshot.charge_id} was given back."
    note(
        session,
        Oddity.UNKNOWN_REFUND,
        f"{Oddity.UNKNOWN_REFUND}:{snapshot.id}",
        detail,
        now,
        stripe_id=snapshot.id,
        amount_minor=snapshot.amount,
        currency=snapshot.currency,
    )


def tell(session: Session, here: Locked, kind: str, title: str, detail: str, now: datetime) -> None:
    """One entry of the invoice's timeline."""
    event = InvoiceEvent(invoice_id=here.invoice.id, kind=kind[:32], title=title[:300], detail=detail[:500], at=now)
    session.add(event)


def audit(
    session: Session,
    who: Principal | None,
    here: Locked,
    what: Act,
    now: datetime,
    *,
    before: Facts | None = None,
    **more: object,
) -> None:
    """One entry of the audit log. ``who``: None for whoever acts in this transaction."""
    refund = here.refund
    after = {"state": refund.state, "amount_minor": refund.amount_minor, "currency": refund.currency, **more}
    act(session, who, what, Subject("refund", refund.id, here.invoice.id), now, before=before, after=after)


def touch(refund: StripeRefund, now: datetime) -> None:
    """The refund has changed in a way that a till can see."""
    refund.version += 1
    refund.updated_at = now


def amount(refund: StripeRefund) -> str:
    """As "$48.00"."""
    return _text(refund.amount_minor, refund.currency)


def _book(
    session: Session, here: Locked, snapshot: RefundSnapshot, was: RefundState, state: RefundState, now: datetime
) -> None:
    refund, invoice = here.refund, here.invoice
    name, minor = snapshot.id, refund.amount_minor
    at = now if snapshot.created == EPOCH else snapshot.created
    about = About(refund.currency, at, invoice.id, here.payment.id, refund.id, stripe_id=name)
    later = About(refund.currency, now, invoice.id, here.payment.id, refund.id, stripe_id=name)
    suspended = here.payment.currency != invoice.currency
    ledger.post(session, books.refund_sent(name, minor), about, now)
    if state is was:
        return
    if state is RefundState.SUCCEEDED:
        credit = -ledger.held(session, Account.CREDIT, refund.currency, invoice_id=invoice.id)
        ledger.post(session, books.refund_done(name, minor, credit, suspended=suspended), later, now)
        if not suspended:
            _move(session, here, minor, now)
    elif state in _OVER:
        done = ledger.known(session, [p.key for p in _every_done(name)])
        ledger.post(session, books.refund_undone(done), later, now)
        ledger.post(session, books.refund_returned(name, minor), later, now)
        if was is RefundState.SUCCEEDED and not suspended:
            _move(session, here, -minor, now)


def _every_done(name: str) -> tuple[books.Posting, ...]:
    """Postings with every key that a success can have been booked by: from the receivable and from the credit."""
    return books.refund_done(name, 2, 1)


def _move(session: Session, here: Locked, minor: int, now: datetime) -> None:
    """What the invoice has left to pay, once ``minor`` more was given back."""
    invoice = here.invoice
    settled = invoice.due_minor <= 0
    invoice.refunded_minor += minor
    invoice.due_minor = invoice.total_minor - invoice.paid_minor + invoice.refunded_minor
    invoice.updated_at = now
    if invoice.due_minor > 0:
        invoice.paid_at = None
    elif not settled:
        invoice.paid_at = now
    if minor > 0:
        _no_longer_too_much(session, here, now)


def _no_longer_too_much(session: Session, here: Locked, now: datetime) -> None:
    """What was received too much has been given back: nobody need look at that any more."""
    invoice = here.invoice
    gone = [Oddity.OVERPAID.value] if invoice.due_minor >= 0 else []
    gone += [Oddity.PAID_VOID.value] if invoice.void and invoice.refunded_minor >= invoice.paid_minor else []
    keys = select(MoneyException.key).where(
        MoneyException.invoice_id == invoice.id, MoneyException.kind.in_(gone), MoneyException.resolved_at.is_(None)
    )
    for key in session.scalars(keys).all():
        resolve_by_itself(session, key, now)


def _tell_state(session: Session, here: Locked, was: RefundState, state: RefundState, now: datetime) -> None:
    refund = here.refund
    sum_ = amount(refund)
    card = card_name(here.payment.card_brand, here.payment.card_last4)
    match state:
        case RefundState.SUCCEEDED:
            tell(session, here, "refund", f"Refunded {sum_}", f"to {card}", now)
        case RefundState.PENDING:
            tell(session, here, "refund_pending", f"Refund of {sum_} is on its way", f"to {card}", now)
        case RefundState.REQUIRES_ACTION:
            detail = "Stripe has asked the patient by mail where the money shall go"
            tell(session, here, "refund_pending", f"Refund of {sum_} waits for the patient", detail, now)
        case RefundState.FAILED:
            why = rules.sentence(refund.failure_reason)
            tell(session, here, "refund_failed", f"Refund failed, {sum_}", why, now)
            came_back = "had reached the bank and came back" if was is RefundState.SUCCEEDED else "did not arrive"
            detail = f"The refund of {sum_} for {here.invoice.number} {came_back}. {why}"
            _note(session, Oddity.REFUND_FAILED, detail, here, now)
        case RefundState.CANCELLED:
            tell(session, here, "refund_cancelled", f"Refund cancelled, {sum_}", "No money was given back.", now)


def _note(session: Session, kind: Oddity, detail: str, here: Locked, now: datetime) -> None:
    refund = here.refund
    note(
        session,
        kind,
        _key(kind, refund),
        detail,
        now,
        intent_id=here.payment.intent_id,
        invoice_id=here.invoice.id,
        payment_id=here.payment.id,
        refund_id=refund.id,
        stripe_id=refund.stripe_id or here.payment.charge_id,
        amount_minor=refund.amount_minor,
        currency=refund.currency,
    )


def _key(kind: Oddity, refund: StripeRefund) -> str:
    return f"{kind}:{refund.id}"


def _text(minor: int, currency: str) -> str:
    try:
        return money_text(Money(minor, currency))
    except MoneyError:  # news from outside may name a currency we don't know; the record must still be made
        return f"{minor} {currency.upper()} (minor units)"


def _visible(refund: StripeRefund) -> tuple[object, ...]:
    """What a till can see of a refund: when any of it changes, the version grows."""
    return (refund.stripe_id, refund.state, refund.status, refund.tries, refund.failure_reason)


def _touch(refund: StripeRefund, before: tuple[object, ...], now: datetime) -> bool:
    if _visible(refund) == before:
        return False
    touch(refund, now)
    return True
