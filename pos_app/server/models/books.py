"""The double-entry ledger, what does not fit into it, and what Stripe did by itself: disputes and payouts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.server.models.base import ID, Base, new_id


class LedgerEntry(Base):
    """One movement: ``amount_minor`` from the account ``credit`` to the account ``debit``.

    Balanced by its shape: what one account gains the other loses.  Append-only: triggers refuse every change.  The
    same movement heard of twice has the same ``key`` and is one row.  Accounts: server/ledger/rules.py.
    """

    __tablename__ = "ledger_entries"
    seq: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(String(255), unique=True)
    kind: Mapped[str] = mapped_column(String(32))
    debit: Mapped[str] = mapped_column(String(32))
    credit: Mapped[str] = mapped_column(String(32))
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    invoice_id: Mapped[str | None] = mapped_column(ForeignKey("invoices.id"), index=True)
    payment_id: Mapped[str | None] = mapped_column(ForeignKey("payments.id"), index=True)
    refund_id: Mapped[str | None] = mapped_column(ForeignKey("stripe_refunds.id"), index=True)
    dispute_id: Mapped[str | None] = mapped_column(ForeignKey("stripe_disputes.id"), index=True)
    stripe_id: Mapped[str] = mapped_column(String(255), default="", index=True)  # charge, refund, dispute, payout
    happened_at: Mapped[datetime]  # at Stripe, or at the counter
    at: Mapped[datetime] = mapped_column(index=True)  # when it was written down
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="positive"),
        CheckConstraint("debit <> credit", name="two_accounts"),
        Index("ix_ledger_entries_happened_at", "happened_at"),
    )


class MoneyException(Base):
    """What did not fit (a wrong amount, money for a paid invoice): recorded as it is, for a supervisor."""

    __tablename__ = "money_exceptions"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(String(255), unique=True)  # the same news twice is one row
    intent_id: Mapped[str | None] = mapped_column(ForeignKey("stripe_payment_intents.id"))
    invoice_id: Mapped[str | None] = mapped_column(ForeignKey("invoices.id"), index=True)
    payment_id: Mapped[str | None] = mapped_column(ForeignKey("payments.id"))
    refund_id: Mapped[str | None] = mapped_column(ForeignKey("stripe_refunds.id"))
    dispute_id: Mapped[str | None] = mapped_column(ForeignKey("stripe_disputes.id"))
    stripe_id: Mapped[str] = mapped_column(String(255), default="")
    amount_minor: Mapped[int | None]
    currency: Mapped[str] = mapped_column(String(3), default="")
    detail: Mapped[str] = mapped_column(String(1000))
    created_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))  # null: it resolved itself
    resolution: Mapped[str] = mapped_column(String(500), default="")
    __table_args__ = (
        Index(
            "ix_money_exceptions_open",
            "created_at",
            "id",
            sqlite_where=text("resolved_at IS NULL"),
            postgresql_where=text("resolved_at IS NULL"),
        ),
    )


class StripeDispute(Base):
    """A cardholder's bank asks for the money back."""

    __tablename__ = "stripe_disputes"
    id: Mapped[str] = mapped_column(String(255), primary_key=True)  # Stripe's
    payment_id: Mapped[str | None] = mapped_column(ForeignKey("payments.id"), index=True)
    charge_id: Mapped[str] = mapped_column(String(255))
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    reason: Mapped[str] = mapped_column(String(64), default="")
    status: Mapped[str] = mapped_column(String(32))  # Stripe's, as last read
    live: Mapped[bool] = mapped_column(default=True)  # not decided yet
    answer_by: Mapped[datetime | None]
    next_check_at: Mapped[datetime | None] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class StripePayout(Base):
    """Money that Stripe sent to the hospital's bank, or failed to."""

    __tablename__ = "stripe_payouts"
    id: Mapped[str] = mapped_column(String(255), primary_key=True)  # Stripe's
    amount_minor: Mapped[int]  # negative where Stripe took money back from the bank
    currency: Mapped[str] = mapped_column(String(3))
    status: Mapped[str] = mapped_column(String(32))
    failure_code: Mapped[str] = mapped_column(String(64), default="")
    arrives_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class Sweep(Base):
    """How far the reconciler has gone through one of Stripe's own lists."""

    __tablename__ = "sweeps"
    name: Mapped[str] = mapped_column(String(32), primary_key=True)  # payment_intents, refunds, disputes, ...
    swept_until: Mapped[datetime]  # everything Stripe made before this has been looked at
    run_at: Mapped[datetime | None]
    next_run_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(Integer, default=0)
    error: Mapped[str] = mapped_column(String(500), default="")
    found: Mapped[int] = mapped_column(default=0)  # objects nobody had told us of
