"""Cards that patients let the hospital keep: brand and last four, never more."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pos_app.server.models.base import ID, Base, new_id


class StripeCustomer(Base):
    """One Stripe customer for a patient, and when its cards are to be looked at again."""

    __tablename__ = "stripe_customers"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id"), unique=True)
    stripe_id: Mapped[str | None] = mapped_column(String(255), unique=True)  # null: intention stored, not yet made
    makes: Mapped[int] = mapped_column(Integer, default=0)  # how often it was lost at Stripe; part of the key
    version: Mapped[int] = mapped_column(default=1)  # grows with all that makes a list read before it old
    look_at: Mapped[datetime | None] = mapped_column(index=True)  # null: nothing is known to have changed
    tries: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime]


class CardConsent(Base):
    """A patient's yes to keeping a card: who heard it, when, and the very words that were shown."""

    __tablename__ = "card_consents"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id"), index=True)
    intent_id: Mapped[str] = mapped_column(ForeignKey("stripe_payment_intents.id"), unique=True)
    user_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    till: Mapped[str] = mapped_column(String(64), default="")
    words: Mapped[str] = mapped_column(Text)
    locale: Mapped[str] = mapped_column(String(20), default="en")
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]  # the box was cleared again before the payment went through


class StripePaymentMethod(Base):
    """A card kept with the patient's consent. The same card twice is one row that is not detached."""

    __tablename__ = "stripe_payment_methods"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    customer_id: Mapped[str] = mapped_column(ForeignKey("stripe_customers.id"), index=True)
    stripe_id: Mapped[str] = mapped_column(String(255), unique=True)
    brand: Mapped[str] = mapped_column(String(32))
    last4: Mapped[str] = mapped_column(String(4))
    exp_month: Mapped[int] = mapped_column(Integer)
    exp_year: Mapped[int] = mapped_column(Integer)
    fingerprint: Mapped[str] = mapped_column(String(64), default="")
    consent_id: Mapped[str | None] = mapped_column(ForeignKey("card_consents.id"))  # null: kept elsewhere
    created_at: Mapped[datetime]
    detached_at: Mapped[datetime | None]  # our intention; Stripe is asked after it
    detached_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    gone_at: Mapped[datetime | None]  # Stripe has let go of it
    customer: Mapped[StripeCustomer] = relationship()
    consent: Mapped[CardConsent | None] = relationship()
    __table_args__ = (
        Index(
            "uq_stripe_payment_methods_card",
            "customer_id",
            "fingerprint",
            unique=True,
            sqlite_where=text("detached_at IS NULL AND fingerprint <> ''"),
            postgresql_where=text("detached_at IS NULL AND fingerprint <> ''"),
        ),
    )
