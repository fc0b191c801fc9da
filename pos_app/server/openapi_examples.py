"""Examples and errors of each operation for the API's description, built from the wire models to stay true."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from pydantic import BaseModel

from pos_app.money import Money
from pos_app.wire.auth import LoginAnswer, LoginRequest, Person, Role, SiteRef
from pos_app.wire.base import Amount
from pos_app.wire.info import Health, ServerInfo
from pos_app.wire.invoices import (
    CardRef,
    InvoiceCounts,
    InvoiceDetail,
    InvoicePage,
    InvoiceRow,
    InvoiceState,
    Line,
    PatientRef,
    TimelineEvent,
)
from pos_app.wire.payments import (
    AttemptState,
    ConfirmPaymentIntent,
    CreatePaymentIntent,
    PaymentIntentAnswer,
    ReceiptRef,
)
from pos_app.wire.problems import Code, Problem
from pos_app.wire.receipts import Receipt

_AT: Final = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)
_INVOICE: Final = "5a1d6c2e-8f0b-4f6e-9a57-3d1f0c9b7e21"
_PATIENT: Final = "c0d9b1f4-27a8-4c35-8e6e-f2b7a6d3915c"
_ATTEMPT: Final = "7e0c53a1-94d2-4b8f-b1c6-0a9f5e3d2c47"
_INTENT: Final = "pi_3Example"


def _usd(minor: int) -> Amount:
    return Amount.of(Money(minor, "usd"))


_SITE: Final = SiteRef(id="1f4b0c7d-6e29-4f0a-8b53-d7c2e9a1f680", name="North Wing")
_PERSON: Final = Person(
    id="9d3e8a52-0c7b-4e16-a4f9-6b1c5d2e7f03",
    username="cashier",
    display_name="Tomasz Zieliński",
    role=Role.CASHIER,
    sites=(_SITE,),
    till="Front desk 3",
)
_CARD: Final = CardRef(brand="visa", last4="4242", exp_month=12, exp_year=2030)
_ROW: Final = InvoiceRow(
    id=_INVOICE,
    number="INV-20418",
    patient_id=_PATIENT,
    patient=PatientRef(id=_PATIENT, name="Margaret Okafor", mrn="4021 7730"),
    service="MRI, left knee",
    department="Radiology",
    site=_SITE,
    service_date=_AT,
    currency="usd",
    total=_usd(14800),
    paid=_usd(0),
    due=_usd(14800),
    state=InvoiceState.OPEN,
)
_OPENED: Final = PaymentIntentAnswer(
    id=_ATTEMPT,
    stripe_payment_intent_id=_INTENT,
    invoice_id=_INVOICE,
    invoice_number="INV-20418",
    patient_id=_PATIENT,
    amount="148.00",
    amount_minor=14800,
    currency="usd",
    state=AttemptState.READY,
    status="requires_payment_method",
    version=2,
    client_secret=f"{_INTENT}_secret_example",
    publishable_key="pk_test_example",
    pay_url="https://pay.hospital.example/pay/token",
    invoice_due=_usd(14800),
    next_check_at=_AT + timedelta(seconds=30),
    created_at=_AT,
    updated_at=_AT,
)
_NOT_PAYABLE: Final = {"client_secret": None, "publishable_key": None, "pay_url": None, "next_check_at": None}
_PAID: Final = _OPENED.model_copy(
    update={
        **_NOT_PAYABLE,
        "state": AttemptState.SUCCEEDED,
        "status": "succeeded",
        "version": 3,
        "card": _CARD,
        "receipt": ReceiptRef(number="R-10457", issued_at=_AT),
        "invoice_due": _usd(0),
    }
)
_CANCELLED: Final = _OPENED.model_copy(
    update={**_NOT_PAYABLE, "state": AttemptState.CANCELLED, "status": "canceled", "version": 3}
)

REQUESTS: Final[Mapping[str, object]] = MappingProxyType(
    {
        "log_in": LoginRequest(username="cashier", password="sample-cashier", till="Front desk 3"),  # noqa: S106 - the sample hospital's
        "create_payment_intent": CreatePaymentIntent(
            invoice_id=_INVOICE,
            patient_id=_PATIENT,
            amount="148.00",
            currency="usd",
            customer_email="patient@mail.example",
        ),
        "confirm_payment_intent": ConfirmPaymentIntent(payment_method_id="pm_card_visa"),
        "receive_event": {
            "id": "evt_1Example",
            "object": "event",
            "type": "payment_intent.succeeded",
            "livemode": False,
            "data": {"object": {"id": _INTENT, "object": "payment_intent"}},
        },
    }
)
# By operation; with a status behind it where one of its answers needs another example.
ANSWERS: Final[Mapping[str, object]] = MappingProxyType(
    {
        "log_in": LoginAnswer(access_token="opaque", expires_at=_AT + timedelta(hours=12), user=_PERSON),  # noqa: S106 - no token
        "who_am_i": _PERSON,
        "server_info": ServerInfo(version="0.1.0", hospital="Larkfield General Hospital", mode="test", server_time=_AT),
        "health": Health(status="ok", database="ok", server_time=_AT),
        "health 503": Health(status="degraded", database="down", server_time=_AT),
        "list_invoices": InvoicePage(items=(_ROW,)),
        "count_invoices": InvoiceCounts(open=48, part_paid=3, checking=1, paid_today=12, all=1000),
        "get_invoice": InvoiceDetail(
            **_ROW.model_dump(),
            gross=_usd(14800),
            lines=(Line(description="MRI, left knee", amount=_usd(14800)),),
            timeline=(TimelineEvent(kind="invoice_made", title="Invoice made", detail="Radiology", at=_AT),),
        ),
        "create_payment_intent": _OPENED,
        "get_payment_intent": _PAID,
        "confirm_payment_intent": _PAID,
        "cancel_payment_intent": _CANCELLED,
        "get_receipt": Receipt(
            number="R-10457",
            test=True,
            hospital="Larkfield General Hospital",
            site="North Wing",
            till="Front desk 3",
            issued_at=_AT,
            invoice_number="INV-20418",
            patient="M. Okafor",
            served_by="Tomasz Z.",
            patient_share=_usd(14800),
            paid_before=_usd(0),
            paid_now=_usd(14800),
            left_to_pay=_usd(0),
            card=_CARD,
        ),
        "receive_event": {"received": True},
    }
)

_BUSY = {503: (Code.DATABASE_BUSY,)}
_STRIPE = {
    502: (Code.PROCESSOR_REFUSED,),
    503: (Code.PROCESSOR_BUSY, Code.DATABASE_BUSY),
    504: (Code.OUTCOME_UNKNOWN,),
}
ERRORS: Final[Mapping[str, Mapping[int, tuple[Code, ...]]]] = MappingProxyType(
    {
        "log_in": {401: (Code.LOGIN_FAILED,), 429: (Code.TOO_MANY_TRIES,)},
        "list_invoices": {400: (Code.CURSOR_INVALID,)},
        "get_invoice": {404: (Code.NOT_FOUND,)},
        "create_payment_intent": {
            400: (
                Code.AMOUNT_TOO_PRECISE, Code.AMOUNT_INVALID, Code.AMOUNT_TOO_SMALL, Code.AMOUNT_TOO_LARGE,
                Code.CURRENCY_UNKNOWN, Code.IDEMPOTENCY_KEY_INVALID,
            ),
            404: (Code.NOT_FOUND,),
            409: (
                Code.AMOUNT_ABOVE_BALANCE, Code.CURRENCY_MISMATCH, Code.PATIENT_MISMATCH, Code.INVOICE_NOT_PAYABLE,
                Code.INVOICE_BEING_PAID, Code.IDEMPOTENCY_KEY_REUSED,
            ),
            **_STRIPE,
        },
        "get_payment_intent": {404: (Code.NOT_FOUND,), **_BUSY},
        "confirm_payment_intent": {
            400: (Code.PROCESSOR_REFUSED,),
            402: (Code.CARD_DECLINED,),
            404: (Code.NOT_FOUND,),
            409: (Code.PAYMENT_STATE, Code.AMOUNT_ABOVE_BALANCE),
            **_STRIPE,
        },
        "cancel_payment_intent": {404: (Code.NOT_FOUND,), **_STRIPE},
        "get_receipt": {404: (Code.NOT_FOUND,), 409: (Code.RECEIPT_NOT_AVAILABLE,)},
        "receive_event": {
            400: (Code.WEBHOOK_SIGNATURE, Code.WEBHOOK_MALFORMED), 413: (Code.TOO_LARGE,), **_BUSY
        },
    }
)  # fmt: skip
"""Status -> codes, the example's first. 401 and 403 follow from the operation's security, 422 from what it takes."""
ANY_ROLE: Final = frozenset(["log_out", "who_am_i"])
"""Operations that refuse no one who is logged in."""
_DETAILS: Final[Mapping[Code, str]] = MappingProxyType(
    {
        Code.MALFORMED: "The request is not well formed.",
        Code.NOT_AUTHENTICATED: "Log in first: there is no session, or it has ended.",
        Code.NOT_ALLOWED: "Your role does not allow this.",
        Code.NOT_FOUND: "There is no such invoice.",
        Code.LOGIN_FAILED: "Name and password don't belong together.",
        Code.TOO_MANY_TRIES: "Too many tries. Wait 8 seconds, then try again.",
        Code.TOO_LARGE: "An event has 262144 bytes at most.",
        Code.CURSOR_INVALID: "This list has no such place. Begin at its first page.",
        Code.AMOUNT_TOO_PRECISE: "The amount has more decimals than its currency.",
        Code.AMOUNT_ABOVE_BALANCE: "The invoice has $148.00 left to pay.",
        Code.PAYMENT_STATE: "The payment does not wait for a card now.",
        Code.CARD_DECLINED: "Your card has insufficient funds.",
        Code.PROCESSOR_REFUSED: "Stripe refused the request (resource_missing).",
        Code.PROCESSOR_BUSY: "Stripe is busy with this payment. Nothing was charged by this request; ask again.",
        Code.OUTCOME_UNKNOWN: "Stripe has not answered, so it is not known yet what happened. Don't charge again.",
        Code.DATABASE_BUSY: "The database is busy. Ask again in a moment.",
        Code.RECEIPT_NOT_AVAILABLE: "No money has moved, so there is no receipt.",
        Code.WEBHOOK_SIGNATURE: "The signature is missing, wrong or too old.",
    }
)


def problem(code: Code, status: int) -> dict[str, Any]:
    """An example of the problem an operation answers with."""
    found = Problem(
        title=code.value.replace("_", " ").capitalize(),
        status=status,
        code=code.value,
        detail=_DETAILS[code],
        instance="3f2a9c0d5b7e4186a1c4d8e7f6b50912",
        fields={"currency": "Field required"} if code is Code.MALFORMED else {},
        decline_code="insufficient_funds" if code is Code.CARD_DECLINED else None,
        retry_after=2 if status in (429, 503, 504) else None,
    )
    return found.model_dump(mode="json", exclude_none=True)


def plain(example: object) -> object:
    """An example as JSON."""
    return example.model_dump(mode="json") if isinstance(example, BaseModel) else example
