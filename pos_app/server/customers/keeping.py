"""The cards patients keep, held level with the processor. One road: read the customer's list, write it down.

Successes, events, removals and the worker all end in ``look``. What is to be looked at stands in the database
(``StripeCustomer.look_at``), so that a crash or a processor that is away only delays it, and never disturbs a payment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.server.audit.rules import About
from pos_app.server.audit.writing import act
from pos_app.server.clock import Clock
from pos_app.server.customers import rules
from pos_app.server.customers.making import Customers
from pos_app.server.db import Database
from pos_app.server.gateway import Processor, ProcessorError, ProcessorRefused, SavedCard
from pos_app.server.models import CardConsent, StripeCustomer, StripePaymentIntent, StripePaymentMethod, new_id
from pos_app.wire.audit import Act

ROUNDS: Final = 5
"""Lists read in one look while others keep writing; what is left then is looked at again soon."""
FORGET_CHECK: Final = timedelta(seconds=10)
"""How soon the processor is asked again about a removal whose end was never written down."""


@dataclass(frozen=True, slots=True)
class _Seen:
    stripe_id: str | None
    version: int


class KeptCards:
    """Also the chore that finishes what was cut off; its items are our customers' ids."""

    name = "kept_cards"

    def __init__(self, database: Database, processor: Processor, customers: Customers, clock: Clock) -> None:
        self._database = database
        self._processor = processor
        self._customers = customers
        self._clock = clock
        self._log = structlog.get_logger("kept_cards")

    def look(self, customer_id: str) -> None:
        """Bring our books level with the processor's list, and let it forget what is to be forgotten.

        Raises ProcessorError. No lock is held while the processor is asked; a list that was read before something
        newer was written down is thrown away.
        """
        for _ in range(ROUNDS):
            seen = self._seen(customer_id)
            if seen.stripe_id is None:
                return
            try:
                listed = list(self._processor.saved_cards(seen.stripe_id))
            except ProcessorRefused as error:
                if error.code != "resource_missing":
                    raise
                self._customers.lost(seen.stripe_id)
                return
            forget = self._write(customer_id, seen, listed)
            if forget is not None:
                for card in forget:
                    self.forget(card)
                return
        self._due(customer_id, self._clock.now())

    def forget(self, stripe_id: str) -> None:
        """Let the processor forget a card whose removal is written down. Raises ProcessorError."""
        self._processor.forget_card(stripe_id)
        with self._database.write() as session:
            row = session.scalars(select(StripePaymentMethod).where(StripePaymentMethod.stripe_id == stripe_id)).one()
            customer = _locked(session, row.customer_id)
            row.gone_at = row.gone_at or self._clock.now()
            customer.version += 1

    def hear(self, stripe_id: str) -> str:
        """News of a payment method, by whatever way (see ``news.Hear``)."""
        ours = select(StripePaymentMethod).where(StripePaymentMethod.stripe_id == stripe_id)
        with self._database.read() as session:
            row = session.scalars(ours).one_or_none()
        if row is not None:
            if row.gone_at is None:
                self.look(row.customer_id)
            return ""
        card = self._processor.read_saved_card(stripe_id)
        if card is None:
            return "not kept by anyone"
        with self._database.read() as session:
            found = session.scalar(select(StripeCustomer.id).where(StripeCustomer.stripe_id == card.customer))
        if found is None:
            return "not a customer of ours"
        self.look(found)
        return ""

    def due(self, limit: int) -> Sequence[str]:
        query = select(StripeCustomer.id).where(StripeCustomer.look_at <= self._clock.now())
        with self._database.read() as session:
            return session.scalars(query.order_by(StripeCustomer.look_at).limit(limit)).all()

    def do(self, ident: str) -> None:
        try:
            self.look(ident)
        except ProcessorError:
            self.postpone(ident)
            raise

    def postpone(self, ident: str) -> None:
        with self._database.write() as session:
            row = _locked(session, ident)
            row.tries += 1
            row.look_at = self._clock.now() + rules.look_again(row.tries)

    def catch_up(self, customer_id: str) -> None:
        """Look now if a look is due; what the processor can't be asked for just now is left to the worker."""
        with self._database.read() as session:
            due = session.get_one(StripeCustomer, customer_id).look_at
        if due is None or due > self._clock.now():
            return
        try:
            self.do(customer_id)
        except ProcessorError as error:
            self._log.info("cards_not_read", customer=customer_id, code=error.code)

    def session_for(self, customer: str) -> str:
        """The secret with which a page may show the kept cards of the processor's ``customer``; empty without any.

        Empty too when the processor doesn't give one just now: a card can be typed all the same.
        """
        kept = (
            select(StripePaymentMethod.id)
            .join(StripeCustomer, StripeCustomer.id == StripePaymentMethod.customer_id)
            .where(StripeCustomer.stripe_id == customer, StripePaymentMethod.detached_at.is_(None))
        )
        with self._database.read() as session:
            if not customer or session.scalars(kept.limit(1)).first() is None:
                return ""
        try:
            return self._processor.card_session(customer)
        except ProcessorError as error:
            self._log.warning("no_card_session", customer=customer, code=error.code)
            return ""

    def _seen(self, customer_id: str) -> _Seen:
        with self._database.read() as session:
            row = session.get_one(StripeCustomer, customer_id)
            return _Seen(row.stripe_id, row.version)

    def _due(self, customer_id: str, when: datetime) -> None:
        with self._database.write() as session:
            _locked(session, customer_id).look_at = when

    def _write(self, customer_id: str, seen: _Seen, listed: Sequence[SavedCard]) -> list[str] | None:
        """Write the list down; the cards to forget, or None if something newer was written since it was read."""
        now = self._clock.now()
        with self._database.write() as session:
            customer = _locked(session, customer_id)
            if (customer.stripe_id, customer.version) != (seen.stripe_id, seen.version):
                return None
            # in the order of their ids on every server
            found = select(StripePaymentMethod).where(StripePaymentMethod.customer_id == customer_id)
            rows = {row.stripe_id: row for row in session.scalars(found.order_by(StripePaymentMethod.id))}
            consents = _consents(session, [card.id for card in listed])
            unwanted = {pm for pm, consent in consents.items() if _kept_against(consent, rows.get(pm))}
            live = [row for row in rows.values() if row.gone_at is None]
            plan = rules.plan([rules.Known(row.stripe_id, row.detached_at is None) for row in live], listed, unwanted)
            for stripe_id in plan.gone:
                rows[stripe_id].gone_at = now
                _let_go(session, customer, rows[stripe_id], now)
            for card in plan.forget:
                row = _noted(session, rows, customer_id, card, consents, now)
                _let_go(session, customer, row, now)
            session.flush()  # their places are free before others take them
            for card in plan.keep:
                _noted(session, rows, customer_id, card, consents, now)
            customer.version += 1
            customer.tries = 0
            customer.look_at = now + FORGET_CHECK if plan.forget else None
        return [card.id for card in plan.forget]


def _locked(session: Session, customer_id: str) -> StripeCustomer:
    found = select(StripeCustomer).where(StripeCustomer.id == customer_id).with_for_update(key_share=True)
    return session.scalars(found.execution_options(populate_existing=True)).one()


def _let_go(session: Session, customer: StripeCustomer, row: StripePaymentMethod, now: datetime) -> None:
    """It is kept no more, without anybody here having removed it."""
    if row.detached_at is None:
        row.detached_at = now
        act(session, None, Act.CARD_GONE, About("card", row.id), now, after={"patient": customer.patient_id})


def _consents(session: Session, cards: Sequence[str]) -> dict[str, CardConsent]:
    """What was said to keeping a card, by the payment method the attempt was last charged with."""
    query = (
        select(StripePaymentIntent.payment_method_id, CardConsent)
        .join(CardConsent, CardConsent.intent_id == StripePaymentIntent.id)
        .where(StripePaymentIntent.payment_method_id.in_(cards))
        .order_by(CardConsent.at.desc())
    )
    return {str(card): consent for card, consent in session.execute(query)}  # the first yes to a card is its own


def _kept_against(consent: CardConsent, row: StripePaymentMethod | None) -> bool:
    """Whether a card was kept though the patient took the yes back; one kept from before is not meant by that."""
    return consent.withdrawn_at is not None and (row is None or row.created_at >= consent.at)


def _noted(
    session: Session,
    rows: dict[str, StripePaymentMethod],
    customer_id: str,
    card: SavedCard,
    consents: dict[str, CardConsent],
    now: datetime,
) -> StripePaymentMethod:
    row = rows.get(card.id)
    if row is None:
        row = StripePaymentMethod(id=new_id(), customer_id=customer_id, stripe_id=card.id, created_at=now)
        rows[card.id] = row
        session.add(row)
    row.brand, row.last4, row.fingerprint = card.card.brand, card.card.last4, card.fingerprint
    row.exp_month, row.exp_year = card.card.exp_month or 0, card.card.exp_year or 0
    consent = consents.get(card.id)
    if row.consent_id is None and consent is not None and consent.withdrawn_at is None:
        row.consent_id = consent.id
    return row
