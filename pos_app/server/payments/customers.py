"""A patient's customer at the processor, made when a card is to be kept. One for each patient, at any concurrency."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.gateway import Processor
from pos_app.server.models import StripeCustomer, new_id


class Customers:
    def __init__(self, database: Database, processor: Processor, clock: Clock) -> None:
        self._database = database
        self._processor = processor
        self._clock = clock

    def ensure(self, patient_id: str) -> str:
        """The processor's id of the patient's customer. Raises ProcessorError.

        The row is the intention and its id the key, so twenty at once, or a retry after a crash, make one customer.
        """
        insert = sqlite.insert if self._database.sqlite else postgresql.insert
        mine = select(StripeCustomer).where(StripeCustomer.patient_id == patient_id)
        with self._database.write() as session:
            values = {"id": new_id(), "patient_id": patient_id, "created_at": self._clock.now()}
            session.execute(insert(StripeCustomer).values(**values).on_conflict_do_nothing())
            row = session.scalars(mine).one()
        if row.stripe_id is not None:
            return row.stripe_id
        made = self._processor.create_customer(patient_id, f"customer:{row.id}")
        with self._database.write() as session:
            kept = session.scalars(mine.with_for_update()).one()
            kept.stripe_id = kept.stripe_id or made.id
            return kept.stripe_id
