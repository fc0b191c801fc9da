"""A patient's customer at the processor, made when it is first needed. One for each patient, at any concurrency."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.gateway import Processor, ProcessorBusy
from pos_app.server.models import StripeCustomer, StripePaymentMethod, new_id

_PATIENCE_SECONDS: Final = (0.1, 0.2, 0.4, 0.8, 1.6)
"""Waits for another request, perhaps of another server, that is making the same customer."""


def intend(session: Session, patient_id: str, now: datetime) -> StripeCustomer:
    """The row of the patient's customer, stored now if there was none: the intention to have one."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    values = {"id": new_id(), "patient_id": patient_id, "makes": 0, "version": 1, "tries": 0, "created_at": now}
    session.execute(insert(StripeCustomer).values(**values).on_conflict_do_nothing())
    return session.scalars(select(StripeCustomer).where(StripeCustomer.patient_id == patient_id)).one()


def put_back(session: Session, patient_id: str, stripe_id: str, now: datetime) -> str | None:
    """Our id of a customer that Stripe names with one of the patient's intents; None where the patient has another.

    Books that were restored from an older copy have lost it, and the cards kept with it: they are looked at again.
    """
    known = select(StripeCustomer.id).where(StripeCustomer.stripe_id == stripe_id)
    found = session.scalar(known) if stripe_id else None
    if found is not None or not stripe_id:
        return found
    intend(session, patient_id, now)
    mine = select(StripeCustomer).where(StripeCustomer.patient_id == patient_id)
    row = session.scalars(mine.with_for_update().execution_options(populate_existing=True)).one()
    if row.stripe_id is not None or row.makes:  # made anew since, or lost at Stripe itself
        return None
    row.stripe_id, row.look_at = stripe_id, now
    row.version += 1
    return row.id


class Customers:
    def __init__(self, database: Database, processor: Processor, clock: Clock) -> None:
        self._database = database
        self._processor = processor
        self._clock = clock

    def ensure(self, patient_id: str) -> str:
        """The processor's id of the patient's customer. Raises ProcessorError.

        The row is the intention and its id the key, so twenty at once, or a retry after a crash, make one customer.
        """
        with self._database.read() as session:
            known = session.scalar(select(StripeCustomer.stripe_id).where(StripeCustomer.patient_id == patient_id))
        if known is not None:
            return known
        with self._database.write() as session:
            row = intend(session, patient_id, self._clock.now())
            ident, stripe_id, makes = row.id, row.stripe_id, row.makes
        if stripe_id is not None:
            return stripe_id
        key = f"customer:{ident}:{makes}" if makes else f"customer:{ident}"
        try:
            made = self._processor.create_customer(patient_id, key)
        except ProcessorBusy:
            found = self._made_by_another(ident)
            if found is None:
                raise
            return found
        with self._database.write() as session:
            kept = session.scalars(select(StripeCustomer).where(StripeCustomer.id == ident).with_for_update()).one()
            if kept.makes == makes:
                kept.stripe_id = kept.stripe_id or made.id
            return kept.stripe_id or made.id

    def lost(self, stripe_id: str) -> None:
        """Write down that the processor no longer has this customer, nor any of its cards: another one is made."""
        now = self._clock.now()
        with self._database.write() as session:
            found = select(StripeCustomer).where(StripeCustomer.stripe_id == stripe_id).with_for_update()
            row = session.scalars(found).one_or_none()
            if row is None:
                return
            row.stripe_id, row.look_at, row.tries = None, None, 0
            row.makes += 1
            row.version += 1
            cards = StripePaymentMethod.customer_id == row.id, StripePaymentMethod.gone_at.is_(None)
            session.execute(update(StripePaymentMethod).where(*cards).values(gone_at=now))
            left = *cards[:1], StripePaymentMethod.detached_at.is_(None)
            session.execute(update(StripePaymentMethod).where(*left).values(detached_at=now))

    def _made_by_another(self, ident: str) -> str | None:
        for seconds in _PATIENCE_SECONDS:
            time.sleep(seconds)
            with self._database.read() as session:
                found = session.get_one(StripeCustomer, ident).stripe_id
            if found is not None:
                return found
        return None
