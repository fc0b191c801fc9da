"""Invoices: the list of the counter, and one invoice with all that happened to it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from pos_app.wire.auth import SiteRef
from pos_app.wire.base import Amount, Answer, Currency, Instant


class InvoiceState(StrEnum):
    """Derived by the server from money and live attempts, never set by a client."""

    OPEN = "open"
    PART_PAID = "part_paid"
    CHECKING = "checking"
    PAID = "paid"
    VOID = "void"


class ListFilter(StrEnum):
    """``status=`` of the list. ``open`` is everything that still has something due, whatever its state."""

    OPEN = "open"
    PART_PAID = "part_paid"
    CHECKING = "checking"
    PAID = "paid"
    PAID_TODAY = "paid_today"
    ALL = "all"


class ListSort(StrEnum):
    """``sort=`` of the list. By what is due (in minor units, whatever the currency) only where something is: with
    ``status`` open and part_paid."""

    NEWEST = "newest"
    OLDEST = "oldest"
    MOST_DUE = "most_due"
    LEAST_DUE = "least_due"

    @property
    def by_due(self) -> bool:
        return self in (ListSort.MOST_DUE, ListSort.LEAST_DUE)

    @property
    def rising(self) -> bool:
        return self in (ListSort.OLDEST, ListSort.LEAST_DUE)

    def offered(self, status: ListFilter) -> bool:
        """Can a list of these be asked for in this order?"""
        return not self.by_due or status in (ListFilter.OPEN, ListFilter.PART_PAID)


class PatientRef(Answer):
    id: str
    name: str = Field(examples=["Margaret Okafor"])
    mrn: str = Field(examples=["4021 7730"], description="Medical record number, as the hospital writes it")
    birth_date: date | None = None


class InvoiceRow(Answer):
    """One line of the list."""

    id: str
    number: str = Field(examples=["INV-20418"])
    patient_id: str
    patient: PatientRef
    service: str = Field(examples=["MRI, left knee"])
    department: str = Field(default="", examples=["Radiology"])
    site: SiteRef
    service_date: Instant
    currency: Currency
    total: Amount = Field(description="What the patient is to pay: the patient's share")
    paid: Amount
    due: Amount = Field(description="total - paid + refunded; what may be charged now")
    state: InvoiceState


class InvoicePage(Answer):
    items: tuple[InvoiceRow, ...]
    next_cursor: str | None = Field(default=None, description="Pass as cursor= for the next page; null on the last")


class InvoiceCounts(Answer):
    """GET /invoices/counts: how many rows each filter has, for the same q. Counting stops at ``cap``."""

    open: int
    part_paid: int
    checking: int
    paid_today: int
    all: int
    cap: int = 1000


class Line(Answer):
    description: str
    quantity: str = Field(default="1", description="A decimal")
    amount: Amount


class Insurer(Answer):
    name: str
    amount: Amount = Field(description="The insurer's share")
    claim: str | None = None


class CardRef(Answer):
    """All of a card that may be shown."""

    brand: str = Field(examples=["visa"])
    last4: str = Field(pattern="^[0-9]{4}$")
    exp_month: int | None = None
    exp_year: int | None = None


class PaymentEntry(Answer):
    """Money received for this invoice."""

    id: str
    payment_intent_id: str | None = Field(default=None, description="For card payments")
    method: str = Field(examples=["card"], description="The tender: card, cash, ...")
    amount: Amount
    card: CardRef | None = None
    at: Instant
    by: str = Field(default="", description="Display name of who took it")
    till: str = ""
    receipt_number: str | None = None


class RefundEntry(Answer):
    """Money given back, or asked to be."""

    id: str
    payment_id: str
    payment_intent_id: str | None = Field(default=None, description="The attempt's id, of the payment given back")
    stripe_refund_id: str | None = None
    amount: Amount
    state: str = Field(default="", examples=["succeeded"], description="Ours; see the refund itself")
    status: str = Field(description="Stripe's, as last read")
    origin: str = Field(default="till", description="till, or stripe: made in Stripe's dashboard")
    reason: str = ""
    reason_code: str = ""
    at: Instant
    by: str = Field(default="", description="Display name of who asked")
    approved_by: tuple[str, ...] = Field(default=(), description="Display names of the supervisors who said yes")


class LiveAttempt(Answer):
    """A card payment of this invoice that has not ended: it blocks a second one."""

    payment_intent_id: str
    state: str
    amount: Amount
    by: str
    till: str
    since: Instant


class TimelineEvent(Answer):
    """What happened to the invoice, newest first."""

    kind: str = Field(examples=["invoice_made"], description="invoice_made, insurer_agreed, payment, refund, declined")
    title: str
    detail: str = ""
    at: Instant


class InvoiceDetail(InvoiceRow):
    gross: Amount = Field(description="All lines together: insurer's and patient's share")
    lines: tuple[Line, ...]
    insurer: Insurer | None = None
    payments: tuple[PaymentEntry, ...] = ()
    refunds: tuple[RefundEntry, ...] = ()
    live_attempt: LiveAttempt | None = None
    timeline: tuple[TimelineEvent, ...] = ()
    customer_email: str | None = Field(default=None, description="Masked, for 'e-mail the receipt'")
