"""All that stands behind the log-in, joined: the server's API, the presenters, what is asked of the computer.

What is imported inside functions here is heavier still (the journal's SQLAlchemy 680 ms, the keyring, PDF and printing)
and is not needed before it is used.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
from PySide6.QtWidgets import QApplication

from pos_app import __version__
from pos_app.desktop.api import HmisApi
from pos_app.desktop.background import QtRunner, QtTimers, SystemClock
from pos_app.desktop.late import Late, LateJournal, LateSecrets
from pos_app.desktop.ports import PdfPrinter, Preferences, SecretStore, TillJournal
from pos_app.desktop.presenters.faces.common import Toast, Tone
from pos_app.desktop.presenters.faces.sheet import SheetFace
from pos_app.desktop.say import say
from pos_app.desktop.session import Session
from pos_app.desktop.till import Around, Till
from pos_app.desktop.views.activity import ActivityWatch
from pos_app.desktop.views.computer import ThisComputer
from pos_app.desktop.views.detail_panel import DetailPanel
from pos_app.desktop.views.health_overlay import HealthLayer
from pos_app.desktop.views.invoices_page import InvoicesPage
from pos_app.desktop.views.lock_page import LockPage
from pos_app.desktop.views.login_page import LoginPage
from pos_app.desktop.views.password_overlay import PasswordLayer
from pos_app.desktop.views.payment_modal import PaymentModal
from pos_app.desktop.views.queue_page import QueuePage
from pos_app.desktop.views.receipts_page import ReceiptsPage
from pos_app.desktop.views.refund_page import RefundPage
from pos_app.desktop.views.supervisor_overlay import SupervisorLayer
from pos_app.desktop.views.system_browser import SystemBrowser
from pos_app.desktop.views.today_page import TodayPage
from pos_app.desktop.views.window import MainWindow
from pos_app.desktop.wishes import Wishes

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WindowViews:
    """The window's parts under the names that the presenters use."""

    shell: MainWindow
    login: LoginPage
    lock: LockPage
    invoices: InvoicesPage
    detail: DetailPanel
    payment: PaymentModal
    refund: RefundPage
    refunds: QueuePage
    exceptions: QueuePage
    supervisor: SupervisorLayer
    password: PasswordLayer
    receipts: ReceiptsPage
    today: TodayPage
    health: HealthLayer


def views_of(window: MainWindow) -> WindowViews:
    return WindowViews(
        window, window.login, window.lock, window.invoices, window.detail, window.payment, window.refund,
        window.refunds, window.exceptions, window.supervisor, window.password, window.receipts, window.today,
        window.health,
    )  # fmt: skip


class Behind:
    """``window`` is furnished by now; ``tls`` says whom the till believes."""

    def __init__(
        self, app: QApplication, window: MainWindow, runner: QtRunner, tls: ssl.SSLContext, profile: Path,
        settings: Preferences, wishes: Wishes,
    ) -> None:  # fmt: skip
        self._window = window
        self._runner = runner
        self._http = http_client(tls)
        self._card = window.payment.card
        self._journal = LateJournal(partial(_open_journal, profile / "journal.sqlite"))
        around = Around(
            runner,
            QtTimers(app),
            SystemClock(),
            self._journal,
            LateSecrets(partial(_open_keyring, profile)),
            LatePrinter(),
            settings,
            ThisComputer(profile, self._card.starts, _default_printer, partial(_test_page, wishes)),
            SystemBrowser(),
            _sheet,
        )
        self.session = Session(wishes.server, wishes.till_name)
        self.till = Till(
            views_of(window), HmisApi(self._http, self.session), self.session, around, locale=wishes.locale,
            version=__version__, people=wishes.people,
        )  # fmt: skip
        self.till.shell.close_window = self._close_window
        self._activity = ActivityWatch(app, window, self.till.lock.touched)

    def start(self) -> None:
        """The log-in is on the screen: answer it."""
        self.till.start(shown=True)
        self._runner.run("journal", self._journal.open).then(None, self._no_journal)

    def close(self) -> None:
        """After the threads have ended."""
        self._card.close_engine()
        self._http.close()

    def _no_journal(self, error: Exception) -> None:
        log.error("the journal can't be opened: %s", error)
        self._window.toast(Toast(f"{error} {say('Payments can’t be begun here. Tell IT.')}", Tone.BAD))

    def _close_window(self) -> None:
        self._window.close()


def http_client(tls: ssl.SSLContext) -> httpx.Client:
    """No proxies, no .netrc: nothing between this till and its server that nobody has set up for it."""
    limits = httpx.Limits(max_connections=12, max_keepalive_connections=8)
    return httpx.Client(verify=tls, trust_env=False, limits=limits)


def _open_journal(path: Path) -> TillJournal:
    from pos_app.desktop.journal import SqliteJournal  # noqa: PLC0415 - SQLAlchemy: 680 ms of CPU, after first paint

    return SqliteJournal(path)


def _open_keyring(profile: Path) -> SecretStore:
    from pos_app.desktop.keychain import KeyringSecrets  # noqa: PLC0415 - looks for desktop services, which may hang

    return KeyringSecrets(profile)


def _open_printer() -> PdfPrinter:
    from pos_app.desktop.printing.system import SystemPrinter  # noqa: PLC0415 - Qt's PDF and print modules

    return SystemPrinter()


def _default_printer() -> str:
    from pos_app.desktop.printing.system import default_printer  # noqa: PLC0415 - as above

    return default_printer()


def _sheet(face: SheetFace) -> bytes:
    from pos_app.desktop.printing.sheet import sheet_pdf  # noqa: PLC0415 - as above

    return sheet_pdf(face)


def _test_page(wishes: Wishes) -> bytes:
    from pos_app.desktop.printing.test_page import test_page  # noqa: PLC0415 - only who looks at the health prints one

    return test_page(say("HMIS POS: test page"), (wishes.till_name, wishes.server), SystemClock().now())


class LatePrinter:
    """A PdfPrinter loaded by the first receipt that is printed."""

    def __init__(self, make: Callable[[], PdfPrinter] = _open_printer) -> None:
        self._late = Late(make)

    def print_pdf(self, pdf: bytes, title: str) -> str:
        return self._late.get().print_pdf(pdf, title)
