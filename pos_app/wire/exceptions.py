"""What did not fit into the books, for a supervisor."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from pos_app.wire.base import Amount, Answer, FreeText, Instant, Request


class Which(StrEnum):
    """``state=`` of the list."""

    OPEN = "open"
    ALL = "all"


class MoneyExceptionEntry(Answer):
    """One thing that is out of the ordinary. The ids are of what it is about, as far as that is known."""

    id: str
    kind: str = Field(examples=["overpaid"], description="Stable, for programs")
    title: str = Field(examples=["More was received than was left to pay"])
    detail: str
    advice: str = Field(description="What to do")
    invoice_id: str | None = None
    invoice_number: str | None = None
    payment_intent_id: str | None = Field(default=None, description="Ours, of the attempt")
    payment_id: str | None = None
    refund_id: str | None = None
    dispute_id: str | None = None
    stripe_id: str = Field(default="", description="To find it in Stripe's dashboard")
    amount: Amount | None = None
    created_at: Instant
    resolved_at: Instant | None = None
    resolved_by: str = Field(default="", description="Display name; empty where it resolved itself")
    resolution: str = Field(default="", description="The supervisor's note")


class MoneyExceptionPage(Answer):
    items: tuple[MoneyExceptionEntry, ...]
    next_cursor: str | None = Field(default=None, description="Pass as cursor= for the next page; null on the last")


class ResolveException(Request):
    """POST /exceptions/{id}/resolve"""

    note: FreeText = Field(min_length=1, max_length=500, examples=["Refunded the difference, agreed with the patient."])
