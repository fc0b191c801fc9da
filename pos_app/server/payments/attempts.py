"""The conversation with the processor about one attempt.

Always in this order: commit the intention, ask with a key derived from it and no lock held, commit the answer.
Every method may be called again after a crash at any point and ends the same.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import uuid4

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from pos_app.server.audit.rules import THE_SERVER, About, Actor
from pos_app.server.audit.writing import act, acting
from pos_app.server.clock import Clock
from pos_app.server.customers.making import Customers
from pos_app.server.db import Change, Database
from pos_app.server.gateway import (
    CardDeclined,
    IntentSnapshot,
    NewIntent,
    Processor,
    ProcessorBusy,
    ProcessorError,
    ProcessorRefused,
    ProcessorUnknown,
)
from pos_app.server.logs import describe
from pos_app.server.models import Invoice, StripePaymentIntent
from pos_app.server.payments import recording, rules, unassigned
from pos_app.server.payments.notifier import Notifier
from pos_app.wire.audit import Act
from pos_app.wire.payments import AttemptState

READS: Final = 4
"""Reads in one refresh while others keep writing news of the same attempt; theirs is as good as ours then."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """An attempt as it stood, without its session."""

    id: str
    invoice_id: str
    patient_id: str
    stripe_id: str | None
    state: AttemptState
    version: int
    amount_minor: int
    currency: str
    with_customer: bool
    user_id: str
    till: str
    created_at: datetime


class Attempts:
    """``refresh`` is the one road for news: webhooks, polls, hand-backs and the worker all take it."""

    def __init__(
        self,
        database: Database,
        processor: Processor,
        customers: Customers,
        clock: Clock,
        notifier: Notifier,
        who: Actor = THE_SERVER,
    ) -> None:
        """``who``: in whose name news is written down."""
        self._database = database
        self._processor = processor
        self._customers = customers
        self._clock = clock
        self._notifier = notifier
        self._who = who
        self._log = structlog.get_logger("attempts")

    def by(self, who: Actor) -> Attempts:
        """The same in somebody's name."""
        return Attempts(self._database, self._processor, self._customers, self._clock, self._notifier, who)

    def refresh(self, attempt_id: str) -> IntentSnapshot | None:
        """Read the intent from the processor and write down what it says; make it first if it was never answered.

        None when there is nothing left to learn.  Raises ProcessorError when the processor could not be asked,
        after writing that down.
        """
        for _ in range(READS):
            seen = self._look(attempt_id)
            if seen.state is AttemptState.SUCCEEDED:
                return None
            # One that was given up as failed may have an intent after all, made in spite of what the answer said.
            if seen.stripe_id is None:
                return None if seen.state.final else self.make(attempt_id)
            try:
                snapshot = self._processor.read_intent(seen.stripe_id)
            except ProcessorError:
                self._unanswered(attempt_id)
                raise
            if self._learn(attempt_id, snapshot, seen.version):
                return snapshot
        return None

    def make(self, attempt_id: str) -> IntentSnapshot | None:
        """Make the intent of a stored attempt, or repeat that with the same key. None when it has ended already.

        Raises ProcessorRefused (the attempt has failed, no money moved), ProcessorBusy or ProcessorUnknown.
        """
        seen = self._look(attempt_id)
        if seen.state.final:
            return None
        if seen.stripe_id is not None:
            return self.refresh(attempt_id)
        try:
            snapshot = self._create(seen)
        except ProcessorError as error:
            if self._look(attempt_id).stripe_id is not None:
                return self.refresh(attempt_id)  # a webhook was quicker than the answer we didn't get
            if isinstance(error, ProcessorRefused):
                self._failed(attempt_id, error.code, error.message)
            else:
                self._unanswered(attempt_id)
            raise
        self._learn(attempt_id, snapshot, None)
        if self._look(attempt_id).state is AttemptState.CANCELLED and not rules.heard(snapshot.status).final:
            # It was ended while its creation was under way. Nobody has the secret; this only tidies up.
            with contextlib.suppress(ProcessorError):
                self._cancel(attempt_id, snapshot.id)
        return snapshot

    def confirm(self, attempt_id: str, payment_method: str, return_url: str | None, *, keep: bool = False) -> None:
        """Charge a payment method; ``keep`` it for the patient, whose yes is written down already.

        Raises CardDeclined and every other ProcessorError, with the news written down.
        Where the news can't be written down that is ProcessorUnknown too, and the worker asks again.
        """
        with self._write() as session:
            attempt, _ = recording.lock(session, attempt_id)
            attempt.confirms += 1
            about = About("payment_intent", attempt.id, attempt.invoice_id)
            after = {"confirms": attempt.confirms, "keep": keep}
            act(session, None, Act.CONFIRM_PAYMENT, about, self._clock.now(), after=after)
            # Should this process die before the answer is written down, the worker asks soon.
            attempt.next_check_at = self._clock.now() + rules.CONFIRM_CHECK
            stripe_id, version = attempt.stripe_id, attempt.version
            # Of this one confirmation, which is never asked for again. The number alone would come once more in books
            # that were restored from an older copy, and Stripe remembers what it was asked with it.
            key = f"{attempt.id}:confirm:{attempt.confirms}:{uuid4()}"
        if stripe_id is None:
            raise ProcessorRefused("intent_invalid_state", "There is no payment intent yet.")
        with self._recording(attempt_id):
            try:
                snapshot = self._processor.confirm_intent(
                    stripe_id, payment_method, key, return_url=return_url, keep=keep
                )
            except ProcessorRefused as error:
                with contextlib.suppress(ProcessorError):  # the refusal is certain even if reading more is not possible
                    self.refresh(attempt_id)
                if not isinstance(error, CardDeclined) and self._look(attempt_id).state is AttemptState.SUCCEEDED:
                    return  # an earlier confirmation, perhaps one whose answer was lost, has charged it
                raise
            except ProcessorError:
                self._unanswered(attempt_id)
                raise
            if not self._learn(attempt_id, snapshot, version):
                self.refresh(attempt_id)

    def end(self, attempt_id: str) -> None:
        """Cancel an attempt, or learn that it succeeded meanwhile. Raises ProcessorBusy or ProcessorUnknown.

        An attempt whose creation was never answered can end without the processor: nobody was given the intent's
        secret, so nobody can pay it.
        """
        with self._write() as session:
            attempt, _ = recording.lock(session, attempt_id)
            if AttemptState(attempt.state).final:
                return
            recording.ask_to_cancel(session, attempt, self._clock.now())
            stripe_id = attempt.stripe_id
        self._notifier.publish(attempt_id)
        if stripe_id is None:
            try:
                made = self.make(attempt_id)
            except ProcessorRefused:
                return
            except ProcessorUnknown:
                self._end_unmade(attempt_id)
                return
            stripe_id = made.id if made else None
        if stripe_id is not None:
            self._cancel(attempt_id, stripe_id)

    def adopt(self, snapshot: IntentSnapshot) -> str | None:
        """Take news of an intent we don't know by its id; the attempt it was made for, or None if it isn't ours.

        ``snapshot`` must come from the processor itself.  This is how a webhook that overtakes our own commit is
        understood.
        """
        with self._write() as session:
            ours = session.get(StripePaymentIntent, snapshot.attempt_id) if snapshot.attempt_id else None
            if ours is None:
                return None
            attempt, invoice = recording.lock(session, ours.id)
            now = self._clock.now()
            if attempt.stripe_id not in (None, snapshot.id):
                if rules.heard(snapshot.status) is AttemptState.SUCCEEDED:
                    unassigned.second_intent(session, attempt, snapshot, now)
                return attempt.id
            recording.apply(session, attempt, invoice, snapshot, now)
            over = AttemptState(attempt.state).final and not rules.heard(snapshot.status).final
        self._notifier.publish(attempt.id)
        if over:  # it ended before its intent was heard of; nobody has the secret, so this only tidies up
            with contextlib.suppress(ProcessorError):
                self._cancel(attempt.id, snapshot.id)
        return attempt.id

    def postpone(self, attempt_id: str) -> None:
        """Look at it again later: it could not be looked at now, which counts as a try."""
        self._unanswered(attempt_id)

    def hear(self, stripe_id: str) -> str:
        """News of a payment intent, by whatever way (see ``news.Hear``)."""
        attempt_id = self.by_intent(stripe_id)
        if attempt_id is not None:
            self.refresh(attempt_id)
        else:
            attempt_id = self.adopt(self._processor.read_intent(stripe_id))
        return "" if attempt_id else "not an intent of ours"

    def by_intent(self, stripe_id: str) -> str | None:
        """The attempt that has this intent."""
        with self._database.read() as session:
            return session.scalar(select(StripePaymentIntent.id).where(StripePaymentIntent.stripe_id == stripe_id))

    @contextlib.contextmanager
    def _recording(self, attempt_id: str) -> Iterator[None]:
        """Once the processor was asked, a database that gives out must not sound as if nothing had happened."""
        try:
            yield
        except SQLAlchemyError as error:
            self._log.error("answer_not_recorded", attempt=attempt_id, **describe(error))
            raise ProcessorUnknown("not_recorded", "Stripe's answer could not be written down.") from error

    def _look(self, attempt_id: str) -> _Seen:
        query = (
            select(StripePaymentIntent, Invoice.patient_id)
            .join(Invoice, Invoice.id == StripePaymentIntent.invoice_id)
            .where(StripePaymentIntent.id == attempt_id)
        )
        with self._database.read() as session:
            row, patient_id = session.execute(query).one()
            return _Seen(
                id=row.id,
                invoice_id=row.invoice_id,
                patient_id=patient_id,
                stripe_id=row.stripe_id,
                state=AttemptState(row.state),
                version=row.version,
                amount_minor=row.amount_minor,
                currency=row.currency,
                with_customer=row.customer_id is not None,
                user_id=row.user_id,
                till=row.till,
                created_at=row.created_at,
            )

    def _create(self, seen: _Seen) -> IntentSnapshot:
        if not seen.with_customer:
            return self._create_for(seen, "")
        customer = self._customers.ensure(seen.patient_id)
        try:
            return self._create_for(seen, customer)
        except ProcessorRefused as error:
            if (error.code, error.param) != ("resource_missing", "customer"):
                raise
        self._customers.lost(customer)  # deleted at the processor; no intent was made, so another key is safe
        return self._create_for(seen, self._customers.ensure(seen.patient_id))

    def _create_for(self, seen: _Seen, customer: str) -> IntentSnapshot:
        new = NewIntent(
            attempt_id=seen.id,
            invoice_id=seen.invoice_id,
            amount=seen.amount_minor,
            currency=seen.currency,
            customer=customer,
            user_id=seen.user_id,
            till=seen.till,
        )
        try:
            key = f"{seen.id}:create:{customer}" if customer else f"{seen.id}:create"
            return self._processor.create_intent(new, key)
        except ProcessorUnknown as error:
            if not error.answered:
                raise
            # The processor replays its 5xx for this key for a day, so asking again with it can't end the doubt.
            found = self._processor.find_intent(seen.id, seen.created_at)
            if found is not None:
                return found
            if self._clock.now() - seen.created_at > rules.CREATION_GIVEN_UP:
                raise ProcessorRefused(error.code, "Stripe could not prepare this payment.") from error
            raise

    def _cancel(self, attempt_id: str, stripe_id: str) -> None:
        # Of this try alone: cancelling moves no money, and an old refusal must not be replayed for ever.
        key = f"{attempt_id}:cancel:{uuid4()}"
        try:
            snapshot = self._processor.cancel_intent(stripe_id, key)
        except ProcessorRefused:
            self.refresh(attempt_id)  # it has succeeded, ended, or is being charged: the intent itself says which
            return
        except ProcessorBusy:
            self.refresh(attempt_id)  # someone else is at it, perhaps another cancellation
            if not self._look(attempt_id).state.final:
                raise
            return
        except ProcessorError:
            self._unanswered(attempt_id)
            raise
        self._learn(attempt_id, snapshot, None)

    def _learn(self, attempt_id: str, snapshot: IntentSnapshot, read_at_version: int | None) -> bool:
        """Write ``snapshot`` down; False if something newer was written since the read it comes from began."""
        return self._written(attempt_id, self._database.change(self._news(attempt_id, snapshot, read_at_version)))

    def learn_many(self, news: Sequence[tuple[str, IntentSnapshot, int]]) -> Iterator[tuple[str, bool]]:
        """As ``refresh`` does for one: attempts, what was read of each, at which version that began.

        True for those that are written down. Raises what one of them raises; all others are committed then.
        """
        try:
            all_written = self._database.change(self._all_news(news))
        except Exception as error:  # noqa: BLE001 - nothing of it is written; each alone tells what is wrong with it
            self._log.info("not_written_together", attempts=len(news), **describe(error))
        else:
            for attempt_id, changed in all_written.items():
                yield attempt_id, self._written(attempt_id, changed)
            return
        made = self._database.together([self._news(*one) for one in news])
        for (attempt_id, _, _), written in zip(news, made, strict=True):
            yield attempt_id, self._written(attempt_id, written.result())

    def _all_news(self, news: Sequence[tuple[str, IntentSnapshot, int]]) -> Change[dict[str, bool | None]]:
        def write(session: Session) -> dict[str, bool | None]:
            """For each attempt as ``_news`` would say."""
            acting(session, self._who)
            rows = recording.lock_all(session, [attempt_id for attempt_id, _, _ in news])
            fresh = [
                (*rows[attempt_id], snapshot)
                for attempt_id, snapshot, version in news
                if not rules.outdated(version, rows[attempt_id][0].version, snapshot)
            ]
            with session.no_autoflush:  # as below
                changed = recording.apply_all(session, fresh, self._clock.now())
            written: dict[str, bool | None] = {attempt_id: None for attempt_id, _, _ in news}
            return written | {attempt.id: one for (attempt, _, _), one in zip(fresh, changed, strict=True)}

        return write

    def _news(self, attempt_id: str, snapshot: IntentSnapshot, read_at_version: int | None) -> Change[bool | None]:
        def write(session: Session) -> bool | None:
            """Whether anything has changed; None if the snapshot is outdated."""
            acting(session, self._who)
            attempt, invoice = recording.lock(session, attempt_id)
            if read_at_version is not None and rules.outdated(read_at_version, attempt.version, snapshot):
                return None
            with session.no_autoflush:  # both rows are at hand: nothing that is asked for on the way depends on them
                return recording.apply(session, attempt, invoice, snapshot, self._clock.now())

        return write

    def _written(self, attempt_id: str, changed: bool | None) -> bool:
        if changed:
            self._notifier.publish(attempt_id)
        return changed is not None

    @contextlib.contextmanager
    def _write(self) -> Iterator[Session]:
        with self._database.write() as session:
            acting(session, self._who)
            yield session

    def _unanswered(self, attempt_id: str) -> None:
        with self._write() as session:
            attempt, _ = recording.lock(session, attempt_id)
            recording.unanswered(session, attempt, self._clock.now())
        self._notifier.publish(attempt_id)

    def _failed(self, attempt_id: str, code: str, message: str) -> None:
        with self._write() as session:
            attempt, _ = recording.lock(session, attempt_id)
            recording.refused(session, attempt, code, message, self._clock.now())
        self._notifier.publish(attempt_id)

    def _end_unmade(self, attempt_id: str) -> None:
        with self._write() as session:
            attempt, _ = recording.lock(session, attempt_id)
            if attempt.stripe_id is None and not AttemptState(attempt.state).final:
                recording.cancelled_unmade(session, attempt, self._clock.now())
        self._notifier.publish(attempt_id)
