"""Events of Stripe that wait, or that were given up, as those who look after the server see them."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from pos_app.wire.base import Answer, Instant


class EventState(StrEnum):
    PENDING = "pending"
    DONE = "done"
    DEAD = "dead"


class WaitingState(StrEnum):
    """Those that are not done."""

    PENDING = "pending"
    DEAD = "dead"


class About(Answer):
    """Which object of Stripe's is to be read again."""

    kind: str = Field(examples=["payment_intent"])
    id: str = Field(examples=["pi_3Example"])


class EventRow(Answer):
    """One event; nothing of what it said."""

    id: str = Field(examples=["evt_1Example"])
    type: str = Field(examples=["payment_intent.succeeded"])
    subject: About | None
    state: EventState
    tries: int
    error: str = Field(description="What went wrong last, as a name; or a remark on what was done", examples=[""])
    received_at: Instant
    next_try_at: Instant | None = Field(default=None, description="Null for one that is not tried again")


class EventPage(Answer):
    items: tuple[EventRow, ...]
    more: bool = Field(default=False, description="Whether there are more than these")


class Received(Answer):
    """The answer to Stripe: the event is stored."""

    received: bool = True
