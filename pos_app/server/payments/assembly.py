"""Card payments put together: what the application factory mounts, starts and stops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter

from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.gateway import Processor
from pos_app.server.gateway.stripe_service import StripeService
from pos_app.server.payments.attempts import Attempts
from pos_app.server.payments.customers import Customers
from pos_app.server.payments.notifier import Notifier
from pos_app.server.payments.routes import build_router as payments_router
from pos_app.server.payments.service import PaymentService
from pos_app.server.payments.tokens import PayTokens
from pos_app.server.payments.waiting import Handbacks, HeldAnswers
from pos_app.server.payments.worker import Worker
from pos_app.server.receipts.pdf import ReceiptPrinter
from pos_app.server.receipts.routes import build_router as receipts_router
from pos_app.server.receipts.service import ReceiptService
from pos_app.server.settings import Settings
from pos_app.server.webhooks.inbox import Inbox
from pos_app.server.webhooks.routes import build_router as webhooks_router


@dataclass(frozen=True, slots=True)
class CardPayments:
    """``routers`` belong under the API's prefix; ``worker`` is to be started with the server and stopped with it."""

    routers: Sequence[APIRouter]
    worker: Worker
    service: PaymentService


def build(settings: Settings, database: Database, clock: Clock) -> CardPayments:
    """Every object of card payments, for these settings."""
    secret = settings.stripe_secret_key.get_secret_value()
    processor: Processor = StripeService(secret, settings.webhook_secrets, settings.stripe_api_base)
    notifier, handbacks, inbox = Notifier(), Handbacks(), Inbox(database, clock)
    attempts = Attempts(database, processor, Customers(database, processor, clock), clock, notifier)
    service = PaymentService(database, attempts, PayTokens(secret), clock, settings.stripe_publishable_key)
    worker = Worker(database, attempts, inbox, processor, clock)
    held = HeldAnswers(service, notifier, handbacks)
    routers = (
        payments_router(service, held, handbacks, clock, settings.public_url),
        receipts_router(ReceiptService(database, settings.hospital_name), ReceiptPrinter()),
        webhooks_router(processor, inbox, worker.wake),
    )
    return CardPayments(routers, worker, service)
