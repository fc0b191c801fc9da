"""The till without its widgets: every presenter, built once and joined. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pos_app.desktop.api import HmisApi
from pos_app.desktop.ports import Clock, Journal, PdfPrinter, Preferences, Runner, SecretStore, Timers
from pos_app.desktop.presenters.attempt import Attempt, AttemptListener
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.detail import DetailPresenter
from pos_app.desktop.presenters.faces.common import Screen, Toast, Tone
from pos_app.desktop.presenters.faces.detail import DetailView
from pos_app.desktop.presenters.faces.invoices import InvoicesView
from pos_app.desktop.presenters.faces.login import LoginView
from pos_app.desktop.presenters.faces.payment import PaymentModalView
from pos_app.desktop.presenters.faces.shell import ShellView
from pos_app.desktop.presenters.invoices import InvoicesPresenter
from pos_app.desktop.presenters.keeper import SessionKeeper
from pos_app.desktop.presenters.login import LoginPresenter, SamplePerson
from pos_app.desktop.presenters.outcome import OutcomePresenter
from pos_app.desktop.presenters.pay_course import PayCourse
from pos_app.desktop.presenters.pay_screen import PayScreen
from pos_app.desktop.presenters.pay_state import Ways
from pos_app.desktop.presenters.payment import PaymentPresenter
from pos_app.desktop.presenters.receipt import ReceiptPresenter
from pos_app.desktop.presenters.recovery import RecoveryPresenter
from pos_app.desktop.presenters.shell import ShellPresenter
from pos_app.desktop.presenters.words import Words
from pos_app.desktop.problems import advice_for
from pos_app.desktop.session import Session
from pos_app.wire.auth import Person
from pos_app.wire.payments import PaymentIntentAnswer


class Views(Protocol):
    """The window's parts."""

    @property
    def shell(self) -> ShellView: ...
    @property
    def login(self) -> LoginView: ...
    @property
    def invoices(self) -> InvoicesView: ...
    @property
    def detail(self) -> DetailView: ...
    @property
    def payment(self) -> PaymentModalView: ...


@dataclass(frozen=True, slots=True)
class Around:
    """What the till needs from the computer it runs on."""

    runner: Runner
    timers: Timers
    clock: Clock
    journal: Journal
    secrets: SecretStore
    printer: PdfPrinter
    preferences: Preferences


class Till:
    """``shell``, ``login``, ``invoices``, ``detail``, ``payment`` and the rest are the presenters of those screens."""

    def __init__(
        self, views: Views, api: HmisApi, session: Session, around: Around, *, locale: str, version: str,
        people: tuple[SamplePerson, ...] = (),
    ) -> None:  # fmt: skip
        runner, timers, clock = around.runner, around.timers, around.clock
        self._views = views
        self._api = api
        self._runner = runner
        self._session = session
        words = Words(clock, locale)
        keeper = SessionKeeper(around.secrets, runner, timers)
        self.connection = Connection(api, runner, timers, clock)
        self.shell = ShellPresenter(
            views.shell, views.login, api, runner, session, self.connection, keeper, around.preferences, words, version
        )
        self.login = LoginPresenter(
            views.login, api, runner, session, self.connection, keeper, around.preferences, people, self._entered
        )
        self.invoices = InvoicesPresenter(
            views.invoices, api, runner, timers, self.connection, words, views.shell.toast
        )
        self.detail = DetailPresenter(views.detail, api, runner, timers, self.connection, session, words)
        self.receipt = ReceiptPresenter(
            views.payment.success.receipt, api, runner, timers, self.connection, around.printer, words
        )
        self.recovery = RecoveryPresenter(
            api, around.journal, runner, timers, clock, self.connection, session, words, views.shell.toast
        )

        def new_attempt(listener: AttemptListener) -> Attempt:
            return Attempt(api, around.journal, runner, timers, clock, listener, self.connection.saw)

        ways = Ways(views.shell.show_screen, views.shell.toast, self._payment_left, self.recovery.take_over)
        screen = PayScreen(
            views.payment, OutcomePresenter(views.payment, timers, self.receipt), self.connection, clock, words
        )
        course = PayCourse(screen, new_attempt, timers, clock, self.connection, session, ways)
        self.payment = PaymentPresenter(screen, course, clock, self.connection, session, words, ways)
        self._join()

    def start(self) -> None:
        """Show the log-in, and begin to ask after the server."""
        self.shell.start()
        self.login.start()
        self.connection.start()

    def stop(self) -> None:
        """The window closes: no more timers, no more questions."""
        self.payment.drop()
        self._forget_patients()
        self.connection.stop()

    def _join(self) -> None:
        self.shell.sign_in_again = self.login.again
        self.shell.leave_question = self.payment.leave_question
        self.shell.left = self._left
        self.shell.expired = self._expired
        self.shell.tried_now = self._refresh
        self.invoices.chosen_invoice = self.detail.choose
        self.invoices.opened_invoice = self.detail.open
        self.detail.take_payment = self.payment.begin
        self.detail.follow = self.payment.follow
        self.detail.show_receipt = self._show_receipt
        self.recovery.busy_with = lambda: self.payment.attempt_id
        self.recovery.settled = self._refresh

    def _entered(self, person: Person) -> None:
        self.shell.entered(person)
        self._views.shell.show_screen(Screen.INVOICES)
        self.invoices.start(person)
        if self._session.takes_money:
            self._views.payment.card.warm(self._session.link.server)
        self.payment.session_begun(person.id)
        if self._session.takes_money:
            self.recovery.start()

    def _left(self) -> None:
        self.payment.drop()
        self._forget_patients()

    def _expired(self) -> None:
        self.payment.session_ended()
        self._forget_patients()

    def _forget_patients(self) -> None:
        self.recovery.stop()
        self.invoices.stop()
        self.detail.stop()

    def _payment_left(self, patient_done: bool) -> None:
        if self._session.person is None:
            return
        if patient_done:
            self.invoices.next_patient()
        else:
            self.invoices.refresh()
        self.detail.refresh()
        self.recovery.screen_is_free()

    def _refresh(self) -> None:
        if self._session.person is not None:
            self.invoices.refresh()
            self.detail.refresh()

    def _show_receipt(self, attempt_id: str) -> None:
        def show(answer: PaymentIntentAnswer) -> None:
            invoice = self.detail.invoice
            if invoice is not None and invoice.id == answer.invoice_id:
                self.payment.show_receipt(invoice, answer)

        def failed(error: Exception) -> None:
            self.connection.saw(error)
            self._views.shell.toast(Toast(advice_for(error).sentence, Tone.BAD))

        self._runner.run("reads", lambda: self._api.intent(attempt_id)).then(show, failed)
