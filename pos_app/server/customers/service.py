"""Customers and their kept cards: what the routes may ask, with the rights of whoever asks."""

from __future__ import annotations

from datetime import datetime

import structlog
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from pos_app.server.audit.rules import About
from pos_app.server.audit.writing import act
from pos_app.server.clock import Clock
from pos_app.server.customers import rules
from pos_app.server.customers.choosing import find_card
from pos_app.server.customers.keeping import FORGET_CHECK, KeptCards
from pos_app.server.customers.making import Customers
from pos_app.server.db import Database
from pos_app.server.errors import not_found
from pos_app.server.gateway import ProcessorError
from pos_app.server.models import CardConsent, Invoice, Patient, StripeCustomer, StripePaymentMethod, User
from pos_app.server.payments.problems import problem
from pos_app.server.permissions import Action, Principal, Scope
from pos_app.server.text import plausible_id
from pos_app.wire.audit import Act
from pos_app.wire.customers import CustomerAnswer, SavedCard, SavedCards


class CustomerService:
    """Every method raises ApiError for what it refuses. What is not theirs is ``not_found``, as what is not there."""

    def __init__(self, database: Database, customers: Customers, kept: KeptCards, clock: Clock) -> None:
        self._database = database
        self._customers = customers
        self._kept = kept
        self._clock = clock
        self._log = structlog.get_logger("customers")

    def ensure(self, who: Principal, patient_id: str) -> CustomerAnswer:
        """The patient's customer, made if there is none."""
        with self._database.read() as session:
            if not _may(session, who, Action.TAKE_PAYMENT, patient_id):
                raise not_found("patient")
        try:
            self._customers.ensure(patient_id)
        except ProcessorError as error:
            raise problem(error) from error
        with self._database.read() as session:
            return _answer(session.scalars(select(StripeCustomer).where(StripeCustomer.patient_id == patient_id)).one())

    def of_patient(self, who: Principal, patient_id: str) -> CustomerAnswer:
        """The patient's customer; asks and makes nothing."""
        with self._database.read() as session:
            if not plausible_id(patient_id) or not _may(session, who, Action.SEE_CARDS, patient_id):
                raise not_found("customer")
            row = session.scalars(select(StripeCustomer).where(StripeCustomer.patient_id == patient_id)).one_or_none()
        if row is None:
            raise not_found("customer")
        return _answer(row)

    def cards(self, who: Principal, reference: str) -> SavedCards:
        """The customer's kept cards, newest first, by our id of it or the processor's."""
        ours = or_(StripeCustomer.id == reference, StripeCustomer.stripe_id == reference)
        with self._database.read() as session:
            customer = None
            if plausible_id(reference):
                customer = session.scalars(select(StripeCustomer).where(ours)).one_or_none()
            if customer is None or not _may(session, who, Action.SEE_CARDS, customer.patient_id):
                raise not_found("customer")
        self._kept.catch_up(customer.id)
        query = (
            select(StripePaymentMethod, User.display_name)
            .outerjoin(CardConsent, CardConsent.id == StripePaymentMethod.consent_id)
            .outerjoin(User, User.id == CardConsent.user_id)
            .where(StripePaymentMethod.customer_id == customer.id, StripePaymentMethod.detached_at.is_(None))
            .options(joinedload(StripePaymentMethod.consent))
            .order_by(StripePaymentMethod.created_at.desc(), StripePaymentMethod.id.desc())
        )
        now = self._clock.now()
        with self._database.read() as session:
            return SavedCards(items=tuple(_card(row, name, now) for row, name in session.execute(query)))

    def remove(self, who: Principal, reference: str) -> None:
        """Take a kept card away, once and for all; again for one that was taken away already.

        Once this returns nobody can pay with it here, and the processor lets go of it as soon as it can be asked.
        """
        now = self._clock.now()
        with self._database.write() as session:
            card = find_card(session, reference)
            if card is None or not _may(session, who, Action.USE_CARDS, card.customer.patient_id):
                raise not_found("card")
            found = select(StripeCustomer).where(StripeCustomer.id == card.customer_id)
            customer = session.scalars(
                found.with_for_update(key_share=True).execution_options(populate_existing=True)
            ).one()
            session.refresh(card)
            if card.gone_at is not None:
                return
            if card.detached_at is None:
                card.detached_at, card.detached_by = now, who.id
                act(session, who, Act.REMOVE_CARD, About("card", card.id), now, after={"patient": customer.patient_id})
            customer.version += 1
            customer.look_at = now + FORGET_CHECK
            stripe_id = card.stripe_id
        try:
            self._kept.forget(stripe_id)
        except ProcessorError as error:
            self._log.info("card_not_forgotten_yet", card=card.id, code=error.code)


def _may(session: Session, who: Principal, action: Action, patient_id: str) -> bool:
    """A patient belongs to every site where they have an invoice."""
    match who.scope(action):
        case Scope.OWN:
            return who.patient_id is not None and who.patient_id == patient_id
        case Scope.SITE:
            theirs = select(Invoice.id).where(Invoice.patient_id == patient_id, Invoice.site_id.in_(who.site_ids))
            return session.scalars(theirs.limit(1)).first() is not None
        case Scope.ALL:
            return session.get(Patient, patient_id) is not None
        case Scope.NONE:
            return False


def _answer(row: StripeCustomer) -> CustomerAnswer:
    return CustomerAnswer(
        id=row.id, stripe_customer_id=row.stripe_id, patient_id=row.patient_id, created_at=row.created_at
    )


def _card(row: StripePaymentMethod, name: str | None, now: datetime) -> SavedCard:
    return SavedCard(
        id=row.id,
        stripe_payment_method_id=row.stripe_id,
        brand=row.brand,
        last4=row.last4,
        exp_month=row.exp_month,
        exp_year=row.exp_year,
        expired=rules.expired(row.exp_year, row.exp_month, now),
        consented_at=row.consent.at if row.consent else None,
        consented_by=name,
        created_at=row.created_at,
    )
