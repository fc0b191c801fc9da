"""Payment attempts, the money that came of them, and its receipts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pos_app.server.models.base import ID, Base, new_id
from pos_app.server.models.invoices import Invoice
from pos_app.server.models.people import User


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
    save_payment_method: Mapped[bool] = mapped_column(Boolean, default=False)  # the page asks the patient
    customer_id: Mapped[str | None] = mapped_column(ForeignKey("stripe_customers.id"))  # whose kept cards it may use
    payment_method_id: Mapped[str | None] = mapped_column(String(255))  # Stripe's, of the card last charged
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
    declines: Mapped[int] = mapped_column(Integer, default=0, server_default="0")  # failed charges heard of
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


class ReceiptCopy(Base):
    """A receipt printed again: who had it, when, at which till. Counted before it is printed, never after."""

    __tablename__ = "receipt_copies"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)  # the till's key: asked twice, counted once
    receipt_id: Mapped[str] = mapped_column(ForeignKey("receipts.id"))
    number: Mapped[int] = mapped_column(Integer)  # the first copy is 1
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    till: Mapped[str] = mapped_column(String(64), default="")
    at: Mapped[datetime]
    user: Mapped[User] = relationship()
    __table_args__ = (
        UniqueConstraint("receipt_id", "number"),
        CheckConstraint("number > 0", name="positive"),
    )
