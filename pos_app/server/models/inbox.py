"""What Stripe sent, until it has been worked on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.server.models.base import ID, Base


class StripeEvent(Base):
    """The inbox: webhooks are verified, stored, answered, and then worked on. The event's id is the key."""

    __tablename__ = "stripe_events"
    id: Mapped[str] = mapped_column(String(255), primary_key=True)
    type: Mapped[str] = mapped_column(String(128))
    object_kind: Mapped[str] = mapped_column(String(32), default="")  # gateway.Kind: what is to be read again
    object_id: Mapped[str] = mapped_column(String(255), default="")
    payload: Mapped[str] = mapped_column(Text)  # emptied some weeks after the event was done with
    state: Mapped[str] = mapped_column(String(16), default="pending")  # pending, done, dead
    tries: Mapped[int] = mapped_column(Integer, default=0)
    next_try_at: Mapped[datetime]
    claimed_by: Mapped[str] = mapped_column(ID, default="")  # the worker that has it in hand, for as long as it lives
    error: Mapped[str] = mapped_column(Text, default="")
    received_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    __table_args__ = (
        Index("ix_stripe_events_work", "state", "next_try_at"),
        Index(
            "ix_stripe_events_payloads",
            "done_at",
            sqlite_where=text("state = 'done' AND payload <> ''"),
            postgresql_where=text("state = 'done' AND payload <> ''"),
        ),
    )


class Worker(Base):
    """A process that has events in hand. It says so again and again; once it is silent, they are anybody's."""

    __tablename__ = "workers"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    alive_until: Mapped[datetime]
