"""Attempts that Stripe knows of and these books don't: they were restored from an older copy, and are put back.

What goes to Stripe with each intent (whose attempt, which invoice, who, at which till) is just enough for that.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import uuid4

import structlog
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pos_app.formats import reported
from pos_app.server.audit.rules import About
from pos_app.server.audit.writing import act
from pos_app.server.clock import Clock
from pos_app.server.customers import making
from pos_app.server.db import Database
from pos_app.server.gateway import EPOCH, IntentSnapshot, Processor, ProcessorBusy, ProcessorRefused
from pos_app.server.models import Invoice, InvoiceEvent, LedgerEntry, StripePaymentIntent, User
from pos_app.server.payments import recording, rules, tokens, unassigned
from pos_app.server.payments.attempts import Attempts
from pos_app.server.payments.tokens import PayTokens
from pos_app.wire.audit import Act
from pos_app.wire.auth import Role
from pos_app.wire.payments import AttemptState

SYSTEM: Final = "system"
"""The id of who took what nobody here is known to have taken. Can't log in: it is disabled and has no password."""
_ROUNDS: Final = 4


class Recovery:
    """The road for news of payment intents (see ``news.Hear``), for those in the books and those that should be."""

    def __init__(
        self, database: Database, processor: Processor, attempts: Attempts, pay_tokens: PayTokens, clock: Clock
    ) -> None:
        self._database = database
        self._processor = processor
        self._attempts = attempts
        self._tokens = pay_tokens
        self._clock = clock
        self._log = structlog.get_logger("recovery")

    def hear(self, stripe_id: str) -> str:
        """See ``news.Hear``."""
        if self._attempts.by_intent(stripe_id) is not None:
            return self._attempts.hear(stripe_id)
        return self.take(self._processor.read_intent(stripe_id))

    def take(self, snapshot: IntentSnapshot) -> str:
        """As ``hear``, of an intent not in the books that Stripe has just described.

        Raises ProcessorBusy while another attempt on its invoice is being charged.
        """
        if self._attempts.adopt(snapshot) is not None:
            return ""
        if rules.attempt_id(snapshot.attempt_id) is None:
            return "not an intent of ours"
        for _ in range(_ROUNDS):
            try:
                return self._put_back(snapshot)
            except IntegrityError:  # somebody was at it at the same time; look again at what there is now
                if self._attempts.by_intent(snapshot.id) is not None:
                    return ""
        raise ProcessorBusy("attempt_in_the_way", "Another attempt on this invoice is under way.")

    def _put_back(self, snapshot: IntentSnapshot) -> str:
        with self._database.read() as session:
            here = session.get(Invoice, snapshot.invoice_id) if snapshot.invoice_id else None
            booked = _unassigned(session, snapshot)
        if booked:
            return "unassigned: a supervisor knows"
        if here is None:
            return self._without_invoice(snapshot)
        if not rules.heard(snapshot.status).final:
            snapshot = self._make_room(snapshot)
        now = self._clock.now()
        with self._database.write() as session:
            # Apart from the payment: what arrives for another invoice takes these locks the other way round.
            customer_id = making.put_back(session, here.patient_id, snapshot.customer, now)
        with self._database.write() as session:
            invoice = recording.lock_invoice(session, snapshot.invoice_id)
            if session.get(StripePaymentIntent, snapshot.attempt_id) is not None:
                raise IntegrityError("attempt", None, LookupError("put back by another"))
            attempt = self._row(session, snapshot, customer_id, now)
            session.add(attempt)
            session.flush()
            recording.apply(session, attempt, invoice, snapshot, now)
            title = f"Put back from Stripe, {reported(snapshot.amount, snapshot.currency)}"
            event = InvoiceEvent(
                invoice_id=invoice.id, kind="recovered", title=title, detail="the books had lost it", at=now
            )
            session.add(event)
            after = {"state": attempt.state, "amount_minor": snapshot.amount, "currency": snapshot.currency}
            act(session, None, Act.PAYMENT_PUT_BACK, About("payment_intent", attempt.id, invoice.id), now, after=after)
        self._log.warning("attempt_put_back", attempt=snapshot.attempt_id, stripe_id=snapshot.id, state=snapshot.status)
        return "put back"

    def _without_invoice(self, snapshot: IntentSnapshot) -> str:
        state, now = rules.heard(snapshot.status), self._clock.now()
        if state is AttemptState.SUCCEEDED and snapshot.amount_received > 0:
            with self._database.write() as session:
                unassigned.of_no_invoice(session, snapshot, now)
            return "of no invoice here: unassigned"
        if rules.abandoned(state, _lease(snapshot, now), now):
            self._cancel(snapshot)
            return "of no invoice here: cancelled"
        return "of no invoice here"

    def _make_room(self, snapshot: IntentSnapshot) -> IntentSnapshot:
        """One live attempt on an invoice: of two, the older one is ended, unless it has been paid meanwhile."""
        other = self._live(snapshot.invoice_id)
        if other is None:
            return snapshot
        self._attempts.refresh(other[0])
        other = self._live(snapshot.invoice_id)
        if other is None:
            return snapshot
        attempt_id, begun = other
        if begun <= snapshot.created:
            self._attempts.end(attempt_id)
            if self._live(snapshot.invoice_id) is None:
                return snapshot
        else:
            ended = self._cancel(snapshot)
            if rules.heard(ended.status).final:
                return ended
        raise ProcessorBusy("attempt_in_the_way", "Another attempt on this invoice is being charged.")

    def _cancel(self, snapshot: IntentSnapshot) -> IntentSnapshot:
        # A key for this try alone: for the same one Stripe repeats an error of its own for a day.
        try:
            return self._processor.cancel_intent(snapshot.id, f"{snapshot.attempt_id}:cancel:recovery:{uuid4()}")
        except ProcessorRefused:
            return self._processor.read_intent(snapshot.id)  # paid or ended meanwhile, or being charged

    def _live(self, invoice_id: str) -> tuple[str, datetime] | None:
        found = select(StripePaymentIntent).where(
            StripePaymentIntent.invoice_id == invoice_id, StripePaymentIntent.live
        )
        with self._database.read() as session:
            row = session.scalars(found).one_or_none()
        return (row.id, row.created_at) if row else None

    def _row(
        self, session: Session, snapshot: IntentSnapshot, customer_id: str | None, now: datetime
    ) -> StripePaymentIntent:
        created = now if snapshot.created == EPOCH else snapshot.created
        return StripePaymentIntent(
            id=snapshot.attempt_id,
            request_hash="",
            stripe_id=snapshot.id,
            invoice_id=snapshot.invoice_id,
            user_id=_user(session, snapshot.user_id, now),
            till=snapshot.till[:64],
            amount_minor=snapshot.amount,
            currency=snapshot.currency,
            customer_id=customer_id,
            state=AttemptState.SUBMITTED.value,
            status="unknown",
            live=not rules.heard(snapshot.status).final,
            pay_token_hash=tokens.token_hash(self._tokens.token(snapshot.attempt_id)),
            pay_token_expires_at=created + tokens.LIFETIME,
            lease_expires_at=_lease(snapshot, now),
            created_at=created,
            updated_at=now,
        )


def _lease(snapshot: IntentSnapshot, now: datetime) -> datetime:
    return (now if snapshot.created == EPOCH else snapshot.created) + rules.LEASE


def _unassigned(session: Session, snapshot: IntentSnapshot) -> bool:
    """Whether its money is booked as nobody's: booking it for an invoice too would count it twice."""
    key = f"{rules.charge_of(snapshot)}:unassigned"
    return session.scalar(select(LedgerEntry.seq).where(LedgerEntry.key == key)) is not None


def _user(session: Session, user_id: str, now: datetime) -> str:
    """Who took it, if they are known here; else the one who stands for nobody."""
    if user_id and session.get(User, user_id) is not None:
        return user_id
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    values = {
        "id": SYSTEM,
        "username": SYSTEM,
        "display_name": "Recovered from Stripe",
        "password_hash": "!",
        "role": Role.CASHIER.value,
        "disabled": True,
        "created_at": now,
    }
    session.execute(insert(User).values(**values).on_conflict_do_nothing())
    if session.get(User, SYSTEM) is None:  # the name is somebody's
        session.execute(insert(User).values(**values | {"username": f"{SYSTEM} (Stripe)"}).on_conflict_do_nothing())
    return SYSTEM
