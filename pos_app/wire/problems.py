"""Problems as RFC 9457 ``application/problem+json``, with codes that never change their meaning."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from pos_app.wire.base import Answer

MEDIA_TYPE = "application/problem+json"


class Code(StrEnum):
    """Stable codes. The till maps each to one sentence and a next step."""

    MALFORMED = "malformed_request"
    NOT_AUTHENTICATED = "not_authenticated"
    LOGIN_FAILED = "login_failed"
    TOO_MANY_TRIES = "too_many_tries"
    NOT_ALLOWED = "not_allowed"
    PASSWORD_CHANGE_REQUIRED = "password_change_required"  # noqa: S105 - a code
    PASSWORD_WRONG = "password_wrong"  # noqa: S105 - a code
    PASSWORD_REFUSED = "password_refused"  # noqa: S105 - a code
    SSO_REFUSED = "sso_refused"
    SSO_OTHER_PERSON = "sso_other_person"
    SSO_OVER = "sso_over"
    SSO_UNAVAILABLE = "sso_unavailable"
    USERNAME_TAKEN = "username_taken"
    LAST_ADMIN = "last_admin"
    OWN_ACCOUNT = "own_account"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    TOO_LARGE = "request_too_large"
    TOO_SLOW = "request_too_slow"
    AMOUNT_INVALID = "amount_invalid"
    AMOUNT_TOO_PRECISE = "amount_too_precise"
    AMOUNT_TOO_SMALL = "amount_too_small"
    AMOUNT_TOO_LARGE = "amount_too_large"
    AMOUNT_ABOVE_BALANCE = "amount_above_balance"
    CURRENCY_UNKNOWN = "currency_unknown"
    CURRENCY_MISMATCH = "currency_mismatch"
    PATIENT_MISMATCH = "patient_mismatch"
    INVOICE_NOT_PAYABLE = "invoice_not_payable"
    INVOICE_BEING_PAID = "invoice_being_paid"
    IDEMPOTENCY_KEY_INVALID = "idempotency_key_invalid"
    IDEMPOTENCY_KEY_REUSED = "idempotency_key_reused"
    CARD_DECLINED = "card_declined"
    TOO_MANY_DECLINES = "too_many_declines"
    CARD_EXPIRED = "card_expired"
    CARD_NOT_USABLE = "card_not_usable"
    PAYMENT_STATE = "payment_state_conflict"
    OUTCOME_UNKNOWN = "outcome_unknown"
    PROCESSOR_UNREACHABLE = "processor_unreachable"
    PROCESSOR_REFUSED = "processor_refused"
    PROCESSOR_BUSY = "processor_busy"
    PAYMENT_NOT_REFUNDABLE = "payment_not_refundable"
    PAYMENT_DISPUTED = "payment_disputed"
    REFUND_ABOVE_CAPTURED = "refund_above_captured"
    REFUND_STATE = "refund_state_conflict"
    REFUND_NEEDS_ANOTHER = "refund_needs_another"
    REFUND_TOO_OLD = "refund_too_old"
    REFUND_NOT_ALLOWED = "refund_not_allowed"
    RECEIPT_NOT_AVAILABLE = "receipt_not_available"
    EXCEPTION_RESOLVED = "exception_resolved"
    WEBHOOK_SIGNATURE = "webhook_signature_invalid"
    WEBHOOK_MALFORMED = "webhook_malformed"
    CURSOR_INVALID = "cursor_invalid"
    DATABASE_BUSY = "database_busy"
    DATABASE_FULL = "database_full"
    INTERNAL = "internal_error"


class Problem(Answer):
    """One error. ``detail`` is a sentence a person may read; ``code`` is for programs."""

    type: str = Field(default="about:blank", examples=["about:blank"])
    title: str = Field(examples=["Amount above the balance"])
    status: int = Field(examples=[409])
    code: str = Field(examples=[Code.AMOUNT_ABOVE_BALANCE])
    detail: str = Field(examples=["The invoice has 148.00 USD left to pay."])
    instance: str | None = Field(default=None, description="The request's id, to find it in the log")
    fields: dict[str, str] = Field(default_factory=dict, description="For a malformed request: field -> what is wrong")
    decline_code: str | None = Field(default=None, description="For card_declined: Stripe's decline code")
    retry_after: int | None = Field(default=None, description="Seconds after which the same request may succeed")
