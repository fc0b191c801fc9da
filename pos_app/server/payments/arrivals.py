"""Money that has arrived: its payment, its entries in the books, its receipt.

What comes together is written with the same few statements, however many payments it is: one by one they cost some
twenty statements each. The rows of invoices and attempts are locked by the caller and changed in its session.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, cast

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from pos_app.formats import reported
from pos_app.server.audit.writing import act
from pos_app.server.exceptions.rules import Oddity
from pos_app.server.gateway import IntentSnapshot
from pos_app.server.ledger import rules as books
from pos_app.server.ledger import service as ledger
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
from pos_app.server.payments import rules
from pos_app.server.payments.telling import asked, put_before_supervisor, subject
from pos_app.server.receipts import rules as receipts
from pos_app.wire.audit import Act
from pos_app.wire.payments import AttemptState

_COUNTERS: Final = cast(Table, Counter.__table__)
_PAYMENTS: Final = cast(Table, Payment.__table__)
_RECEIPTS: Final = cast(Table, Receipt.__table__)
_EVENTS: Final = cast(Table, InvoiceEvent.__table__)
_CUSTOMERS: Final = cast(Table, StripeCustomer.__table__)
_NEXT: Final = (
    update(_COUNTERS)
    .where(_COUNTERS.c.name == bindparam("counter"))
    .values(value=_COUNTERS.c.value + bindparam("more"))
    .returning(_COUNTERS.c.value)
)
_LOOKED_AT: Final = (
    update(_CUSTOMERS)
    .where(_CUSTOMERS.c.id == bindparam("customer"))
    .values(look_at=bindparam("moment", type_=_CUSTOMERS.c.look_at.type), version=_CUSTOMERS.c.version + 1)
)


@dataclass(frozen=True, slots=True)
class _Arrived:
    """A payment that is not written down yet, with what its invoice said before and after it."""

    attempt: StripePaymentIntent
    payment: MappingProxyType[str, Any]
    test: bool
    paid_before: int
    due_after: int


@dataclass(frozen=True, slots=True)
class _Ended:
    """What the audit log is told of an attempt that has succeeded, but for its receipt."""

    attempt: StripePaymentIntent
    was: AttemptState
    due_before: int
    due_after: int


class Arrivals:
    """For attempts that have just succeeded: ``add`` each, then ``write`` once before anything else is asked."""

    def __init__(self, session: Session, attempt_ids: Iterable[str], now: datetime) -> None:
        """``attempt_ids``: all that may be added; their rows and their invoices' are locked."""
        self._session = session
        self._now = now
        paid = select(_PAYMENTS.c.intent_id).where(_PAYMENTS.c.intent_id.in_(list(attempt_ids)))
        self._paid = frozenset(session.connection().scalars(paid))
        self._arrived: list[_Arrived] = []
        self._ended: list[_Ended] = []
        self._moved: list[ledger.Movement] = []

    def add(self, attempt: StripePaymentIntent, invoice: Invoice, snapshot: IntentSnapshot, was: AttemptState) -> None:
        """``attempt`` stood at ``was`` before. Money that is on record already is not recorded again."""
        due = invoice.due_minor
        if attempt.id not in self._paid:
            attempt.charge_id = snapshot.latest_charge
            attempt.amount_received_minor = snapshot.amount_received
            _check_fits(self._session, attempt, invoice, snapshot, self._now)
            if snapshot.amount_received > 0:
                self._take(attempt, invoice, snapshot)
            # else nothing arrived, so there is neither payment nor receipt; the exception says so
        self._ended.append(_Ended(attempt, was, due, invoice.due_minor))

    def write(self) -> None:
        """Raises LedgerConflict; nothing may be committed then."""
        numbers: dict[str, str] = {}
        if self._arrived:
            connection = self._session.connection()
            connection.execute(insert(_PAYMENTS), [dict(one.payment) for one in self._arrived])
            ledger.post_all(self._session, self._moved, self._now)
            sequences = next_numbers(self._session, receipts.COUNTER, len(self._arrived))
            made = [self._receipt(*one) for one in zip(self._arrived, sequences, strict=True)]
            connection.execute(insert(_RECEIPTS), made)
            numbers = {one.attempt.id: row["number"] for one, row in zip(self._arrived, made, strict=True)}
            connection.execute(insert(_EVENTS), [self._event(one, numbers[one.attempt.id]) for one in self._arrived])
        self._look_at_cards()
        for one in self._ended:
            self._audit(one, numbers.get(one.attempt.id, ""))

    def _take(self, attempt: StripePaymentIntent, invoice: Invoice, snapshot: IntentSnapshot) -> None:
        now, received = self._now, snapshot.amount_received
        at = rules.moved_at(snapshot, now)
        ident = new_id()
        paid_before = invoice.paid_minor - invoice.refunded_minor
        self._book(ident, invoice, snapshot, at)  # before the invoice's balance changes
        if snapshot.currency == invoice.currency:
            invoice.paid_minor += received
            invoice.due_minor = invoice.total_minor - invoice.paid_minor + invoice.refunded_minor
            invoice.updated_at = now
            if invoice.due_minor <= 0:
                invoice.paid_at = at
        payment = {
            "id": ident,
            "invoice_id": invoice.id,
            "intent_id": attempt.id,
            "method": "card",
            "amount_minor": received,
            "currency": snapshot.currency,
            "card_brand": attempt.card_brand,
            "card_last4": attempt.card_last4,
            "charge_id": snapshot.latest_charge,
            "at": at,
            "user_id": attempt.user_id,
            "till": attempt.till,
        }
        self._arrived.append(
            _Arrived(attempt, MappingProxyType(payment), not snapshot.livemode, paid_before, invoice.due_minor)
        )

    def _book(self, payment_id: str, invoice: Invoice, snapshot: IntentSnapshot, at: datetime) -> None:
        charge = snapshot.latest_charge
        about = ledger.About(snapshot.currency, at, invoice_id=invoice.id, payment_id=payment_id, stripe_id=charge)
        source = rules.charge_of(snapshot)
        if snapshot.currency == invoice.currency:
            due = 0 if invoice.void else max(0, invoice.due_minor)
            self._moved.append((books.money_in(source, snapshot.amount_received, due), about))
        else:
            self._moved.append((books.unassigned(source, snapshot.amount_received), about))
        if snapshot.fee is not None:
            kept = ledger.About(snapshot.fee.currency, at, payment_id=payment_id, stripe_id=charge)
            self._moved.append((books.fee(snapshot.fee.transaction, snapshot.fee.amount), kept))

    def _receipt(self, one: _Arrived, sequence: int) -> dict[str, Any]:
        return {
            "id": new_id(),
            "sequence": sequence,
            "number": receipts.number(sequence),
            "payment_id": one.payment["id"],
            "test": one.test,
            "paid_before_minor": one.paid_before,
            "left_minor": one.due_after,
            "issued_at": self._now,
        }

    def _event(self, one: _Arrived, number: str) -> dict[str, Any]:
        payment = one.payment
        card = receipts.card_name(payment["card_brand"], payment["card_last4"])
        title = f"{card}, {reported(payment['amount_minor'], payment['currency'])}"
        return {
            "id": new_id(),
            "invoice_id": payment["invoice_id"],
            "kind": "payment",
            "title": title[:300],
            "detail": f"receipt {number}",
            "at": self._now,
        }

    def _look_at_cards(self) -> None:
        """The customers may keep another card by now. A list read before this is old news."""
        customers = sorted({one.attempt.customer_id for one in self._ended if one.attempt.customer_id is not None})
        if customers:  # in one order everywhere
            self._session.connection().execute(_LOOKED_AT, [{"customer": c, "moment": self._now} for c in customers])

    def _audit(self, one: _Ended, receipt: str) -> None:
        """Who acts has heard of it; who took it stands beside."""
        attempt = one.attempt
        after = {
            "state": attempt.state,
            "amount_minor": attempt.amount_received_minor,
            "asked_minor": attempt.amount_minor,
            "currency": attempt.currency,
            "due_minor": one.due_after,
            "charge": attempt.charge_id,
            "receipt": receipt,
            "taken_by": attempt.user_id,
            "taken_at": attempt.till,
        }
        before = {"state": one.was, "due_minor": one.due_before}
        act(self._session, None, Act.PAYMENT_RECORDED, subject(attempt), self._now, before=before, after=after)


def _check_fits(
    session: Session, attempt: StripePaymentIntent, invoice: Invoice, snapshot: IntentSnapshot, now: datetime
) -> None:
    """Money that does not fit is recorded as it is, with a note to a supervisor for each way it does not fit."""
    due = max(0, invoice.due_minor)
    fits = (snapshot.amount_received, snapshot.currency) == (attempt.amount_minor, attempt.currency)
    foreign = snapshot.currency != invoice.currency
    above = 0 if foreign else snapshot.amount_received - due
    if fits and not foreign and not invoice.void and above <= 0:
        return
    received = reported(snapshot.amount_received, snapshot.currency)
    money = (attempt, snapshot.amount_received, snapshot.currency)
    if not fits or foreign:  # an attempt that was put back may itself be in another currency than its invoice
        wanted, its = asked(attempt), invoice.currency.upper()
        detail = f"{wanted} was asked for, {received} was received."
        if foreign:
            detail = (
                f"{wanted} was asked for, {received} was received. The invoice is in {its}, so nothing of it is paid."
            )
        put_before_supervisor(session, Oddity.AMOUNT_DIFFERS, detail, now, *money)
    if invoice.void:
        detail = f"{received} was received for the voided invoice {invoice.number}."
        put_before_supervisor(session, Oddity.PAID_VOID, detail, now, *money)
    if above > 0:
        left = reported(due, invoice.currency)
        detail = f"{received} was received for {invoice.number}, which had {left} left to pay."
        put_before_supervisor(session, Oddity.OVERPAID, detail, now, attempt, above, snapshot.currency)


def next_numbers(session: Session, name: str, count: int) -> range:
    """The ``count`` next numbers of a sequence without gaps: its row stays locked until this transaction ends."""
    connection = session.connection()
    wanted = {"counter": name, "more": count}
    last = connection.execute(_NEXT, wanted).scalar()
    if last is None:
        made = (sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert)(_COUNTERS)
        connection.execute(made.values(name=name, value=0).on_conflict_do_nothing())
        last = connection.execute(_NEXT, wanted).scalar_one()
    return range(last - count + 1, last + 1)
