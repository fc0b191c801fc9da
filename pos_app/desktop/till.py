"""The till without its widgets: every presenter, built once and joined. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pos_app.desktop.api import HmisApi
from pos_app.desktop.ports import (
    Browser,
    Clock,
    PdfPrinter,
    Preferences,
    Runner,
    SecretStore,
    TillJournal,
    Timers,
)
from pos_app.desktop.presenters.approval import ApprovalPresenter
from pos_app.desktop.presenters.attempt import Attempt, AttemptListener
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.copies import CopiesPresenter
from pos_app.desktop.presenters.detail import DetailPresenter
from pos_app.desktop.presenters.exceptions import ExceptionsPresenter
from pos_app.desktop.presenters.faces.common import Toast, Tone
from pos_app.desktop.presenters.faces.detail import DetailView
from pos_app.desktop.presenters.faces.health import HealthView
from pos_app.desktop.presenters.faces.invoices import InvoicesView
from pos_app.desktop.presenters.faces.lock import KeptFace, LockView
from pos_app.desktop.presenters.faces.login import LoginView
from pos_app.desktop.presenters.faces.password import PasswordView
from pos_app.desktop.presenters.faces.payment import PaymentModalView
from pos_app.desktop.presenters.faces.queue import QueueView
from pos_app.desktop.presenters.faces.receipts import ReceiptsView
from pos_app.desktop.presenters.faces.refund import RefundView, SupervisorView
from pos_app.desktop.presenters.faces.sheet import SheetMaker
from pos_app.desktop.presenters.faces.shell import ShellView
from pos_app.desktop.presenters.faces.today import TodayView
from pos_app.desktop.presenters.front import SamplePerson
from pos_app.desktop.presenters.health import Computer, HealthPresenter
from pos_app.desktop.presenters.idle import IdleTime
from pos_app.desktop.presenters.invoices import InvoicesPresenter
from pos_app.desktop.presenters.keeper import SessionKeeper
from pos_app.desktop.presenters.lock import LockPresenter
from pos_app.desktop.presenters.login import LoginPresenter
from pos_app.desktop.presenters.outcome import OutcomePresenter
from pos_app.desktop.presenters.password import PasswordPresenter
from pos_app.desktop.presenters.pay_cards import PayCards
from pos_app.desktop.presenters.pay_course import PayCourse
from pos_app.desktop.presenters.pay_phone import PayPhone
from pos_app.desktop.presenters.pay_screen import PayScreen
from pos_app.desktop.presenters.pay_state import Ways
from pos_app.desktop.presenters.payment import FOLLOWED, PaymentPresenter
from pos_app.desktop.presenters.places import Places
from pos_app.desktop.presenters.receipt import ReceiptPresenter
from pos_app.desktop.presenters.receipts import ReceiptsPresenter
from pos_app.desktop.presenters.recovery import RecoveryPresenter
from pos_app.desktop.presenters.refund import RefundPresenter, RefundWays
from pos_app.desktop.presenters.refund_course import CourseListener, RefundCourse
from pos_app.desktop.presenters.refund_recovery import RefundRecovery
from pos_app.desktop.presenters.refunds import RefundsPresenter
from pos_app.desktop.presenters.renewal import Renewal
from pos_app.desktop.presenters.shell import ShellPresenter
from pos_app.desktop.presenters.single_sign_on import Methods
from pos_app.desktop.presenters.stage import Stage
from pos_app.desktop.presenters.today import TodayPresenter
from pos_app.desktop.presenters.today_paper import TodayPaper
from pos_app.desktop.presenters.waiting import Waiting
from pos_app.desktop.presenters.words import Words
from pos_app.desktop.problems import advice_for
from pos_app.desktop.say import say, say_all
from pos_app.desktop.second import SecondPerson
from pos_app.desktop.session import Session
from pos_app.wire.auth import Person
from pos_app.wire.invoices import InvoiceDetail
from pos_app.wire.payments import PaymentIntentAnswer
from pos_app.wire.refunds import RefundAnswer

SENT_MS = 30
"""By then a question that was just asked is on its way."""


class Views(Protocol):
    """The window's parts."""

    @property
    def shell(self) -> ShellView: ...
    @property
    def login(self) -> LoginView: ...
    @property
    def lock(self) -> LockView: ...
    @property
    def invoices(self) -> InvoicesView: ...
    @property
    def detail(self) -> DetailView: ...
    @property
    def payment(self) -> PaymentModalView: ...
    @property
    def refund(self) -> RefundView: ...
    @property
    def refunds(self) -> QueueView: ...
    @property
    def exceptions(self) -> QueueView: ...
    @property
    def supervisor(self) -> SupervisorView: ...
    @property
    def password(self) -> PasswordView: ...
    @property
    def receipts(self) -> ReceiptsView: ...
    @property
    def today(self) -> TodayView: ...
    @property
    def health(self) -> HealthView: ...


@dataclass(frozen=True, slots=True)
class Around:
    """What the till needs from the computer it runs on."""

    runner: Runner
    timers: Timers
    clock: Clock
    journal: TillJournal
    secrets: SecretStore
    printer: PdfPrinter
    preferences: Preferences
    computer: Computer
    browser: Browser
    sheets: SheetMaker


class Till:
    """``shell``, ``login``, ``lock``, ``invoices``, ``detail``, ``payment`` and the rest are the presenters
    of those screens."""

    def __init__(
        self, views: Views, api: HmisApi, session: Session, around: Around, *, locale: str, version: str,
        people: tuple[SamplePerson, ...] = (),
    ) -> None:  # fmt: skip
        runner, timers, clock = around.runner, around.timers, around.clock
        self._views = views
        self._api = api
        self._runner = runner
        self._waiting = Waiting(timers)
        self._session = session
        words = Words(clock, locale)
        keeper = SessionKeeper(around.secrets, runner, timers)
        self.connection = Connection(api, runner, timers, clock)
        methods = Methods(api, runner, self.connection)
        self.renewal = Renewal(api, runner, clock, session, self.connection, keeper)
        self._stage = stage = Stage(views.shell)
        idle = IdleTime(around.preferences, self.connection)
        self.shell = ShellPresenter(
            views.shell, stage, views.login, api, runner, session, self.connection, keeper, around.preferences, idle,
            words, version,
        )  # fmt: skip
        self.lock = LockPresenter(
            views.lock, stage, api, runner, clock, session, self.connection, keeper, idle, words,
            views.shell.ask, timers, around.browser, methods,
        )  # fmt: skip
        self.login = LoginPresenter(
            views.login, api, runner, session, self.connection, keeper, around.preferences, people, self._entered,
            timers, around.browser, methods,
        )  # fmt: skip
        self.invoices = InvoicesPresenter(views.invoices, api, runner, timers, self.connection, words, stage.toast)
        self.detail = DetailPresenter(views.detail, api, runner, timers, self.connection, session, words)
        self.receipt = ReceiptPresenter(
            views.payment.success.receipt, api, runner, timers, self.connection, around.printer, words
        )
        paper = TodayPaper(
            views.today, around.sheets, around.printer, runner, self.connection, session, words, stage.toast
        )
        self.today = TodayPresenter(views.today, api, runner, timers, self.connection, words, stage.toast, paper)
        self.receipts = ReceiptsPresenter(views.receipts, api, runner, timers, self.connection, words)
        self.copies = CopiesPresenter(
            views.receipts.receipt, api, runner, timers, self.connection, around.printer, words
        )
        self.recovery = RecoveryPresenter(
            api, around.journal, runner, timers, clock, self.connection, session, words, stage.toast
        )

        def new_attempt(listener: AttemptListener) -> Attempt:
            return Attempt(api, around.journal, runner, timers, clock, listener, self.connection.saw)

        ways = Ways(stage.go, stage.toast, self._payment_left, self.recovery.take_over)
        screen = PayScreen(
            views.payment, OutcomePresenter(views.payment, timers, self.receipt), self.connection, clock, words
        )
        course = PayCourse(screen, new_attempt, timers, clock, self.connection, session, ways)
        cards = PayCards(screen, course, api, runner, self.connection, words, stage.toast)
        phone = PayPhone(screen, course, api, runner, timers, clock, self.connection, session, words)
        self.payment = PaymentPresenter(screen, course, cards, phone, clock, self.connection, session, words, ways)
        self.health = HealthPresenter(
            views.health, api, around.computer, around.journal, around.secrets, around.printer, runner, timers, clock,
            session, words, version,
        )  # fmt: skip
        self._build_refunds(views, api, around, words, stage, methods)
        self.password = PasswordPresenter(views.password, api, runner, session, self.connection, stage.toast)
        self._join()

    def _build_refunds(
        self, views: Views, api: HmisApi, around: Around, words: Words, stage: Stage, methods: Methods
    ) -> None:
        runner, timers, clock, session = around.runner, around.timers, around.clock, self._session
        self.approval = ApprovalPresenter(
            views.supervisor, api, SecondPerson(api.lend), runner, self.connection, words, views.shell.ask,
            stage.toast, timers, around.browser, methods,
        )  # fmt: skip

        def new_course(listener: CourseListener) -> RefundCourse:
            return RefundCourse(api, around.journal, runner, timers, clock, listener, self.connection.saw)

        self.refund = RefundPresenter(
            views.refund, api, new_course, self.approval, runner, timers, clock, self.connection, session, words,
            RefundWays(stage.go, stage.toast, views.shell.ask, self._refund_left),
        )  # fmt: skip
        self.refunds = RefundsPresenter(
            views.refunds, api, self.approval, runner, timers, self.connection, session, words, views.shell.ask,
            stage.toast,
        )  # fmt: skip
        self.exceptions = ExceptionsPresenter(
            views.exceptions, api, runner, timers, self.connection, session, words, stage.toast
        )
        self.refund_recovery = RefundRecovery(
            api, around.journal, runner, timers, clock, self.connection, session, words, stage.toast
        )
        self.places = Places(
            views.shell, stage, views.invoices, session, self.invoices, self.payment, self.refund, self.receipts,
            self.refunds, self.exceptions, self.today,
        )  # fmt: skip

    def start(self, *, shown: bool = False) -> None:
        """Show the log-in, unless the window has it ``shown`` already, and begin to ask after the server."""
        self.shell.start()
        self.login.start(shown=shown)
        self.connection.start()

    def stop(self) -> None:
        """The window closes: no more timers, no more questions."""
        self._waiting.stop()
        self.payment.drop()
        self.refund.drop()
        self._forget_patients()
        self.health.closed()
        self.connection.stop()

    def _join(self) -> None:
        self.login.asked = self._asked
        self.shell.sign_in_again = self.login.again
        self.shell.leave_question = self.payment.leave_question
        self.shell.left = self._left
        self.shell.expired = self._expired
        self.shell.tried_now = self._refresh
        self.shell.lock = self.lock.lock
        self.shell.change_password = self.password.open
        self.lock.kept = self._kept
        self.lock.stake = self.payment.leave_question
        self.lock.leave = self.shell.leave
        self.lock.covered = self._covered
        self.lock.uncovered = self._uncovered
        self.invoices.chosen_invoice = self.detail.choose
        self.invoices.opened_invoice = self.detail.open
        self.detail.take_payment = self.payment.begin
        self.detail.follow = self.payment.follow
        self.detail.show_receipt = self._show_receipt
        self.receipts.chosen_receipt = self.copies.choose
        self.copies.counted = self.receipts.counted
        self.recovery.busy_with = lambda: self.payment.attempt_id
        self.recovery.settled = self._refresh
        self.shell.went = self.places.go
        self.detail.ask_refund = self._ask_refund
        self.detail.see_refund = self.refund.look_at
        self.refund_recovery.busy_with = lambda: self.refund.refund_id
        self.refund_recovery.settled = self._refresh

    def _asked(self) -> None:
        """Whoever logs in waits for the server; later the start of the browser would be felt under the first keys."""
        self._waiting.after("browser", SENT_MS, self._start_browser)

    def _start_browser(self) -> None:
        self._views.payment.card.starts()  # where it can't, the card form says so when it is wanted

    def _entered(self, person: Person) -> None:
        self.renewal.entered()
        self.shell.entered(person)
        self.lock.entered()
        self.invoices.start(person)
        if self._session.takes_money:
            self._views.payment.card.warm(self._session.link.server)
        self.places.start()
        self.payment.session_begun(person.id)
        self.refund.session_begun(person.id)
        if self._session.takes_money:
            self.recovery.start()
            self.refund_recovery.start()

    def _covered(self) -> None:
        self.invoices.hold_still(still=True)
        self.places.hold_still(still=True)
        self.payment.covered()
        self.approval.covered()
        self.password.covered()

    def _uncovered(self) -> None:
        self.payment.uncovered()
        self.invoices.hold_still(still=False)
        self.detail.refresh()
        self.places.hold_still(still=False)

    def _kept(self) -> tuple[KeptFace, ...]:
        """What a locked till tells of the work under it: numbers of invoices, never whose they are."""
        found: list[KeptFace] = []
        payment, invoice = self.payment.kept(), self.detail.invoice
        if payment is not None:
            found.append(payment)
        elif self.refund.active:
            found.append(KeptFace("refund", say("A refund is open"), say("As it stands on its screen")))
        elif invoice is not None:
            found.append(
                KeptFace(
                    "invoice",
                    say("{number} is open", number=invoice.number),
                    say("Same place in the list, nothing charged"),
                )
            )
        if self.invoices.searching:
            found.append(KeptFace("search", say("A search"), say("As it stands in its box")))
        if self.recovery.following and payment != say_all(FOLLOWED):
            found.append(say_all(FOLLOWED))
        return tuple(found)

    def _left(self) -> None:
        self.lock.gone()
        self.payment.drop()
        self.refund.drop()
        self._forget_patients()

    def _expired(self) -> None:
        self.lock.gone()
        self.payment.session_ended()
        self.refund.session_ended()
        self._forget_patients()

    def _forget_patients(self) -> None:
        self.recovery.stop()
        self.refund_recovery.stop()
        self.approval.stop()
        self.password.stop()
        self.places.stop()
        self.invoices.stop()
        self.detail.stop()

    def _payment_left(self, patient_done: bool) -> None:
        if self._session.person is None:
            return
        if patient_done and not self.lock.locked:
            self.invoices.next_patient()
        self._refresh()
        self.recovery.screen_is_free()

    def _refresh(self) -> None:
        if self._session.person is not None and not self.lock.locked:
            self.invoices.refresh()
            self.detail.refresh()
            self.places.refresh()

    def _ask_refund(self, invoice: InvoiceDetail) -> None:
        if not self.payment.active:
            self.refund.begin(invoice)

    def _refund_left(self, seen: RefundAnswer | None) -> None:
        if self._session.person is None:
            return
        if seen is not None:
            self.refund_recovery.known(seen.id, seen.state)
        self.refund_recovery.soon()
        self._refresh()

    def _show_receipt(self, attempt_id: str) -> None:
        def show(answer: PaymentIntentAnswer) -> None:
            invoice = self.detail.invoice
            if invoice is not None and invoice.id == answer.invoice_id:
                self.payment.show_receipt(invoice, answer)

        def failed(error: Exception) -> None:
            self.connection.saw(error)
            self._stage.toast(Toast(advice_for(error).sentence, Tone.BAD))

        self._runner.run("reads", lambda: self._api.intent(attempt_id)).then(show, failed)
