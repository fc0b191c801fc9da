"""The tables. Money is in minor units; points in time are UTC; what the database can enforce, it enforces."""

from __future__ import annotations

from datetime import date, datetime
from string import ascii_uppercase
from uuid import uuid4

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from pos_app.server.db import UtcDateTime

ID = String(64)


def new_id() -> str:
    """An opaque id: random, so that counting through ids finds nothing."""
    return str(uuid4())


def _prefix_index(name: str, column: str) -> Index:
    """An index that finds beginnings, whatever the database's locale."""
    return Index(name, column, postgresql_ops={column: "text_pattern_ops"})


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime(), int: BigInteger(), date: Date()}


class Meta(Base):
    """Facts about this database: what made it, whether it holds the sample hospital."""

    __tablename__ = "meta"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Counter(Base):
    """Number sequences without gaps: the row is locked in the transaction that uses the number."""

    __tablename__ = "counters"
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[int]


class Site(Base):
    __tablename__ = "sites"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(200), unique=True)


class User(Base):
    __tablename__ = "users"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    username: Mapped[str] = mapped_column(String(128), unique=True)
    display_name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(16))
    disabled: Mapped[bool] = mapped_column(Boolean, default=False)
    patient_id: Mapped[str | None] = mapped_column(ForeignKey("patients.id"))
    created_at: Mapped[datetime]
    sites: Mapped[list[Site]] = relationship(secondary="user_sites", lazy="selectin", order_by="Site.name")


class UserSite(Base):
    __tablename__ = "user_sites"
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), primary_key=True)


class AuthSession(Base):
    """A logged-in person. Only the SHA-256 of the token is kept."""

    __tablename__ = "auth_sessions"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    till: Mapped[str] = mapped_column(String(64), default="")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class Patient(Base):
    __tablename__ = "patients"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    source: Mapped[str] = mapped_column(String(200), default="")
    source_id: Mapped[str] = mapped_column(String(200))
    mrn: Mapped[str] = mapped_column(String(64))
    mrn_key: Mapped[str] = mapped_column(String(64))  # letters and digits only, for search
    name: Mapped[str] = mapped_column(String(300))
    given: Mapped[str] = mapped_column(String(200), default="")
    family: Mapped[str] = mapped_column(String(200), default="")
    name_key: Mapped[str] = mapped_column(String(400))  # see server/text.py: folded, no accents
    birth_date: Mapped[date | None]
    phone: Mapped[str] = mapped_column(String(64), default="")
    phone_reversed: Mapped[str] = mapped_column(String(64), default="")  # a suffix becomes a prefix
    email: Mapped[str] = mapped_column(String(254), default="")
    source_hash: Mapped[str] = mapped_column(String(64), default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    __table_args__ = (
        UniqueConstraint("source", "source_id"),
        _prefix_index("ix_patients_mrn_key", "mrn_key"),
        _prefix_index("ix_patients_phone_reversed", "phone_reversed"),
        Index("ix_patients_birth_date", "birth_date"),
    )


class Invoice(Base):
    """What a patient is to pay. ``due = total - paid + refunded`` is kept true by the database itself."""

    __tablename__ = "invoices"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(64), unique=True)
    number_key: Mapped[str] = mapped_column(String(64))  # upper case, letters and digits only
    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id"), index=True)
    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"))
    service: Mapped[str] = mapped_column(String(300))
    department: Mapped[str] = mapped_column(String(200), default="")
    service_date: Mapped[datetime]
    currency: Mapped[str] = mapped_column(String(3))
    gross_minor: Mapped[int]
    insurer_minor: Mapped[int] = mapped_column(default=0)
    insurer_name: Mapped[str] = mapped_column(String(200), default="")
    claim: Mapped[str] = mapped_column(String(200), default="")
    total_minor: Mapped[int]  # the patient's share
    paid_minor: Mapped[int] = mapped_column(default=0)
    refunded_minor: Mapped[int] = mapped_column(default=0)
    due_minor: Mapped[int]
    void: Mapped[bool] = mapped_column(Boolean, default=False)
    paid_at: Mapped[datetime | None]  # when due last reached zero
    source: Mapped[str] = mapped_column(String(200), default="")
    source_id: Mapped[str] = mapped_column(String(200))
    source_hash: Mapped[str] = mapped_column(String(64), default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    patient: Mapped[Patient] = relationship()
    site: Mapped[Site] = relationship()
    lines: Mapped[list[InvoiceLine]] = relationship(order_by="InvoiceLine.position")
    __table_args__ = (
        UniqueConstraint("source", "source_id"),
        CheckConstraint("due_minor = total_minor - paid_minor + refunded_minor", name="due"),
        CheckConstraint("total_minor >= 0 AND paid_minor >= 0 AND refunded_minor >= 0", name="signs"),
        CheckConstraint("refunded_minor <= paid_minor", name="refunds"),
        _prefix_index("ix_invoices_number_key", "number_key"),
        # "20418" finds INV-20418
        Index(
            "ix_invoices_number_digits",
            literal_column(f"ltrim(number_key, '{ascii_uppercase}')").label("digits"),
            postgresql_ops={"digits": "text_pattern_ops"},
        ),
        Index(
            "ix_invoices_part_paid",
            "site_id",
            "service_date",
            "id",
            sqlite_where=text("due_minor > 0 AND paid_minor > refunded_minor AND NOT void"),
            postgresql_where=text("due_minor > 0 AND paid_minor > refunded_minor AND NOT void"),
        ),
        Index("ix_invoices_list", "service_date", "id"),
        Index(
            "ix_invoices_open",
            "site_id",
            "service_date",
            "id",
            sqlite_where=text("due_minor > 0 AND NOT void"),
            postgresql_where=text("due_minor > 0 AND NOT void"),
        ),
        Index(  # for those who see every site
            "ix_invoices_open_anywhere",
            "service_date",
            "id",
            sqlite_where=text("due_minor > 0 AND NOT void"),
            postgresql_where=text("due_minor > 0 AND NOT void"),
        ),
        Index("ix_invoices_paid_at", "paid_at"),
    )


class InvoiceLine(Base):
    __tablename__ = "invoice_lines"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    invoice_id: Mapped[str] = mapped_column(ForeignKey("invoices.id"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    description: Mapped[str] = mapped_column(String(500))
    quantity: Mapped[str] = mapped_column(String(32), default="1")
    amount_minor: Mapped[int]


class InvoiceEvent(Base):
    """The timeline of an invoice: what a person at the counter would tell."""

    __tablename__ = "invoice_events"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    invoice_id: Mapped[str] = mapped_column(ForeignKey("invoices.id"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(String(300))
    detail: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[datetime]


class StripeCustomer(Base):
    """One Stripe customer for a patient."""

    __tablename__ = "stripe_customers"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id"), unique=True)
    stripe_id: Mapped[str | None] = mapped_column(String(255), unique=True)  # null: intention stored, not yet made
    created_at: Mapped[datetime]


class StripePaymentMethod(Base):
    """A card kept with the patient's consent: brand and last four, never more."""

    __tablename__ = "stripe_payment_methods"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    customer_id: Mapped[str] = mapped_column(ForeignKey("stripe_customers.id"), index=True)
    stripe_id: Mapped[str] = mapped_column(String(255), unique=True)
    brand: Mapped[str] = mapped_column(String(32))
    last4: Mapped[str] = mapped_column(String(4))
    exp_month: Mapped[int] = mapped_column(Integer)
    exp_year: Mapped[int] = mapped_column(Integer)
    fingerprint: Mapped[str] = mapped_column(String(64), default="")
    consented_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    detached_at: Mapped[datetime | None]


class StripePaymentIntent(Base):
    """A payment attempt and its Stripe payment intent.

    The row is the intention: it is committed before Stripe hears of it, and its id, made by the till, is the
    root of every idempotency key.  ``live`` is true until the state is final; the partial unique index lets an
    invoice have one live attempt at most.
    """

    __tablename__ = "stripe_payment_intents"
    id: Mapped[str] = mapped_column(ID, primary_key=True)  # the attempt's id, from the till
    request_hash: Mapped[str] = mapped_column(String(64))  # same key with other parameters is refused
    stripe_id: Mapped[str | None] = mapped_column(String(255), unique=True)
    invoice_id: Mapped[str] = mapped_column(ForeignKey("invoices.id"), index=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    till: Mapped[str] = mapped_column(String(64), default="")
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    customer_email: Mapped[str] = mapped_column(String(254), default="")
    save_payment_method: Mapped[bool] = mapped_column(Boolean, default=False)
    state: Mapped[str] = mapped_column(String(32))  # wire.payments.AttemptState
    status: Mapped[str] = mapped_column(String(32), default="unknown")  # Stripe's, as last read
    live: Mapped[bool] = mapped_column(Boolean, default=True)
    cancel_asked: Mapped[bool] = mapped_column(Boolean, default=False)  # the intention to cancel, kept over a crash
    confirms: Mapped[int] = mapped_column(Integer, default=0)  # server-side confirms begun; part of their keys
    version: Mapped[int] = mapped_column(default=1)
    pay_token_hash: Mapped[str] = mapped_column(String(64), default="", index=True)
    pay_token_expires_at: Mapped[datetime | None]
    error_code: Mapped[str] = mapped_column(String(64), default="")
    decline_code: Mapped[str] = mapped_column(String(64), default="")
    error_message: Mapped[str] = mapped_column(String(500), default="")
    error_at: Mapped[datetime | None]
    error_charge_id: Mapped[str] = mapped_column(String(255), default="")  # one timeline entry for one failed charge
    card_brand: Mapped[str] = mapped_column(String(32), default="")
    card_last4: Mapped[str] = mapped_column(String(4), default="")
    card_exp_month: Mapped[int | None] = mapped_column(Integer)
    card_exp_year: Mapped[int | None] = mapped_column(Integer)
    charge_id: Mapped[str] = mapped_column(String(255), default="")
    amount_received_minor: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    next_check_at: Mapped[datetime | None] = mapped_column(index=True)
    lease_expires_at: Mapped[datetime]  # after this, another till may take the invoice over
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    invoice: Mapped[Invoice] = relationship()
    user: Mapped[User] = relationship()
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="positive"),
        Index(
            "uq_stripe_payment_intents_live",
            "invoice_id",
            unique=True,
            sqlite_where=text("live"),
            postgresql_where=text("live"),
        ),
    )


class Payment(Base):
    """Money received. One row for a succeeded intent, enforced by the database."""

    __tablename__ = "payments"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    invoice_id: Mapped[str] = mapped_column(ForeignKey("invoices.id"), index=True)
    intent_id: Mapped[str | None] = mapped_column(ForeignKey("stripe_payment_intents.id"), unique=True)
    method: Mapped[str] = mapped_column(String(16))  # the tender: card, cash, ...
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    card_brand: Mapped[str] = mapped_column(String(32), default="")
    card_last4: Mapped[str] = mapped_column(String(4), default="")
    charge_id: Mapped[str] = mapped_column(String(255), default="")
    at: Mapped[datetime]
    user_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    till: Mapped[str] = mapped_column(String(64), default="")
    user: Mapped[User | None] = relationship()
    receipt: Mapped[Receipt | None] = relationship(back_populates="payment", uselist=False)
    __table_args__ = (CheckConstraint("amount_minor > 0", name="positive"),)


class StripeRefund(Base):
    __tablename__ = "stripe_refunds"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    payment_id: Mapped[str] = mapped_column(ForeignKey("payments.id"), index=True)
    stripe_id: Mapped[str | None] = mapped_column(String(255), unique=True)
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    status: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(String(500), default="")
    user_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    payment: Mapped[Payment] = relationship()
    user: Mapped[User | None] = relationship()
    __table_args__ = (CheckConstraint("amount_minor > 0", name="positive"),)


class Receipt(Base):
    """Exists exactly if money moved: made in the transaction that records the payment."""

    __tablename__ = "receipts"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    sequence: Mapped[int] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(String(32), unique=True)
    payment_id: Mapped[str] = mapped_column(ForeignKey("payments.id"), unique=True)
    test: Mapped[bool] = mapped_column(Boolean)
    paid_before_minor: Mapped[int]
    left_minor: Mapped[int]
    issued_at: Mapped[datetime]
    payment: Mapped[Payment] = relationship(back_populates="receipt")


class StripeEvent(Base):
    """The inbox: webhooks are verified, stored, answered, and then worked on. The event's id is the key."""

    __tablename__ = "stripe_events"
    id: Mapped[str] = mapped_column(String(255), primary_key=True)
    type: Mapped[str] = mapped_column(String(128))
    object_id: Mapped[str] = mapped_column(String(255), default="")
    payload: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16), default="pending")  # pending, done, dead
    tries: Mapped[int] = mapped_column(Integer, default=0)
    next_try_at: Mapped[datetime]
    error: Mapped[str] = mapped_column(Text, default="")
    received_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    __table_args__ = (Index("ix_stripe_events_work", "state", "next_try_at"),)


class MoneyException(Base):
    """What did not fit (a wrong amount, money for a paid invoice): recorded as it is, for a supervisor."""

    __tablename__ = "money_exceptions"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(String(255), unique=True)  # the same news twice is one row
    intent_id: Mapped[str | None] = mapped_column(ForeignKey("stripe_payment_intents.id"))
    invoice_id: Mapped[str | None] = mapped_column(ForeignKey("invoices.id"))
    detail: Mapped[str] = mapped_column(String(1000))
    created_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
