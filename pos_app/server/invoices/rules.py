"""What an invoice's state is, and what its cashier may know of an address: no database, no clock."""

from __future__ import annotations

from pos_app.wire.invoices import InvoiceState
from pos_app.wire.payments import AttemptState

CHECKING = (AttemptState.PROCESSING, AttemptState.REQUIRES_ACTION, AttemptState.UNKNOWN)
"""States of a live attempt in which money may have moved, or is about to: nobody may charge again."""


def state(*, due_minor: int, paid_minor: int, refunded_minor: int, void: bool, attempt: str | None) -> InvoiceState:
    """The state of an invoice. ``attempt``: the state of its live attempt; amounts in minor units."""
    if attempt in CHECKING:
        return InvoiceState.CHECKING
    if void:
        return InvoiceState.VOID
    if due_minor <= 0:
        return InvoiceState.PAID
    if paid_minor > refunded_minor:
        return InvoiceState.PART_PAID
    return InvoiceState.OPEN


def masked(email: str) -> str | None:
    """As "m•••@mail.example": enough to say "yes, that one", not enough to write to. None if there is none."""
    name, at, host = email.rpartition("@")
    if not at or not name or not host:
        return None
    return f"{name[0]}•••@{host}"
