"""Payments by card through Stripe: the seed's routes under /api/v1/payments/stripe."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from pos_app.money import plain
from pos_app.wire.base import Amount, Answer, Exact, Instant, Request, YesOrNo
from pos_app.wire.invoices import CardRef


def _decimal_text(value: Any) -> Any:
    """A JSON number arrives as int or (see the server's body reader) Decimal; never as float."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise ValueError("a decimal string or a JSON number")
    if not isinstance(value, Decimal):
        return str(value)
    exponent = value.as_tuple().exponent
    written_out = isinstance(exponent, int) and exponent <= 0  # 1e3 is no amount, as it is none as text
    return plain(value) if written_out else str(value)


def _lower(value: str) -> str:
    """ASCII alone: other alphabets have letters whose small form is an ASCII one."""
    return value.lower() if value.isascii() else value


DecimalText = Annotated[
    str,
    BeforeValidator(_decimal_text),
    Field(max_length=64),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string", "maxLength": 64}, {"type": "number"}],
            "examples": ["148.00", 148],
            "description": "Major units: a decimal string or a JSON number, read without loss",
        },
    ),
]


class CreatePaymentIntent(Request):
    """POST /payment-intents. With header ``Idempotency-Key``: the attempt's id, made by the till (a UUID)."""

    invoice_id: Exact = Field(min_length=1, max_length=64)
    patient_id: Exact = Field(min_length=1, max_length=64)
    amount: DecimalText
    currency: Annotated[str, AfterValidator(_lower)] = Field(
        min_length=3, max_length=3, examples=["usd"], description="The invoice's; USD is read as usd"
    )
    customer_email: Exact | None = Field(default=None, max_length=254, examples=["patient@mail.example"])
    save_payment_method: YesOrNo = False


class ConfirmPaymentIntent(Request):
    """POST /payment-intents/{id}/confirm.

    Empty: "the page says it is done": the server re-reads the intent from Stripe.  With a payment method: the
    server confirms the intent with it (for API clients; the till's page confirms through Stripe.js).
    """

    payment_method_id: Exact | None = Field(default=None, min_length=1, max_length=255, examples=["pm_card_visa"])
    return_url: Exact | None = Field(default=None, max_length=2048)


class PayLinkAnswer(Answer):
    """A link with which the patient pays one attempt on their own phone."""

    url: str = Field(examples=["https://billing.larkfield.example/p/3q2-7wEjRWeJq83vEjRWeJCrze8SNFZ4kKvN7xI0Vng"])
    expires_at: Instant
    expires_in: int = Field(examples=[900], description="Seconds from now, for a client whose clock goes wrong")


class AttemptState(StrEnum):
    """Our own states of a payment attempt, beside Stripe's."""

    CREATED = "created"  # the intention is stored; Stripe may not know it yet
    SUBMITTED = "submitted"  # Stripe has the intent and waits for a card (also after a decline)
    REQUIRES_ACTION = "requires_action"  # the bank asks the patient
    PROCESSING = "processing"
    SUCCEEDED = "succeeded"  # final
    CANCELLED = "cancelled"  # final
    FAILED = "failed"  # final: Stripe refused to make the intent; no money moved
    UNKNOWN = "unknown"  # tries used up: a person must look

    @property
    def final(self) -> bool:
        return self in (AttemptState.SUCCEEDED, AttemptState.CANCELLED, AttemptState.FAILED)


class Decline(Answer):
    """Why the last try with a card failed."""

    code: str = Field(examples=["card_declined"])
    decline_code: str | None = Field(default=None, examples=["insufficient_funds"])
    message: str = Field(examples=["Your card has insufficient funds."])
    at: Instant | None = None
    card: CardRef | None = None


class ReceiptRef(Answer):
    number: str = Field(examples=["R-10457"])
    issued_at: Instant


class PaymentIntentAnswer(Answer):
    """One payment attempt and its Stripe payment intent."""

    id: str = Field(description="The attempt's id; Stripe's pi_... is taken in its place everywhere")
    stripe_payment_intent_id: str | None = None
    invoice_id: str
    invoice_number: str
    patient_id: str
    amount: str = Field(examples=["148.00"])
    amount_minor: int
    currency: str
    state: AttemptState
    status: str = Field(
        examples=["requires_payment_method"],
        description="Stripe's status as last read; 'unknown' while Stripe has not answered",
    )
    version: int = Field(description="Grows with every change; pass as since= to wait for the next")
    client_secret: str | None = Field(default=None, description="For the pay page; only to who may pay")
    publishable_key: str | None = None
    pay_url: str | None = Field(default=None, description="The pay page, with a token of its own; on create only")
    last_error: Decline | None = None
    card: CardRef | None = None
    receipt: ReceiptRef | None = None
    invoice_due: Amount | None = Field(default=None, description="What the invoice has left to pay")
    tries: int = Field(default=0, description="How often the server has asked Stripe without an answer")
    next_check_at: Instant | None = None
    created_at: Instant
    updated_at: Instant
