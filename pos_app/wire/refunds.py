"""Refunds: money given back for a card payment, asked for by one person and approved by another."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from pos_app.wire.base import Amount, Answer, FreeText, Instant, Request
from pos_app.wire.invoices import CardRef, PatientRef
from pos_app.wire.payments import DecimalText
from pos_app.wire.sso import ClaimSecret


class RefundState(StrEnum):
    """Our own states of a refund, beside Stripe's."""

    REQUESTED = "requested"  # waits for a supervisor
    APPROVED = "approved"  # decided on; Stripe has not been asked yet
    SUBMITTED = "submitted"  # Stripe has been asked and has not answered yet
    PENDING = "pending"  # Stripe has it, the bank does not yet
    REQUIRES_ACTION = "requires_action"  # Stripe asks the patient where the money shall go
    SUCCEEDED = "succeeded"  # final, but for one thing: a bank may send the money back later, and it has failed then
    FAILED = "failed"  # final: Stripe or the bank said no; the patient does not have the money
    CANCELLED = "cancelled"  # final: withdrawn
    REFUSED = "refused"  # final: a supervisor said no

    @property
    def final(self) -> bool:
        return self in (RefundState.SUCCEEDED, RefundState.FAILED, RefundState.CANCELLED, RefundState.REFUSED)


class ReasonCode(StrEnum):
    DUPLICATE = "duplicate"
    FRAUDULENT = "fraudulent"
    REQUESTED_BY_CUSTOMER = "requested_by_customer"
    SERVICE_NOT_RENDERED = "service_not_rendered"
    WRONG_AMOUNT = "wrong_amount"
    INSURER_PAID = "insurer_paid"
    OTHER = "other"


def _said(value: str) -> str:
    if not value.strip():
        raise ValueError("say why")
    return value


class ApprovalsWhy(StrEnum):
    """Why a refund takes two supervisors, whatever the rule is for others."""

    AMOUNT = "amount"  # with what went back of the payment before, it is over the limit
    AGE = "age"  # the payment was taken long ago


class CreateRefund(Request):
    """POST /refunds. With header ``Idempotency-Key``: the refund's id, made by the till (a UUID)."""

    payment_intent_id: str = Field(min_length=1, max_length=255, description="The attempt's id, or Stripe's pi_...")
    amount: DecimalText | None = Field(default=None, description="Absent: all that is left of that payment")
    currency: str | None = Field(default=None, min_length=3, max_length=3, description="If given: the payment's")
    reason: Annotated[FreeText, AfterValidator(_said)] = Field(
        min_length=1, max_length=500, examples=["The insurer paid after all"], description="Never leaves the hospital"
    )
    reason_code: ReasonCode | None = None


class ApproveRefund(Request):
    """POST /refunds/{id}/approve"""

    amount: DecimalText = Field(description="What is approved: exactly what was asked for")
    note: FreeText = Field(default="", max_length=500)


class ApproveRefundHere(Request):
    """POST /refunds/{id}/approve-here"""

    claim_secret: ClaimSecret
    amount: DecimalText = Field(description="What is approved: exactly what was asked for")


class RefuseRefund(Request):
    """POST /refunds/{id}/refuse"""

    note: FreeText = Field(default="", max_length=500)


class RefundDecisionEntry(Answer):
    decision: str = Field(examples=["approved"], description="approved or refused")
    by: str = Field(examples=["Leila Haddad"])
    by_id: str = Field(default="", description="Who said so")
    note: str = ""
    amount: Amount
    at: Instant
    counts: bool = Field(default=True, description="False while it waits, if who approved supervises here no more")


class RefundFailure(Answer):
    """Why the patient does not have the money."""

    code: str = Field(examples=["expired_or_canceled_card"], description="Stripe's")
    message: str = Field(examples=["The card has expired or was cancelled, so the bank sent the money back."])


class RefundAnswer(Answer):
    """One refund of one payment."""

    id: str = Field(description="Ours; Stripe's re_... is taken in its place everywhere")
    stripe_refund_id: str | None = None
    payment_id: str
    payment_intent_id: str | None = Field(default=None, description="The attempt's id, of the payment given back")
    invoice_id: str
    invoice_number: str
    patient_id: str
    patient: PatientRef | None = None
    service: str = Field(default="", examples=["MRI, left knee"])
    card: CardRef | None = Field(default=None, description="Where the money goes: the card of the payment")
    payment_amount: Amount | None = Field(default=None, description="What was taken with that payment")
    payment_at: Instant | None = None
    amount: str = Field(examples=["48.00"])
    amount_minor: int
    currency: str
    state: RefundState
    status: str = Field(
        examples=["succeeded"], description="Stripe's status as last read; 'unknown' while Stripe has not been heard"
    )
    version: int = Field(description="Grows with every change")
    origin: str = Field(default="till", description="till, or stripe: made in Stripe's dashboard")
    reason: str = ""
    reason_code: ReasonCode | None = None
    failure: RefundFailure | None = None
    by: str = Field(default="", description="Display name of who asked")
    by_id: str | None = Field(default=None, description="Who asked: nobody approves their own")
    till: str = ""
    decisions: tuple[RefundDecisionEntry, ...] = ()
    approvals_needed: int = Field(default=0, description="How many more supervisors must approve")
    approvals_why: ApprovalsWhy | None = Field(
        default=None, description="While it waits: why it takes two. amount: with what went back before, over the limit"
    )
    payment_left: Amount = Field(description="What of the payment may still be asked for")
    invoice_due: Amount
    tries: int = Field(default=0, description="How often the server has asked Stripe without an answer")
    next_check_at: Instant | None = None
    created_at: Instant
    updated_at: Instant


class RefundPage(Answer):
    items: tuple[RefundAnswer, ...]
    next_cursor: str | None = Field(default=None, description="Pass as cursor= for the next page; null on the last")
