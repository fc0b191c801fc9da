"""Receipts: exactly one for money that moved."""

from __future__ import annotations

from pydantic import Field

from pos_app.wire.base import Amount, Answer, Instant
from pos_app.wire.invoices import CardRef


class Receipt(Answer):
    """GET /payment-intents/{id}/receipt; the same as PDF with ``Accept: application/pdf``."""

    number: str = Field(examples=["R-10457"])
    test: bool = Field(description="True: print TEST, NOT A RECEIPT")
    hospital: str
    site: str
    till: str = ""
    issued_at: Instant
    invoice_number: str
    patient: str = Field(description="Initial and family name", examples=["M. Okafor"])
    served_by: str = ""
    patient_share: Amount
    paid_before: Amount
    paid_now: Amount
    left_to_pay: Amount
    method: str = "card"
    card: CardRef | None = None
