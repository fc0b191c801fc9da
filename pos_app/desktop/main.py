"""``pos-app till``: builds every object of the till once, and hands it on.

What is imported inside functions here is heavy (the journal's SQLAlchemy 680 ms, the keyring, PDF and printing) and
is not needed before the window can be used.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import ssl
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import httpx
import platformdirs
from babel import Locale, UnknownLocaleError
from PySide6.QtCore import QLockFile, Qt, QTimer
from PySide6.QtGui import QOpenGLContext
from PySide6.QtWidgets import QApplication

from pos_app import __version__
from pos_app.assets import resources
from pos_app.desktop.address import AddressRefused, server_address
from pos_app.desktop.api import HmisApi
from pos_app.desktop.background import QtRunner, QtTimers, SystemClock
from pos_app.desktop.late import Late, LateJournal, LateSecrets
from pos_app.desktop.ports import Journal, PdfPrinter, SecretStore
from pos_app.desktop.presenters.faces.common import Toast, Tone
from pos_app.desktop.presenters.login import SamplePerson, read_sample_people
from pos_app.desktop.session import Session
from pos_app.desktop.settings import Settings
from pos_app.desktop.till import Around, Till
from pos_app.desktop.views import environment
from pos_app.desktop.views.card_view import CardWebView
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.detail_panel import DetailPanel
from pos_app.desktop.views.icons import Icons
from pos_app.desktop.views.invoices_page import InvoicesPage
from pos_app.desktop.views.login_page import LoginPage
from pos_app.desktop.views.payment_modal import PaymentModal
from pos_app.desktop.views.theme import Scheme, Theme
from pos_app.desktop.views.window import MainWindow, WindowFacts
from pos_app.exits import CONFIGURATION, ENVIRONMENT, FAILED, Stop

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
LOG_BYTES = 1_000_000
log = logging.getLogger(__name__)


def main(argv: list[str]) -> int:
    args = _arguments(argv)
    people = _people(args.sample_people)
    _need_screen()
    profile = _profile(args.profile)
    lock = QLockFile(str(profile / "till.lock"))
    if not lock.tryLock(0):
        raise Stop(
            f"a till is already running in the profile {profile}.",
            "Use its window, or give this one a profile of its own with --profile DIR.",
            ENVIRONMENT,
        )
    try:
        _log_to(profile)
        return _run(args, profile, people)
    finally:
        lock.unlock()


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="pos-app till",
        description="The till: the window of the front desk, on a server that is running.",
        epilog="example: pos-app till --server https://billing.hospital.example --till 'Front desk 3'",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--server", metavar="URL", help="the server's address (default: the one used last)")
    parser.add_argument("--till", metavar="NAME", help="this till's name, as it stands on receipts")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="where the till keeps its settings and its journal")
    parser.add_argument(
        "--sample-people", type=Path, metavar="FILE", help="offer a sample hospital's people to log in as"
    )
    parser.add_argument("--theme", choices=("light", "dark", "system"), help="default: the one used last")
    parser.add_argument("--locale", metavar="CODE", help="for example en, es or ar (default: the computer's)")
    parser.add_argument("--smoke", type=Path, metavar="DIR", help=argparse.SUPPRESS)
    return parser.parse_args(argv)


def _people(file: Path | None) -> tuple[SamplePerson, ...]:
    if file is None:
        return ()
    try:
        return read_sample_people(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Stop(f"{file} can't be read ({error.strerror}).", "Check --sample-people.", ENVIRONMENT) from error
    except (ValueError, KeyError, TypeError) as error:
        raise Stop(f"{file} does not hold sample people.", "Check --sample-people.", CONFIGURATION) from error


def _need_screen() -> None:
    if sys.platform == "linux" and not any(os.environ.get(name) for name in SCREENS):
        raise Stop(
            "there is no screen here for the till's window.",
            "'xvfb-run -a pos-app till ...' gives it a virtual one.",
            ENVIRONMENT,
        )


def _profile(wanted: Path | None) -> Path:
    profile = (wanted or platformdirs.user_data_path("hmis-pos") / "till").absolute()
    try:
        profile.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = profile / ".write"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise Stop(
            f"the folder {profile} can't be written ({error.strerror}).",
            "Name another with --profile DIR.",
            ENVIRONMENT,
        ) from error
    return profile


def _log_to(profile: Path) -> None:
    """A log for IT, beside the journal: no patient, no secret. httpx would log addresses, which hold searches."""
    handler = RotatingFileHandler(profile / "till.log", maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    ours = logging.getLogger("pos_app")
    ours.setLevel(logging.INFO)
    ours.addHandler(handler)
    ours.propagate = False


def _server(wanted: str | None, settings: Settings) -> str:
    address = wanted or settings.server or "http://127.0.0.1:8000"
    try:
        return server_address(address)
    except AddressRefused as error:
        raise Stop(f"'{address}' can't be the server: {error}", "As in https://billing.hospital.example.",
                   CONFIGURATION) from error  # fmt: skip


def _locale(wanted: str | None, settings: Settings) -> str:
    """A locale Babel knows. What the computer says may be nothing (LANG=C); what was asked for must exist."""
    named = wanted or settings.locale
    if not named:
        return "en_US"
    try:
        return str(Locale.parse(named.replace("-", "_")))
    except (UnknownLocaleError, ValueError) as error:
        raise Stop(f"there is no locale '{named}'.", "As in --locale en, es or ar.", CONFIGURATION) from error


@dataclass(frozen=True, slots=True)
class WindowViews:
    """The window's parts under the names that the presenters use."""

    shell: MainWindow
    login: LoginPage
    invoices: InvoicesPage
    detail: DetailPanel
    payment: PaymentModal


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one till is started with, read and checked."""

    server: str
    till_name: str
    locale: str
    people: tuple[SamplePerson, ...] = ()


class Counter:
    """A whole till: the window and everything behind it, built once and joined."""

    def __init__(self, app: QApplication, profile: Path, settings: Settings, wishes: Wishes) -> None:
        self.settings = settings
        self._session = Session(wishes.server, wishes.till_name)
        # Made before the window shows: its TLS set-up takes 50 to 100 ms.
        self._http = _http_client()
        theme = Theme(resources(), Scheme(settings.theme))
        theme.apply(app)
        self._card = CardWebView(theme, wishes.locale.partition("_")[0])
        facts = WindowFacts((("Server", wishes.server), ("Log", str(profile / "till.log"))))
        self.window = MainWindow(Kit(theme, Icons(resources() / "icons")), self._card, facts)
        self._runner = QtRunner()
        self._journal = LateJournal(partial(_open_journal, profile / "journal.sqlite"))
        around = Around(
            self._runner,
            QtTimers(app),
            SystemClock(),
            self._journal,
            LateSecrets(_open_keyring),
            LatePrinter(),
            settings,
        )
        views = WindowViews(
            self.window, self.window.login, self.window.invoices, self.window.invoices.detail, self.window.payment
        )
        api = HmisApi(self._http, self._session)
        self.till = Till(
            views, api, self._session, around, locale=wishes.locale, version=__version__, people=wishes.people
        )
        self.till.shell.close_window = self._close_window

    def show(self) -> None:
        """Show the window; all that is slow comes after its first paint."""
        if self.settings.geometry is not None:
            self.window.restoreGeometry(self.settings.geometry)
        self.window.show()
        QTimer.singleShot(0, self._after_first_paint)

    def close(self) -> None:
        """No more questions, threads or pages; the settings are on disk."""
        self.settings.geometry = self.window.saveGeometry()
        self.settings.flush()
        self.till.stop()
        self._runner.stop()
        self._card.close_engine()
        self._http.close()

    def _after_first_paint(self) -> None:
        _prefer_software_graphics()
        self.till.start()
        self._runner.run("journal", self._journal.open).then(None, self._no_journal)

    def _no_journal(self, error: Exception) -> None:
        log.error("the journal can't be opened: %s", error)
        self.window.toast(Toast(f"{error} Payments can’t be begun here. Tell IT.", Tone.BAD))

    def _close_window(self) -> None:
        self.window.close()


def _run(args: argparse.Namespace, profile: Path, people: tuple[SamplePerson, ...]) -> int:
    settings = Settings(profile)
    if args.theme:
        settings.theme = args.theme
    wishes = Wishes(
        server=_server(args.server, settings),
        till_name=args.till or settings.till,
        locale=_locale(args.locale, settings),
        people=people,
    )
    app = _application(wishes.locale)
    counter = Counter(app, profile, settings, wishes)
    failures = _report_crashes(counter.window)
    signal.signal(signal.SIGTERM, lambda _number, _frame: app.quit())
    signal.signal(signal.SIGINT, lambda _number, _frame: app.quit())
    counter.show()
    if args.smoke:
        _start_smoke(app, counter.window, args.smoke)
    try:
        code = int(app.exec())
    finally:
        counter.close()
    return FAILED if args.smoke and failures else code


def _http_client() -> httpx.Client:
    """Certificates of the operating system's store, so that a hospital's own authority counts; no proxies, no
    .netrc: nothing between this till and its server that nobody has set up for it."""
    limits = httpx.Limits(max_connections=12, max_keepalive_connections=8)
    return httpx.Client(verify=ssl.create_default_context(), trust_env=False, limits=limits)


def _application(locale: str) -> QApplication:
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
        print("pos-app till: running as root, so the card form's browser runs without its sandbox.", file=sys.stderr)
    environment.prepare()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("HMIS POS")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("hmis-pos")
    rtl = Locale.parse(locale).text_direction == "rtl"
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    return app


def _prefer_software_graphics() -> None:
    """Where there is no OpenGL, the web view draws by software rather than not at all. Before it loads."""
    if not QOpenGLContext().create():
        flags = os.environ.get(environment.FLAGS, "")
        os.environ[environment.FLAGS] = f"{flags} --disable-gpu".strip()
        log.warning("no OpenGL here: the card form is drawn by software")


def _report_crashes(window: MainWindow) -> list[str]:
    """A bug in a callback ends neither the till nor a payment: it is logged whole, and said."""
    failures: list[str] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.critical("unexpected", exc_info=(kind, error, trace))
        failures.append(kind.__name__)
        sys.__excepthook__(kind, error, trace)
        window.toast(Toast("Something went wrong on this till. Tell IT; the log has it.", Tone.BAD))

    sys.excepthook = hook
    return failures


def _open_journal(path: Path) -> Journal:
    from pos_app.desktop.journal import SqliteJournal  # noqa: PLC0415 - SQLAlchemy: 680 ms of CPU, after first paint

    return SqliteJournal(path)


def _open_keyring() -> SecretStore:
    from pos_app.desktop.keychain import KeyringSecrets  # noqa: PLC0415 - looks for desktop services, which may hang

    return KeyringSecrets()


def _open_printer() -> PdfPrinter:
    from pos_app.desktop.printing.system import SystemPrinter  # noqa: PLC0415 - Qt's PDF and print modules

    return SystemPrinter()


class LatePrinter:
    """A PdfPrinter loaded by the first receipt that is printed."""

    def __init__(self, make: Callable[[], PdfPrinter] = _open_printer) -> None:
        self._late = Late(make)

    def print_pdf(self, pdf: bytes, title: str) -> str:
        return self._late.get().print_pdf(pdf, title)


def _start_smoke(app: QApplication, window: MainWindow, out: Path) -> None:
    from pos_app.desktop.views.smoke import SmokeRun  # noqa: PLC0415 - only the self-test needs it

    people = json.loads((resources() / "demo" / "people.json").read_text(encoding="utf-8"))
    SmokeRun(window, out, people[0]["username"], people[0]["password"], app.exit).start()
