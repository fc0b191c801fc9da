"""The conversation with Stripe about one refund.

Always in this order: commit the intention, ask with a key derived from it and no lock held, commit the answer.
Every method may be called again after a crash at any point and ends the same.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import uuid4

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from pos_app.server.audit.rules import THE_SERVER, Actor
from pos_app.server.audit.writing import acting
from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.gateway import (
    NewRefund,
    Processor,
    ProcessorError,
    ProcessorRefused,
    ProcessorUnknown,
    RefundSnapshot,
)
from pos_app.server.logs import describe
from pos_app.server.models import Payment, StripeRefund
from pos_app.server.news import Hear
from pos_app.server.payments import rules as attempt_rules
from pos_app.server.refunds import recording, rows, rules, unassigned
from pos_app.server.refunds.rows import Locked
from pos_app.server.text import plausible_id
from pos_app.wire.audit import Act
from pos_app.wire.refunds import RefundState

READS: Final = 4
"""Reads in one refresh while others keep writing news of the same refund; theirs is as good as ours then."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A refund as it stood, without its session."""

    id: str
    charge_id: str
    stripe_id: str | None
    state: RefundState
    status: str
    version: int
    amount_minor: int
    currency: str
    reason_code: str
    created_at: datetime

    def is_made_by(self, snapshot: RefundSnapshot) -> bool:
        """Whether what Stripe has is what we asked for, and not something else with our id on it."""
        return (
            snapshot.refund_id == self.id
            and self.stripe_id in (None, snapshot.id)
            and (self.stripe_id is not None or rules.may_be_made(self.state))
            and (snapshot.charge_id, snapshot.amount, snapshot.currency)
            == (self.charge_id, self.amount_minor, self.currency)
        )


class Refunds:
    """``refresh`` and ``hear`` are the roads for news. ``hear_intent`` is asked where a payment is not on record yet:
    its own news may be on the way."""

    def __init__(
        self, database: Database, processor: Processor, clock: Clock, hear_intent: Hear, who: Actor = THE_SERVER
    ) -> None:
        """``who``: in whose name news is written down."""
        self._database = database
        self._processor = processor
        self._clock = clock
        self._hear_intent = hear_intent
        self._who = who
        self._log = structlog.get_logger("refunds")

    def by(self, who: Actor) -> Refunds:
        """The same in somebody's name."""
        return Refunds(self._database, self._processor, self._clock, self._hear_intent, who)

    def refresh(self, refund_id: str) -> None:
        """Read the refund from Stripe and write down what it says; make it first if it is approved and not made.

        Raises ProcessorError when Stripe could not be asked, after writing that down.
        """
        for _ in range(READS):
            seen = self._look(refund_id)
            if seen.stripe_id is None:
                if seen.state in (RefundState.APPROVED, RefundState.SUBMITTED):
                    self.submit(refund_id)
                return
            if seen.state in (RefundState.FAILED, RefundState.CANCELLED):
                return
            try:
                snapshot = self._processor.read_refund(seen.stripe_id)
            except ProcessorError:
                self._unanswered(refund_id)
                raise
            if self._learn(refund_id, snapshot, seen.version):
                return

    def submit(self, refund_id: str) -> None:
        """Make an approved refund at Stripe, or find out what came of an earlier try before trying again.

        Raises ProcessorError: ProcessorRefused (it has failed, no money moved), ProcessorBusy or ProcessorUnknown.
        """
        first = self._begin(refund_id)
        if first is None:
            return
        with self._recording(refund_id):
            try:
                snapshot = self._make(self._look(refund_id), first=first)
            except ProcessorRefused as error:
                self._refused(refund_id, error)
                raise
            except ProcessorError:
                self._unanswered(refund_id)
                raise
            self._learn(refund_id, snapshot, None)

    def cancel(self, refund_id: str) -> bool:
        """Take back a refund that waits for the patient. False if it had moved on: its state says where.

        Raises ProcessorBusy or ProcessorUnknown.
        """
        seen = self._look(refund_id)
        if seen.stripe_id is None or seen.state is not RefundState.REQUIRES_ACTION:
            return False
        # Of this try alone: an old refusal must not be replayed for ever.
        key = f"{refund_id}:cancel:{uuid4()}"
        with self._recording(refund_id):
            try:
                snapshot = self._processor.cancel_refund(seen.stripe_id, key)
            except ProcessorRefused:
                self.refresh(refund_id)
                return self._look(refund_id).state is RefundState.CANCELLED
            except ProcessorError:
                self._unanswered(refund_id)
                raise
            self._learn(refund_id, snapshot, None)
        return self._look(refund_id).state is RefundState.CANCELLED

    def hear(self, stripe_id: str) -> str:
        """News of a refund, by whatever way (see ``news.Hear``)."""
        refund_id = self._by_stripe(stripe_id)
        if refund_id is not None:
            self.refresh(refund_id)
            return ""
        return self._adopt(self._processor.read_refund(stripe_id))

    def hear_charge(self, charge_id: str) -> str:
        """News of a charge from which something was given back: each of its refunds is looked at."""
        remarks = []
        for snapshot in list(self._processor.refunds_of(charge_id)):
            refund_id = self._by_stripe(snapshot.id)
            if refund_id is None:
                remarks.append(self._adopt(snapshot))
            elif self._look(refund_id).status != snapshot.status:
                self.refresh(refund_id)
        return "; ".join(sorted({remark for remark in remarks if remark}))

    def postpone(self, refund_id: str) -> None:
        """Look at it again later: it could not be looked at now, which counts as a try."""
        self._unanswered(refund_id)

    def _begin(self, refund_id: str) -> bool | None:
        """True: Stripe has never been asked for it, and the caller is the one to ask. None: there is nothing to ask."""
        with self._session() as session:
            here = rows.lock(session, refund_id)
            if here.refund.stripe_id is not None:
                return None
            state = RefundState(here.refund.state)
            if state is RefundState.APPROVED:
                recording.submitted(session, here, self._clock.now())
                return True
            return False if state is RefundState.SUBMITTED else None

    def _make(self, seen: _Seen, *, first: bool) -> RefundSnapshot:
        # A first try too where Stripe may have forgotten the key: these books may be an older copy.
        forgotten = self._clock.now() - seen.created_at > rules.KEY_KEPT
        found = self._find(seen) if forgotten or not first else None
        if found is not None:
            return found
        new = NewRefund(seen.id, seen.charge_id, seen.amount_minor, rules.stripe_reason(seen.reason_code))
        try:
            return self._processor.create_refund(new, f"{seen.id}:create")
        except ProcessorRefused:
            # "Already refunded" may be our own doing: a try whose answer was lost, or another server's just now.
            found = self._find(seen)
            if found is None:
                raise
            return found

    def _find(self, seen: _Seen) -> RefundSnapshot | None:
        """What Stripe has of a refund that it was asked for; None when it has nothing.

        Raises ProcessorUnknown where it would not let us look: that says nothing about the refund.
        """
        try:
            made = self._processor.refunds_of(seen.charge_id)
            return next((one for one in made if seen.is_made_by(one)), None)
        except ProcessorRefused as error:
            raise ProcessorUnknown(error.code, error.message) from error

    def _adopt(self, snapshot: RefundSnapshot) -> str:
        """Take news of a refund we don't know by its id: ours, whose answer we have not heard, or made elsewhere."""
        ours = self._look_at(snapshot.refund_id)
        if ours is not None and ours.is_made_by(snapshot) and self._take_for_ours(ours.id, snapshot):
            return ""
        payment_id = self._payment_of(snapshot)
        if payment_id is None:
            with self._session() as session:
                now = self._clock.now()
                if unassigned.apply(session, snapshot, now):
                    return "of money that is unassigned"
                recording.note_unknown(session, snapshot, now)
            return "a refund of a charge that is not in these books"
        with self._session() as session:
            payment, invoice = rows.lock_payment(session, payment_id)
            now = self._clock.now()
            known = session.scalar(select(StripeRefund.id).where(StripeRefund.stripe_id == snapshot.id))
            if known is not None:
                recording.apply(session, rows.lock(session, known), snapshot, now)
                return ""
            lost = ours is None and attempt_rules.attempt_id(snapshot.refund_id) is not None
            here = Locked(recording.not_asked_here(session, payment, snapshot, now, lost=lost), payment, invoice)
            recording.audit(
                session, None, here, Act.REFUND_FOUND, now, stripe_id=snapshot.id, origin=here.refund.origin
            )
            recording.apply(session, here, snapshot, now)
            # Anybody who may use Stripe's dashboard can write an id like ours on a refund: that nobody here is known to
            # have approved it is told in any case.
            recording.note_elsewhere(session, here, now)
        return "put back" if lost else "made in Stripe's dashboard"

    def _take_for_ours(self, refund_id: str, snapshot: RefundSnapshot) -> bool:
        """Write down that Stripe has made a refund of ours; False if it was refused, withdrawn or made meanwhile.

        Of one that nobody has approved here a supervisor is told: these books are an older copy, or somebody wrote our
        id on a refund in Stripe's dashboard. Either way the patient has the money, and must not get it twice.
        """
        with self._session() as session:
            here = rows.lock(session, refund_id)
            state = RefundState(here.refund.state)
            made_by = here.refund.stripe_id
            if made_by not in (None, snapshot.id) or (made_by is None and not rules.may_be_made(state)):
                return False
            now = self._clock.now()
            recording.apply(session, here, snapshot, now)
            if state is RefundState.REQUESTED:
                recording.note_elsewhere(session, here, now)
        return True

    def _payment_of(self, snapshot: RefundSnapshot) -> str | None:
        with self._database.read() as session:
            found = rows.payment_of(session, snapshot.charge_id)
        if found is None and snapshot.intent_id:
            self._hear_intent(snapshot.intent_id)
            with self._database.read() as session:
                return rows.payment_of(session, snapshot.charge_id)
        return found

    def _by_stripe(self, stripe_id: str) -> str | None:
        with self._database.read() as session:
            return session.scalar(select(StripeRefund.id).where(StripeRefund.stripe_id == stripe_id))

    def _look(self, refund_id: str) -> _Seen:
        found = self._look_at(refund_id)
        assert found is not None
        return found

    def _look_at(self, refund_id: str) -> _Seen | None:
        if not plausible_id(refund_id):
            return None
        query = (
            select(StripeRefund, Payment.charge_id)
            .join(Payment, Payment.id == StripeRefund.payment_id)
            .where(StripeRefund.id == refund_id)
        )
        with self._database.read() as session:
            found = session.execute(query).one_or_none()
        if found is None:
            return None
        row, charge_id = found
        return _Seen(
            id=row.id,
            charge_id=charge_id,
            stripe_id=row.stripe_id,
            state=RefundState(row.state),
            status=row.status,
            version=row.version,
            amount_minor=row.amount_minor,
            currency=row.currency,
            reason_code=row.reason_code,
            created_at=row.created_at,
        )

    @contextlib.contextmanager
    def _recording(self, refund_id: str) -> Iterator[None]:
        """Once Stripe was asked, a database that gives out must not sound as if nothing had happened."""
        try:
            yield
        except SQLAlchemyError as error:
            self._log.error("answer_not_recorded", refund=refund_id, **describe(error))
            raise ProcessorUnknown("not_recorded", "Stripe's answer could not be written down.") from error

    def _learn(self, refund_id: str, snapshot: RefundSnapshot, read_at_version: int | None) -> bool:
        """Write ``snapshot`` down; False if something newer was written since the read it comes from began."""
        with self._session() as session:
            here = rows.lock(session, refund_id)
            if here.refund.stripe_id not in (None, snapshot.id):
                return True  # another one with our id on it was heard of first; this one's own news is on the way
            if read_at_version is not None and rules.outdated(read_at_version, here.refund.version, snapshot.status):
                return False
            recording.apply(session, here, snapshot, self._clock.now())
        return True

    def _unanswered(self, refund_id: str) -> None:
        self._write(refund_id, lambda session, here: recording.unanswered(session, here, self._clock.now()))

    def _refused(self, refund_id: str, error: ProcessorRefused) -> None:
        def write(session: Session, here: Locked) -> None:
            recording.refused(session, here, error.code, error.message, self._clock.now())

        self._write(refund_id, write)

    @contextlib.contextmanager
    def _session(self) -> Iterator[Session]:
        with self._database.write() as session:
            acting(session, self._who)
            yield session

    def _write(self, refund_id: str, what: Callable[[Session, Locked], None]) -> None:
        with self._session() as session:
            what(session, rows.lock(session, refund_id))
