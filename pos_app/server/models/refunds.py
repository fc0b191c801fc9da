"""Money given back: who asked, who decided, what Stripe made of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pos_app.server.models.base import ID, Base, new_id
from pos_app.server.models.payments import Payment
from pos_app.server.models.people import User


class StripeRefund(Base):
    """One refund of one payment.

    As with an attempt, the row is the intention and its id, made by the till, the root of every idempotency key.
    ``live`` is true until its state is final.  A success that fails later goes from one final state to another.
    """

    __tablename__ = "stripe_refunds"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    request_hash: Mapped[str] = mapped_column(String(64), default="")  # same key with other parameters is refused
    payment_id: Mapped[str] = mapped_column(ForeignKey("payments.id"), index=True)
    stripe_id: Mapped[str | None] = mapped_column(String(255), unique=True)
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    state: Mapped[str] = mapped_column(String(32))  # wire.refunds.RefundState
    status: Mapped[str] = mapped_column(String(32), default="unknown")  # Stripe's, as last read
    live: Mapped[bool] = mapped_column(default=True)
    origin: Mapped[str] = mapped_column(String(16), default="till")  # till, or stripe: made in its dashboard
    reason: Mapped[str] = mapped_column(String(500), default="")  # in the asker's own words; never sent to Stripe
    reason_code: Mapped[str] = mapped_column(String(32), default="")  # from the list; Stripe gets its own enum of it
    failure_reason: Mapped[str] = mapped_column(String(64), default="")
    user_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))  # who asked
    till: Mapped[str] = mapped_column(String(64), default="")
    version: Mapped[int] = mapped_column(default=1)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    next_check_at: Mapped[datetime | None] = mapped_column(index=True)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    payment: Mapped[Payment] = relationship()
    user: Mapped[User | None] = relationship()
    decisions: Mapped[list[RefundDecision]] = relationship(order_by="RefundDecision.at", viewonly=True)
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="positive"),
        Index("ix_stripe_refunds_list", "created_at", "id"),
        Index(
            "ix_stripe_refunds_waiting",
            "created_at",
            "id",
            sqlite_where=text("state = 'requested'"),
            postgresql_where=text("state = 'requested'"),
        ),
    )


class RefundDecision(Base):
    """What one supervisor said to one refund: once each, never the asker, for just these figures."""

    __tablename__ = "refund_decisions"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    refund_id: Mapped[str] = mapped_column(ForeignKey("stripe_refunds.id"), index=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    decision: Mapped[str] = mapped_column(String(16))  # approved, refused
    note: Mapped[str] = mapped_column(String(500), default="")
    amount_minor: Mapped[int]  # the figure that was decided on
    till: Mapped[str] = mapped_column(String(64), default="")
    at: Mapped[datetime]
    user: Mapped[User] = relationship()
    __table_args__ = (UniqueConstraint("refund_id", "user_id"),)
