"""The tables. Money is in minor units; points in time are UTC; what the database can enforce, it enforces."""

from __future__ import annotations

from pos_app.server.models.audit import AuditEntry, AuditHead
from pos_app.server.models.base import Base, Counter, Meta, new_id
from pos_app.server.models.books import LedgerEntry, MoneyException, StripeDispute, StripePayout, Sweep
from pos_app.server.models.cards import CardConsent, StripeCustomer, StripePaymentMethod
from pos_app.server.models.inbox import StripeEvent, Worker
from pos_app.server.models.invoices import Invoice, InvoiceEvent, InvoiceLine, Patient
from pos_app.server.models.links import PayLink
from pos_app.server.models.payments import Payment, Receipt, ReceiptCopy, StripePaymentIntent
from pos_app.server.models.people import AuthSession, Site, User, UserSite
from pos_app.server.models.refunds import RefundDecision, StripeRefund
from pos_app.server.models.sso import SsoAccount, SsoAttempt
from pos_app.server.models.tries import LoginTries

__all__ = [
    "AuditEntry",
    "AuditHead",
    "AuthSession",
    "Base",
    "CardConsent",
    "Counter",
    "Invoice",
    "InvoiceEvent",
    "InvoiceLine",
    "LedgerEntry",
    "LoginTries",
    "Meta",
    "MoneyException",
    "Patient",
    "PayLink",
    "Payment",
    "Receipt",
    "ReceiptCopy",
    "RefundDecision",
    "Site",
    "SsoAccount",
    "SsoAttempt",
    "StripeCustomer",
    "StripeDispute",
    "StripeEvent",
    "StripePaymentIntent",
    "StripePaymentMethod",
    "StripePayout",
    "StripeRefund",
    "Sweep",
    "User",
    "UserSite",
    "Worker",
    "new_id",
]
