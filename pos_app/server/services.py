"""Every service of the server, built once and from the bottom up."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.server.auth.passwords import Passwords
from pos_app.server.auth.service import AuthService
from pos_app.server.auth.throttle import Throttle
from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.gateway import Processor
from pos_app.server.invoices.service import InvoiceService
from pos_app.server.payments.attempts import Attempts
from pos_app.server.payments.customers import Customers
from pos_app.server.payments.notifier import Notifier
from pos_app.server.payments.service import PaymentService
from pos_app.server.payments.tokens import PayTokens
from pos_app.server.payments.waiting import Handbacks, HeldAnswers
from pos_app.server.payments.worker import Worker
from pos_app.server.receipts.pdf import ReceiptPrinter
from pos_app.server.receipts.service import ReceiptService
from pos_app.server.settings import Settings
from pos_app.server.webhooks.inbox import Inbox


@dataclass(frozen=True)
class Services:
    """What routers are given. ``worker`` is not started yet."""

    settings: Settings
    database: Database
    clock: Clock
    processor: Processor
    auth: AuthService
    invoices: InvoiceService
    payments: PaymentService
    held: HeldAnswers
    handbacks: Handbacks
    receipts: ReceiptService
    printer: ReceiptPrinter
    inbox: Inbox
    worker: Worker


def build_services(settings: Settings, database: Database, clock: Clock, processor: Processor) -> Services:
    notifier = Notifier()
    customers = Customers(database, processor, clock)
    attempts = Attempts(database, processor, customers, clock, notifier)
    tokens = PayTokens(settings.stripe_secret_key.get_secret_value())
    payments = PaymentService(database, attempts, tokens, clock, settings.stripe_publishable_key)
    handbacks = Handbacks()
    inbox = Inbox(database, clock)
    return Services(
        settings=settings,
        database=database,
        clock=clock,
        processor=processor,
        auth=AuthService(database, clock, Passwords(), Throttle(clock)),
        invoices=InvoiceService(database, clock),
        payments=payments,
        held=HeldAnswers(payments, notifier, handbacks),
        handbacks=handbacks,
        receipts=ReceiptService(database, settings.hospital_name),
        printer=ReceiptPrinter(),
        inbox=inbox,
        worker=Worker(database, attempts, inbox, processor, clock),
    )
