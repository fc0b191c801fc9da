"""Every service of the server, built once and from the bottom up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from pos_app.server.audit.buffer import Buffer
from pos_app.server.audit.hidden import HiddenNames
from pos_app.server.audit.service import AuditLog
from pos_app.server.auth.passwords import Passwords
from pos_app.server.auth.service import AuthService
from pos_app.server.auth.throttle import OldTries, Throttle
from pos_app.server.chores import Chore
from pos_app.server.clock import Clock
from pos_app.server.customers.keeping import KeptCards
from pos_app.server.customers.making import Customers
from pos_app.server.customers.service import CustomerService
from pos_app.server.db import Database
from pos_app.server.disputes.service import Disputes
from pos_app.server.errands import Errands
from pos_app.server.exceptions.service import ExceptionService
from pos_app.server.gateway import Kind, Processor
from pos_app.server.invoices.service import InvoiceService
from pos_app.server.listening import Heard, Listener
from pos_app.server.news import Hear, News
from pos_app.server.payments.attempts import Attempts
from pos_app.server.payments.in_bulk import ManyAttempts
from pos_app.server.payments.links import PayLinks
from pos_app.server.payments.notifier import Notifier
from pos_app.server.payments.recovery import Recovery
from pos_app.server.payments.service import PaymentService
from pos_app.server.payments.tokens import PayTokens
from pos_app.server.payments.waiting import Handbacks, HeldAnswers
from pos_app.server.payments.watching import WatchedAttempts
from pos_app.server.payouts.service import Payouts
from pos_app.server.people.service import PeopleService
from pos_app.server.receipts.pdf import ReceiptPrinter
from pos_app.server.receipts.service import ReceiptService
from pos_app.server.reconciler.calm import CROWD
from pos_app.server.reconciler.freshness import Freshness
from pos_app.server.reconciler.recorder import Recorder
from pos_app.server.reconciler.rules import REFUNDING, List
from pos_app.server.reconciler.service import Reconciler
from pos_app.server.refunds.chore import RefundChore
from pos_app.server.refunds.conversation import Refunds
from pos_app.server.refunds.here import ApprovalsHere
from pos_app.server.refunds.service import RefundService
from pos_app.server.reports.service import ReportService
from pos_app.server.settings import Settings
from pos_app.server.sso.provider import IdentityProvider
from pos_app.server.sso.service import SsoService
from pos_app.server.webhooks.inbox import Inbox
from pos_app.server.webhooks.pruning import Payloads
from pos_app.server.webhooks.service import EventService
from pos_app.server.work.attempts import OpenAttempts, WaitingAttempts
from pos_app.server.work.worker import Worker


@dataclass(frozen=True)
class Services:
    """What routers are given. ``worker``, ``errands`` and ``listener`` are not started yet."""

    settings: Settings
    audit: Buffer
    audit_log: AuditLog
    database: Database
    clock: Clock
    processor: Processor
    auth: AuthService
    sso: SsoService
    people: PeopleService
    invoices: InvoiceService
    payments: PaymentService
    links: PayLinks
    customers: CustomerService
    held: HeldAnswers
    handbacks: Handbacks
    refunds: RefundService
    approvals_here: ApprovalsHere
    receipts: ReceiptService
    printer: ReceiptPrinter
    reports: ReportService
    exceptions: ExceptionService
    inbox: Inbox
    events: EventService
    worker: Worker
    errands: Errands
    listener: Listener


def build_services(
    settings: Settings,
    database: Database,
    clock: Clock,
    processor: Processor,
    provider: IdentityProvider | None = None,
) -> Services:
    """``provider``: for single sign-on, where there is any."""
    secret = settings.stripe_secret_key.get_secret_value()
    passwords, hidden = Passwords(), HiddenNames(secret)
    notifier = Notifier()
    customers = Customers(database, processor, clock)
    kept = KeptCards(database, processor, customers, clock)
    attempts = Attempts(database, processor, customers, clock, notifier)
    tokens = PayTokens(secret)
    freshness = Freshness(database, clock)
    payments = PaymentService(
        database,
        attempts,
        kept,
        tokens,
        clock,
        settings.stripe_publishable_key,
        settings.hospital_name,
        partial(freshness.wait, List.PAYMENT_INTENTS),
    )
    asked = Refunds(database, processor, clock, attempts.hear)
    handbacks = Handbacks()
    inbox = Inbox(database, clock)
    exceptions = ExceptionService(database, clock)
    # What goes on by itself must not keep a cashier waiting where the processor limits how often it is asked.
    patient = processor.background()
    by_itself = Attempts(database, patient, customers, clock, notifier)
    recovery = Recovery(database, patient, by_itself, tokens, clock)
    disputes = Disputes(database, patient, clock, recovery.hear)
    payouts = Payouts(database, patient, clock)
    refunds = Refunds(database, patient, clock, recovery.hear)
    cards = KeptCards(database, patient, customers, clock)
    roads: Mapping[Kind, Hear] = {
        Kind.PAYMENT_INTENT: recovery.hear,
        Kind.REFUND: refunds.hear,
        Kind.CHARGE: refunds.hear_charge,
        Kind.DISPUTE: disputes.hear,
        Kind.PAYOUT: payouts.hear,
        Kind.PAYMENT_METHOD: cards.hear,
    }
    in_bulk = ManyAttempts(database, patient, by_itself)
    news = News(roads, exceptions.contradicted, {Kind.PAYMENT_INTENT: in_bulk.hear})
    chores: tuple[Chore, ...] = (
        WaitingAttempts(database, in_bulk.hear, clock),
        OpenAttempts(database, by_itself, clock),
        WatchedAttempts(database, notifier),
        RefundChore(database, refunds, clock),
        cards,
        Payloads(database, clock),
        OldTries(database, clock),
    )
    worker = Worker(inbox, news, chores)
    recorder = Recorder(database, news, inbox, clock, worker.wake)
    sso = SsoService(database, clock, hidden, secret, provider, settings.sso_name)
    decided = RefundService(database, asked, clock, settings.refund_policy, partial(freshness.wait, *REFUNDING))
    walks = Reconciler(database, patient, recorder, clock, partial(inbox.crowded, CROWD), freshness)
    errands = Errands((disputes, walks))
    return Services(
        settings=settings,
        audit=Buffer(database, clock),
        audit_log=AuditLog(database),
        database=database,
        clock=clock,
        processor=processor,
        auth=AuthService(database, clock, passwords, Throttle(database, clock, hidden), hidden),
        sso=sso,
        people=PeopleService(database, clock, passwords),
        invoices=InvoiceService(database, clock),
        payments=payments,
        links=PayLinks(database, attempts, payments, clock),
        customers=CustomerService(database, customers, kept, clock),
        held=HeldAnswers(payments, notifier, handbacks),
        handbacks=handbacks,
        refunds=decided,
        approvals_here=ApprovalsHere(decided, sso),
        receipts=ReceiptService(database, clock, settings.hospital_name),
        printer=ReceiptPrinter(),
        reports=ReportService(database, clock),
        exceptions=exceptions,
        inbox=inbox,
        errands=errands,
        events=EventService(database, clock, worker.wake),
        worker=worker,
        listener=Listener(database, Heard(worker.wake, notifier.publish, lambda: _catch_up(worker, notifier))),
    )


def _catch_up(worker: Worker, notifier: Notifier) -> None:
    worker.wake()
    notifier.publish_all()
