"""Examples and errors of each operation for the API's description, built from the wire models to stay true."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from pydantic import BaseModel

from pos_app.money import Money
from pos_app.wire.audit import AuditEntry, AuditPage, AuditSubject, Outcome
from pos_app.wire.auth import (
    LoginAnswer,
    LoginRequest,
    PasswordRequest,
    Person,
    RefreshRequest,
    Role,
    SiteRef,
    UnlockRequest,
)
from pos_app.wire.base import Amount
from pos_app.wire.customers import CustomerAnswer, EnsureCustomer, SavedCard, SavedCards
from pos_app.wire.events import About, EventPage, EventRow, EventState
from pos_app.wire.exceptions import MoneyExceptionEntry, MoneyExceptionPage, ResolveException
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
    PayLinkAnswer,
    PaymentIntentAnswer,
    ReceiptRef,
)
from pos_app.wire.people import ChangePerson, CreatePerson, OneTimePassword, PersonPage, PersonRow, SiteList
from pos_app.wire.problems import Code, Problem
from pos_app.wire.receipts import Receipt, ReceiptPage, ReceiptRow, Reprint
from pos_app.wire.refunds import (
    ApproveRefund,
    ApproveRefundHere,
    CreateRefund,
    ReasonCode,
    RefundAnswer,
    RefundDecisionEntry,
    RefundPage,
    RefundState,
    RefuseRefund,
)
from pos_app.wire.reports import (
    CurrencyTakings,
    Decline,
    Extent,
    TakingsGroup,
    TakingsOfHour,
    TakingsPart,
    TakingsReport,
    Tries,
)
from pos_app.wire.sso import ClaimSso, LoginMethods, SsoMethod, SsoProgress, SsoStarted, SsoStep, StartSso

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
_STARTED = SsoStarted(
    claim_secret="opaque",  # noqa: S106 - an example
    open_url="https://login.larkfield.example/authorize?client_id=hmis-pos",
    code="K7M-4QX",
    expires_at=_AT + timedelta(minutes=5),
    expires_in=300,
)
_LOGGED_IN: Final = LoginAnswer(
    access_token="opaque",  # noqa: S106 - no token
    expires_at=_AT + timedelta(minutes=15),
    expires_in=900,
    refresh_token="family.secret",  # noqa: S106 - no token
    session_ends_at=_AT + timedelta(hours=12),
    user=_PERSON,
)
_ACCOUNT: Final = PersonRow(
    id="3c7f1a90-5e2d-4b86-9d14-a8e6f0b2c751",
    username="leila.haddad",
    display_name="Leila Haddad",
    role=Role.SUPERVISOR,
    sites=(_SITE,),
    disabled=False,
    must_change_password=True,
    created_at=_AT,
)
_ONE_TIME: Final = OneTimePassword(
    user=_ACCOUNT,
    one_time_password="k3vm-97tq-xw2a-pd8c",  # noqa: S106 - an example
    good_until=_AT + timedelta(days=3),
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
    state=AttemptState.SUBMITTED,
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
_CUSTOMER: Final = CustomerAnswer(
    id="2b8f4c19-7d60-4e35-a1c8-f0e6d3b5a974", stripe_customer_id="cus_Example", patient_id=_PATIENT, created_at=_AT
)
_KEPT: Final = SavedCard(
    id="e47b1d05-3a9c-4f82-b6e0-8c2d5f7a1b36",
    stripe_payment_method_id="pm_1Example",
    brand="visa",
    last4="4242",
    exp_month=12,
    exp_year=2030,
    expired=False,
    consented_at=_AT,
    consented_by="Tomasz Zieliński",
    created_at=_AT,
)
_LINK: Final = PayLinkAnswer(
    url="https://billing.larkfield.example/p/3q2-7wEjRWeJq83vEjRWeJCrze8SNFZ4kKvN7xI0Vng",
    expires_at=_AT + timedelta(minutes=15),
    expires_in=900,
)
_CANCELLED: Final = _OPENED.model_copy(
    update={**_NOT_PAYABLE, "state": AttemptState.CANCELLED, "status": "canceled", "version": 3}
)
_ODD: Final = MoneyExceptionEntry(
    id="0b8d5f6e-3c19-4a72-9d04-7e5a2c1f8b36",
    kind="overpaid",
    title="More was received than was left to pay",
    detail="$148.00 was received for INV-20418, which had $48.00 left to pay.",
    advice="Refund the difference; it is kept as the patient's credit.",
    invoice_id=_INVOICE,
    invoice_number="INV-20418",
    payment_intent_id=_ATTEMPT,
    amount=_usd(10000),
    created_at=_AT,
)
_REFUND: Final = RefundAnswer(
    id="2c8e4d17-5b3a-4f90-8d6e-91a0c7f3b542",
    payment_id="6f1d2b7a-90c4-4e83-b5d7-3a8c1e0f9264",
    payment_intent_id=_ATTEMPT,
    invoice_id=_INVOICE,
    invoice_number="INV-20418",
    patient_id=_PATIENT,
    patient=PatientRef(id=_PATIENT, name="Margaret Okafor", mrn="4021 7730"),
    service="MRI, left knee",
    card=CardRef(brand="visa", last4="4242"),
    payment_amount=_usd(14800),
    payment_at=_AT,
    amount="48.00",
    amount_minor=4800,
    currency="usd",
    state=RefundState.REQUESTED,
    status="unknown",
    version=1,
    reason="The insurer paid after all",
    reason_code=ReasonCode.INSURER_PAID,
    by="Tomasz Zieliński",
    by_id=_PERSON.id,
    till="Front desk 3",
    approvals_needed=1,
    payment_left=_usd(10000),
    invoice_due=_usd(0),
    created_at=_AT,
    updated_at=_AT,
)
_REFUNDED: Final = _REFUND.model_copy(
    update={
        "state": RefundState.SUCCEEDED,
        "status": "succeeded",
        "stripe_refund_id": "re_3Example",
        "version": 4,
        "approvals_needed": 0,
        "invoice_due": _usd(4800),
        "decisions": (
            RefundDecisionEntry(
                decision="approved",
                by="Leila Haddad",
                by_id="5c1e9f38-b2d4-4a06-8e7b-d3f0a6c4912e",
                note="Checked",
                amount=_usd(4800),
                at=_AT,
            ),
        ),
    }
)
_NO_MORE: Final = {"approvals_needed": 0, "version": 2, "payment_left": _usd(14800)}
_AUDITED: Final = AuditEntry(
    id="b60f7c1e-2d84-4a95-9e3b-50c8d1a7f264",
    chain="Front desk 3",
    day="2026-11-23",
    sequence=17,
    at=_AT,
    user_id=_PERSON.id,
    name="Tomasz Zieliński",
    role="cashier",
    till="Front desk 3",
    address="10.1.2.3",
    action="open_payment",
    subject=AuditSubject(kind="payment_intent", id=_ATTEMPT),
    invoice_id=_INVOICE,
    before={"due_minor": 14800},
    after={"amount_minor": 14800, "currency": "usd", "state": "created"},
    outcome=Outcome.DONE,
    hash="9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab",
)
_DEAD: Final = EventRow(
    id="evt_1Example",
    type="payment_intent.succeeded",
    subject=About(kind="payment_intent", id=_INTENT),
    state=EventState.DEAD,
    tries=12,
    error="ProcessorUnknown",
    received_at=_AT,
)

REQUESTS: Final[Mapping[str, object]] = MappingProxyType(
    {
        "log_in": LoginRequest(username="cashier", password="sample-cashier", till="Front desk 3"),  # noqa: S106 - the sample hospital's
        "refresh_session": RefreshRequest(refresh_token="family.secret"),  # noqa: S106 - no token
        "unlock": UnlockRequest(password="sample-cashier"),  # noqa: S106 - the sample hospital's
        "start_sso": StartSso(till="Front desk 3"),
        "finish_sso": ClaimSso(claim_secret="opaque", wait=10),  # noqa: S106 - an example
        "unlock_by_sso": ClaimSso(claim_secret="opaque", wait=10),  # noqa: S106 - an example
        "change_password": PasswordRequest(
            current_password="sample-cashier",  # noqa: S106 - the sample hospital's
            new_password="four words in a row",  # noqa: S106 - an example
        ),
        "create_payment_intent": CreatePaymentIntent(
            invoice_id=_INVOICE,
            patient_id=_PATIENT,
            amount="148.00",
            currency="usd",
            customer_email="patient@mail.example",
        ),
        "confirm_payment_intent": ConfirmPaymentIntent(payment_method_id="pm_card_visa"),
        "resolve_exception": ResolveException(note="Refunded the difference, agreed with the patient."),
        "create_refund": CreateRefund(
            payment_intent_id=_ATTEMPT,
            amount="48.00",
            reason="The insurer paid after all",
            reason_code=ReasonCode.INSURER_PAID,
        ),
        "approve_refund": ApproveRefund(amount="48.00", note="Checked"),
        "approve_refund_here": ApproveRefundHere(claim_secret="opaque", amount="48.00"),  # noqa: S106 - an example
        "refuse_refund": RefuseRefund(note="The insurer has not paid yet"),
        "ensure_customer": EnsureCustomer(patient_id=_PATIENT),
        "create_user": CreatePerson(
            username="leila.haddad", display_name="Leila Haddad", role=Role.SUPERVISOR, site_ids=(_SITE.id,)
        ),
        "change_user": ChangePerson(role=Role.CASHIER, site_ids=(_SITE.id,)),
        "receive_event": {
            "id": "evt_1Example",
            "object": "event",
            "type": "payment_intent.succeeded",
            "livemode": False,
            "data": {"object": {"id": _INTENT, "object": "payment_intent"}},
        },
    }
)


_RECEIPT = Receipt(
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
)
_RECEIPT_ROW = ReceiptRow(
    number="R-10457",
    issued_at=_AT,
    invoice_number="INV-20418",
    patient="Margaret Okafor",
    mrn="4021 7730",
    site="North Wing",
    till="Front desk 3",
    served_by="Tomasz Zieliński",
    paid=_usd(14800),
    card=_CARD,
    copies=1,
)


def _takings(at: datetime) -> CurrencyTakings:
    sums: dict[str, Any] = {
        "payments": 2,
        "taken": _usd(29600),
        "refunds": 1,
        "given_back": _usd(1000),
        "net": _usd(28600),
    }
    tenders = (TakingsPart(name="card", **sums),)
    return CurrencyTakings(
        currency="usd",
        tenders=tenders,
        tills=(TakingsGroup(name="Front desk 3", tenders=tenders, **sums),),
        people=(TakingsGroup(name="Tomasz Zieliński", tenders=tenders, **sums),),
        hours=(TakingsOfHour(begins=at.replace(minute=0), tenders=tenders, **sums),),
        **sums,
    )


# By operation; with a status behind it where one of its answers needs another example.
ANSWERS: Final[Mapping[str, object]] = MappingProxyType(
    {
        "log_in": _LOGGED_IN,
        "refresh_session": _LOGGED_IN,
        "change_password": _LOGGED_IN,
        "login_methods": LoginMethods(sso=SsoMethod(name="Larkfield Account")),
        "start_sso": _STARTED,
        "finish_sso": SsoProgress(step=SsoStep.DONE, login=_LOGGED_IN),
        "unlock_by_sso": SsoProgress(step=SsoStep.DONE),
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
        "make_pay_link": _LINK,
        "create_refund": _REFUND,
        "list_refunds": RefundPage(items=(_REFUND,)),
        "get_refund": _REFUNDED,
        "approve_refund": _REFUNDED,
        "start_approval_here": _STARTED,
        "approve_refund_here": _REFUNDED,
        "refuse_refund": _REFUND.model_copy(update={**_NO_MORE, "state": RefundState.REFUSED}),
        "cancel_refund": _REFUND.model_copy(update={**_NO_MORE, "state": RefundState.CANCELLED}),
        "get_receipt": _RECEIPT,
        "get_receipt_by_number": _RECEIPT,
        "list_receipts": ReceiptPage(items=(_RECEIPT_ROW,), next_cursor="R-10457"),
        "reprint_receipt": Reprint(
            number="R-10457", copy_number=1, made_at=_AT, made_by="Tomasz Zieliński", till="Front desk 3"
        ),
        "read_takings": TakingsReport(
            first=_AT.date(),
            last=_AT.date(),
            until=_AT,
            extent=Extent.SITES,
            sites=("North Wing",),
            currencies=(_takings(_AT),),
            tries=Tries(
                succeeded=2,
                failed=1,
                declines=(Decline(code="insufficient_funds", tries=1),),
                median_seconds=42.0,
            ),
        ),
        "list_audit": AuditPage(items=(_AUDITED,)),
        "list_exceptions": MoneyExceptionPage(items=(_ODD,)),
        "resolve_exception": _ODD.model_copy(
            update={
                "resolved_at": _AT,
                "resolved_by": "Leila Haddad",
                "resolution": "Refunded the difference, agreed with the patient.",
            }
        ),
        "ensure_customer": _CUSTOMER,
        "get_customer_of_patient": _CUSTOMER,
        "list_saved_cards": SavedCards(items=(_KEPT,)),
        "list_users": PersonPage(items=(_ACCOUNT,)),
        "create_user": _ONE_TIME,
        "get_user": _ACCOUNT,
        "change_user": _ACCOUNT.model_copy(update={"role": Role.CASHIER}),
        "reset_password": _ONE_TIME,
        "list_sites": SiteList(items=(_SITE,)),
        "receive_event": {"received": True},
        "list_events": EventPage(items=(_DEAD,)),
        "retry_event": _DEAD.model_copy(update={"state": EventState.PENDING, "tries": 0, "next_try_at": _AT}),
    }
)

_BUSY = {503: (Code.DATABASE_BUSY,)}
_STRIPE = {
    502: (Code.PROCESSOR_REFUSED,),
    503: (Code.PROCESSOR_BUSY, Code.DATABASE_BUSY),
    507: (Code.DATABASE_FULL,),
    504: (Code.OUTCOME_UNKNOWN,),
}
ERRORS: Final[Mapping[str, Mapping[int, tuple[Code, ...]]]] = MappingProxyType(
    {
        "log_in": {401: (Code.LOGIN_FAILED,), 429: (Code.TOO_MANY_TRIES,)},
        "refresh_session": {401: (Code.NOT_AUTHENTICATED,), **_BUSY},
        "unlock": {403: (Code.PASSWORD_WRONG,), 429: (Code.TOO_MANY_TRIES,)},
        "start_sso": {404: (Code.NOT_FOUND,), 429: (Code.TOO_MANY_TRIES,), 503: (Code.SSO_UNAVAILABLE,)},
        "finish_sso": {
            403: (Code.SSO_REFUSED,), 404: (Code.NOT_FOUND,), 410: (Code.SSO_OVER,), 503: (Code.SSO_UNAVAILABLE,)
        },
        "unlock_by_sso": {
            403: (Code.SSO_OTHER_PERSON, Code.SSO_REFUSED), 404: (Code.NOT_FOUND,), 410: (Code.SSO_OVER,),
            503: (Code.SSO_UNAVAILABLE,),
        },
        "change_password": {
            400: (Code.PASSWORD_REFUSED,), 403: (Code.PASSWORD_WRONG,), 429: (Code.TOO_MANY_TRIES,), **_BUSY
        },
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
            429: (Code.TOO_MANY_DECLINES,),
            **_STRIPE,
        },
        "get_payment_intent": {404: (Code.NOT_FOUND,), **_BUSY},
        "confirm_payment_intent": {
            400: (Code.PROCESSOR_REFUSED,),
            402: (Code.CARD_DECLINED,),
            404: (Code.NOT_FOUND,),
            409: (
                Code.PAYMENT_STATE, Code.AMOUNT_ABOVE_BALANCE, Code.CARD_NOT_USABLE, Code.CARD_EXPIRED,
                Code.TOO_MANY_DECLINES,
            ),
            429: (Code.TOO_MANY_DECLINES,),
            **_STRIPE,
        },
        "cancel_payment_intent": {404: (Code.NOT_FOUND,), **_STRIPE},
        "make_pay_link": {404: (Code.NOT_FOUND,), 409: (Code.PAYMENT_STATE,), **_STRIPE},
        "create_refund": {
            400: (
                Code.AMOUNT_INVALID, Code.AMOUNT_TOO_PRECISE, Code.AMOUNT_TOO_LARGE, Code.CURRENCY_UNKNOWN,
                Code.IDEMPOTENCY_KEY_INVALID,
            ),
            404: (Code.NOT_FOUND,),
            409: (
                Code.REFUND_ABOVE_CAPTURED, Code.PAYMENT_NOT_REFUNDABLE, Code.PAYMENT_DISPUTED, Code.CURRENCY_MISMATCH,
                Code.IDEMPOTENCY_KEY_REUSED, Code.REFUND_TOO_OLD,
            ),
            503: (Code.DATABASE_BUSY,),
            504: (Code.OUTCOME_UNKNOWN,),
        },
        "list_refunds": {400: (Code.CURSOR_INVALID,)},
        "get_refund": {404: (Code.NOT_FOUND,)},
        "approve_refund": {
            400: (Code.AMOUNT_INVALID, Code.AMOUNT_TOO_PRECISE, Code.AMOUNT_TOO_LARGE, Code.CURRENCY_UNKNOWN),
            403: (Code.REFUND_NOT_ALLOWED, Code.NOT_ALLOWED),
            404: (Code.NOT_FOUND,),
            409: (
                Code.REFUND_STATE, Code.REFUND_ABOVE_CAPTURED, Code.PAYMENT_NOT_REFUNDABLE, Code.PAYMENT_DISPUTED,
                Code.REFUND_NEEDS_ANOTHER, Code.REFUND_TOO_OLD,
            ),
            503: (Code.DATABASE_BUSY,),
            504: (Code.OUTCOME_UNKNOWN,),
        },
        "start_approval_here": {
            404: (Code.NOT_FOUND,), 409: (Code.REFUND_STATE,), 429: (Code.TOO_MANY_TRIES,), 503: (Code.SSO_UNAVAILABLE,)
        },
        "approve_refund_here": {
            400: (Code.AMOUNT_INVALID, Code.AMOUNT_TOO_PRECISE, Code.AMOUNT_TOO_LARGE, Code.CURRENCY_UNKNOWN),
            403: (Code.REFUND_NOT_ALLOWED, Code.SSO_REFUSED, Code.NOT_ALLOWED),
            404: (Code.NOT_FOUND,),
            409: (
                Code.REFUND_STATE, Code.REFUND_ABOVE_CAPTURED, Code.PAYMENT_NOT_REFUNDABLE, Code.PAYMENT_DISPUTED,
                Code.REFUND_NEEDS_ANOTHER, Code.REFUND_TOO_OLD,
            ),
            410: (Code.SSO_OVER,),
            503: (Code.DATABASE_BUSY,),
            504: (Code.OUTCOME_UNKNOWN,),
        },
        "refuse_refund": {
            403: (Code.REFUND_NOT_ALLOWED, Code.NOT_ALLOWED), 404: (Code.NOT_FOUND,), 409: (Code.REFUND_STATE,), **_BUSY
        },
        "cancel_refund": {
            403: (Code.REFUND_NOT_ALLOWED, Code.NOT_ALLOWED),
            404: (Code.NOT_FOUND,),
            409: (Code.REFUND_STATE,),
            503: (Code.DATABASE_BUSY,),
            504: (Code.OUTCOME_UNKNOWN,),
        },
        "ensure_customer": {404: (Code.NOT_FOUND,), **_STRIPE},
        "get_customer_of_patient": {404: (Code.NOT_FOUND,)},
        "list_saved_cards": {404: (Code.NOT_FOUND,)},
        "remove_saved_card": {404: (Code.NOT_FOUND,), **_BUSY},
        "get_receipt": {404: (Code.NOT_FOUND,), 409: (Code.RECEIPT_NOT_AVAILABLE,)},
        "list_receipts": {400: (Code.CURSOR_INVALID,), **_BUSY},
        "read_takings": _BUSY,
        "get_receipt_by_number": {404: (Code.NOT_FOUND,)},
        "reprint_receipt": {
            400: (Code.IDEMPOTENCY_KEY_INVALID,), 404: (Code.NOT_FOUND,), 409: (Code.IDEMPOTENCY_KEY_REUSED,), **_BUSY
        },
        "list_audit": {400: (Code.CURSOR_INVALID,), **_BUSY},
        "list_exceptions": {400: (Code.CURSOR_INVALID,)},
        "resolve_exception": {404: (Code.NOT_FOUND,), 409: (Code.EXCEPTION_RESOLVED,), **_BUSY},
        "retry_event": {404: (Code.NOT_FOUND,), **_BUSY},
        "list_users": {400: (Code.CURSOR_INVALID,)},
        "create_user": {404: (Code.NOT_FOUND,), 409: (Code.USERNAME_TAKEN,), **_BUSY},
        "get_user": {404: (Code.NOT_FOUND,)},
        "change_user": {404: (Code.NOT_FOUND,), 409: (Code.OWN_ACCOUNT, Code.LAST_ADMIN), **_BUSY},
        "reset_password": {404: (Code.NOT_FOUND,), 409: (Code.OWN_ACCOUNT,), **_BUSY},
        "end_sessions": {404: (Code.NOT_FOUND,), **_BUSY},
        "receive_event": {
            400: (Code.WEBHOOK_SIGNATURE, Code.WEBHOOK_MALFORMED), 408: (Code.TOO_SLOW,), 413: (Code.TOO_LARGE,),
            **_BUSY,
        },
    }
)  # fmt: skip
"""Status -> codes, the example's first. 401 and 403 follow from the operation's security, 422 from what it takes."""
ANY_ROLE: Final = frozenset(["log_out", "who_am_i", "unlock", "unlock_by_sso", "change_password"])
"""Operations that refuse no one who is logged in."""
_DETAILS: Final[Mapping[Code, str]] = MappingProxyType(
    {
        Code.MALFORMED: "The request is not well formed.",
        Code.NOT_AUTHENTICATED: "Log in first: there is no session, or it has ended.",
        Code.NOT_ALLOWED: "Your role does not allow this.",
        Code.NOT_FOUND: "There is no such invoice.",
        Code.LOGIN_FAILED: "Name and password don't belong together.",
        Code.PASSWORD_WRONG: "The password you have now is not right.",
        Code.PASSWORD_REFUSED: "It needs 12 characters or more: several words in a row do well.",
        Code.SSO_REFUSED: "This account can't log in here that way: ask an admin.",
        Code.SSO_OTHER_PERSON: "Somebody else has signed in than the person whose session this is.",
        Code.SSO_OVER: "This log-in has ended: begin again.",
        Code.SSO_UNAVAILABLE: "The single sign-on does not answer as it should.",
        Code.USERNAME_TAKEN: "Somebody has this user name already.",
        Code.OWN_ACCOUNT: "Nobody changes their own role: ask another admin.",
        Code.TOO_MANY_TRIES: "Too many tries. Wait 8 seconds, then try again.",
        Code.TOO_MANY_DECLINES: "5 cards were declined. Wait 2 seconds before the next one.",
        Code.TOO_LARGE: "An event has 262144 bytes at most.",
        Code.TOO_SLOW: "The request did not arrive in time.",
        Code.CURSOR_INVALID: "This list has no such place. Begin at its first page.",
        Code.AMOUNT_TOO_PRECISE: "The amount has more decimals than its currency.",
        Code.AMOUNT_ABOVE_BALANCE: "The invoice has $148.00 left to pay.",
        Code.REFUND_ABOVE_CAPTURED: "The payment has $100.00 left that can be refunded.",
        Code.REFUND_STATE: "This refund is on its way already.",
        Code.REFUND_NOT_ALLOWED: "You asked for this refund yourself, so somebody else must decide on it.",
        Code.AMOUNT_INVALID: "The amount must be more than zero.",
        Code.PAYMENT_STATE: "The payment does not wait for a card now.",
        Code.CARD_DECLINED: "Your card has insufficient funds.",
        Code.PROCESSOR_REFUSED: "Stripe refused the request (resource_missing).",
        Code.PROCESSOR_BUSY: "Stripe is busy with this payment. Nothing was charged by this request; ask again.",
        Code.OUTCOME_UNKNOWN: "Stripe has not answered, so it is not known yet what happened. Don't charge again.",
        Code.DATABASE_BUSY: "The database is busy. Ask again in a moment.",
        Code.DATABASE_FULL: "The server has no room left to write this down.",
        Code.IDEMPOTENCY_KEY_INVALID: "The Idempotency-Key must be a UUID.",
        Code.IDEMPOTENCY_KEY_REUSED: "This Idempotency-Key was used for another copy. Use a new one.",
        Code.RECEIPT_NOT_AVAILABLE: "No money has moved, so there is no receipt.",
        Code.EXCEPTION_RESOLVED: "Somebody has seen to this already.",
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
