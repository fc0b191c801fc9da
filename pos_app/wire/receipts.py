"""Receipts: exactly one for money that moved."""

from __future__ import annotations

from pydantic import Field

from pos_app.wire.base import Amount, Answer, Instant
from pos_app.wire.invoices import CardRef


class Receipt(Answer):
    """GET /payment-intents/{id}/receipt and /receipts/{number}; the same as PDF with ``Accept: application/pdf``."""

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
    copy_number: int = Field(default=0, description="0: the first print; above: the paper says COPY and this number")


class ReceiptRow(Answer):
    """One line of the list."""

    number: str = Field(examples=["R-10457"])
    issued_at: Instant
    invoice_number: str = Field(examples=["INV-20418"])
    patient: str = Field(examples=["Margaret Okafor"])
    mrn: str = Field(examples=["4021 7730"])
    site: str = Field(examples=["North Wing"])
    till: str = ""
    served_by: str = ""
    paid: Amount
    method: str = "card"
    card: CardRef | None = None
    copies: int = Field(description="How often it was printed again")


class ReceiptPage(Answer):
    """GET /receipts: the newest first."""

    items: tuple[ReceiptRow, ...]
    next_cursor: str | None = None


class Reprint(Answer):
    """POST /receipts/{number}/reprints: this print is counted; its paper is to say COPY and ``copy_number``."""

    number: str
    copy_number: int = Field(examples=[1])
    made_at: Instant
    made_by: str = Field(examples=["Tomasz Zieliński"])
    till: str = ""
