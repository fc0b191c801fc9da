"""The audit log, for those who look after the others."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import Field

from pos_app.wire.base import Answer, Instant


class Act(StrEnum):
    """What was done, or was to be done and refused. Stable: rows of years past are told in these words."""

    LOG_IN = "log_in"
    LOG_OUT = "log_out"
    UNLOCK = "unlock"
    REFRESH_REUSED = "refresh_reused"
    LINK_SSO = "link_sso"
    ALLOW_SSO = "allow_sso"
    CHANGE_PASSWORD = "change_password"  # noqa: S105 - an act
    CREATE_PERSON = "create_person"
    RENAME_PERSON = "rename_person"
    MOVE_PERSON = "move_person"
    GIVE_ROLE = "give_role"
    DISABLE_PERSON = "disable_person"
    ENABLE_PERSON = "enable_person"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - an act
    END_SESSIONS = "end_sessions"
    OPEN_PAYMENT = "open_payment"
    CONFIRM_PAYMENT = "confirm_payment"
    CANCEL_PAYMENT = "cancel_payment"
    MAKE_PAY_LINK = "make_pay_link"
    CARD_DECLINED = "card_declined"
    PAYMENT_RECORDED = "payment_recorded"
    PAYMENT_CANCELLED = "payment_cancelled"
    PAYMENT_FAILED = "payment_failed"
    PAYMENT_UNKNOWN = "payment_unknown"
    PAYMENT_PUT_BACK = "payment_put_back"
    MONEY_UNASSIGNED = "money_unassigned"
    ASK_REFUND = "ask_refund"
    APPROVE_REFUND = "approve_refund"
    REFUSE_REFUND = "refuse_refund"
    WITHDRAW_REFUND = "withdraw_refund"
    REFUND_SUBMITTED = "refund_submitted"
    REFUND_PENDING = "refund_pending"
    REFUND_SUCCEEDED = "refund_succeeded"
    REFUND_FAILED = "refund_failed"
    REFUND_CANCELLED = "refund_cancelled"
    REFUND_UNKNOWN = "refund_unknown"
    REFUND_FOUND = "refund_found"
    EXCEPTION_RAISED = "exception_raised"
    EXCEPTION_ENDED = "exception_ended"
    RESOLVE_EXCEPTION = "resolve_exception"
    KEEP_CARD = "keep_card"
    TAKE_BACK_CONSENT = "take_back_consent"
    REMOVE_CARD = "remove_card"
    CARD_GONE = "card_gone"
    RECEIVE_EVENT = "receive_event"
    RETRY_EVENT = "retry_event"
    REPRINT_RECEIPT = "reprint_receipt"
    EXPORT_REPORT = "export_report"
    READ_RECEIPTS = "read_receipts"
    READ_REPORT = "read_report"
    READ_INVOICE = "read_invoice"
    SEARCH_PATIENTS = "search_patients"
    READ_AUDIT = "read_audit"
    REQUEST = "request"


class Outcome(StrEnum):
    DONE = "done"
    REFUSED = "refused"


class AuditSubject(Answer):
    """What an entry is about."""

    kind: str = Field(examples=["payment_intent"])
    id: str


class AuditEntry(Answer):
    """One entry. Entries of one till and day are a chain: each holds the hash of the one before it."""

    id: str
    chain: str = Field(examples=["Front desk 3"], description="The till; `server` for what has none")
    day: str = Field(examples=["2026-11-23"], description="Where the server stands")
    sequence: int = Field(description="From 1 in each chain and day")
    at: Instant
    user_id: str = Field(description="Empty where nobody was logged in, and for what the server does by itself")
    name: str = Field(examples=["Tomasz Zieliński"], description="As it was then; never a patient's")
    role: str = Field(examples=["cashier"])
    till: str = Field(examples=["Front desk 3"])
    address: str = Field(examples=["10.1.2.3"], description="Of the client, as the server saw it")
    action: str = Field(examples=["open_payment"], description="Stable, for programs")
    subject: AuditSubject | None
    invoice_id: str | None = None
    before: dict[str, Any] | None = Field(description="Ids, states and minor units")
    after: dict[str, Any] | None
    outcome: Outcome
    code: str = Field(default="", description="Of the problem, where it was refused")
    hash: str = Field(description="SHA-256 of all of it and of the hash of the entry before")


class AuditPage(Answer):
    items: tuple[AuditEntry, ...]
    next_cursor: str | None = Field(default=None, description="Pass as cursor= for the next page; null on the last")
