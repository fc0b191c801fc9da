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
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType

import httpx
import platformdirs
import shiboken6
from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QOpenGLContext
from PySide6.QtWidgets import QApplication

from pos_app import __version__
from pos_app.assets import resources
from pos_app.desktop import no_secrets
from pos_app.desktop.address import AddressRefused, server_address
from pos_app.desktop.api import HmisApi
from pos_app.desktop.background import QtRunner, QtTimers, SystemClock
from pos_app.desktop.languages import PSEUDO, SOURCE, language_of, languages, own_name, pseudo
from pos_app.desktop.late import Late, LateJournal, LateSecrets
from pos_app.desktop.masked_log import log_to, say_where
from pos_app.desktop.one_till import OneTill
from pos_app.desktop.ports import PdfPrinter, SecretStore, TillJournal
from pos_app.desktop.presenters.faces.common import Toast, Tone
from pos_app.desktop.presenters.faces.sheet import SheetFace
from pos_app.desktop.presenters.login import SamplePerson, read_sample_people
from pos_app.desktop.say import say, speak
from pos_app.desktop.session import Session
from pos_app.desktop.settings import Settings
from pos_app.desktop.till import Around, Till
from pos_app.desktop.trust import AuthorityRefused, context, read_authority
from pos_app.desktop.views import environment
from pos_app.desktop.views.activity import ActivityWatch
from pos_app.desktop.views.card_view import CardWebView
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.computer import ThisComputer
from pos_app.desktop.views.detail_panel import DetailPanel
from pos_app.desktop.views.health_overlay import HealthLayer
from pos_app.desktop.views.icons import Icons
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
from pos_app.desktop.views.theme import Scheme, Theme
from pos_app.desktop.views.today_page import TodayPage
from pos_app.desktop.views.translator import translator
from pos_app.desktop.views.window import MainWindow, WindowFacts
from pos_app.exits import CONFIGURATION, ENVIRONMENT, FAILED, OK, Stop

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
log = logging.getLogger(__name__)


def main(argv: list[str]) -> int:
    args = _arguments(argv)
    no_secrets.leave_out()
    people = _people(args.sample_people)
    _need_screen()
    profile = _profile(args.profile)
    one = OneTill(profile)
    if not one.take():
        return _show_the_other(one, profile)
    try:
        log_to(profile)
        return _run(args, profile, people, one)
    finally:
        one.release()


def _show_the_other(one: OneTill, profile: Path) -> int:
    if one.call_the_other():
        print("pos-app till: it is open already; its window has been brought to the front.")
        return OK
    raise Stop(
        f"a till has the profile {profile}, and does not answer.",
        "Wait a moment if it is just starting; else end it, or give this one a profile of its own with --profile DIR.",
        ENVIRONMENT,
    )


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
    parser.add_argument(
        "--authority", type=Path, metavar="FILE",
        help="certificates (PEM) of the hospital's own authority, if the server's comes from it; remembered",
    )  # fmt: skip
    parser.add_argument("--theme", choices=("light", "dark", "system"), help="default: the one used last")
    parser.add_argument(
        "--locale", metavar="CODE", help="as en, es, ar, es_MX (default: the settings', else the computer's)"
    )
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
        _own(profile)
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


def _own(profile: Path) -> None:
    """Nobody else may read what is in it, nor put anything there. Raises Stop where it is somebody else's."""
    if os.name != "posix":
        return
    facts = profile.stat()
    if facts.st_uid != os.getuid():
        raise Stop(
            f"the folder {profile} belongs to another user, who could read and change what the till keeps there.",
            "Name another with --profile DIR.",
            ENVIRONMENT,
        )
    if facts.st_mode & 0o077:
        profile.chmod(0o700)


def _server(wanted: str | None, settings: Settings) -> str:
    address = wanted or settings.server or "http://127.0.0.1:8000"
    try:
        return server_address(address)
    except AddressRefused as error:
        raise Stop(f"'{address}' can't be the server: {error}", "As in https://billing.hospital.example.",
                   CONFIGURATION) from error  # fmt: skip


def _authority(wanted: Path | None, settings: Settings) -> str:
    """The certificates of the hospital's own authority; empty where the computer's own authorities are enough."""
    path = wanted or (Path(settings.authority) if settings.authority else None)
    if path is None:
        return ""
    try:
        found = read_authority(path)
    except AuthorityRefused as error:
        raise Stop(str(error), "Check --authority.", CONFIGURATION) from error
    settings.authority = str(path.absolute())
    return found


def _language(wanted: str | None, settings: Settings) -> str:
    """Which language was asked for, if any: here, in the settings, or by the computer if it is one of the others."""
    computers = QLocale.system().name()
    ours = computers.partition("_")[0] in languages()[1:]
    return wanted or settings.locale or (computers if ours else "")


def _locale(named: str) -> str:
    """A locale Babel knows. What the computer says may be nothing (LANG=C); what was asked for must exist."""
    if named in ("", PSEUDO):
        return "en_US"
    try:
        return str(Locale.parse(named.replace("-", "_")))
    except (UnknownLocaleError, ValueError) as error:
        raise Stop(
            f"there is no locale '{named}'.", f"As in --locale {', '.join(languages())}.", CONFIGURATION
        ) from error


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


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one till is started with, read and checked."""

    server: str
    till_name: str
    locale: str
    people: tuple[SamplePerson, ...] = ()
    authority: str = ""
    """Certificates (PEM) believed besides the computer's own."""


def names_of_languages() -> tuple[tuple[str, str], ...]:
    """What can be chosen in the settings: "" for the computer's own language, then each by its own name."""
    return (("", say("System")), *((code, own_name(code)) for code in languages()))


class Counter:
    """A whole till: the window and everything behind it, built once and joined."""

    def __init__(self, app: QApplication, profile: Path, settings: Settings, wishes: Wishes) -> None:
        self.settings = settings
        self._session = Session(wishes.server, wishes.till_name)
        # Made before the window shows: its TLS set-up takes 50 to 100 ms.
        self._http = _http_client(wishes.authority)
        theme = Theme(resources(), Scheme(settings.theme))
        theme.apply(app)
        self._card = CardWebView(theme, wishes.locale.partition("_")[0], authority=wishes.authority)
        facts = WindowFacts(
            ((say("Server"), wishes.server), (say("Log"), str(profile / "till.log"))), names_of_languages()
        )
        self.window = MainWindow(Kit(theme, Icons(resources() / "icons")), self._card, facts)
        self._runner = QtRunner()
        self._journal = LateJournal(partial(_open_journal, profile / "journal.sqlite"))
        around = Around(
            self._runner,
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
        views = WindowViews(
            self.window, self.window.login, self.window.lock, self.window.invoices, self.window.invoices.detail,
            self.window.payment, self.window.refund, self.window.refunds, self.window.exceptions,
            self.window.supervisor, self.window.password, self.window.receipts, self.window.today,
            self.window.health,
        )  # fmt: skip
        api = HmisApi(self._http, self._session)
        self.till = Till(
            views, api, self._session, around, locale=wishes.locale, version=__version__, people=wishes.people
        )
        self.till.shell.close_window = self._close_window
        self._activity = ActivityWatch(app, self.window, self.till.lock.touched)

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
        self.window.toast(Toast(f"{error} {say('Payments can’t be begun here. Tell IT.')}", Tone.BAD))

    def _close_window(self) -> None:
        self.window.close()


def _run(args: argparse.Namespace, profile: Path, people: tuple[SamplePerson, ...], one: OneTill) -> int:
    settings = Settings(profile)
    if args.theme:
        settings.theme = args.theme
    language = _language(args.locale, settings)
    wishes = Wishes(
        server=_server(args.server, settings),
        till_name=args.till or settings.till,
        locale=_locale(language),
        people=people,
        authority=_authority(args.authority, settings),
    )
    app = _application(wishes.locale)
    choose_language(app, wishes.locale, pseudo_texts=language == PSEUDO)
    counter = Counter(app, profile, settings, wishes)
    failures = report_crashes(counter.window)
    signal.signal(signal.SIGTERM, lambda _number, _frame: app.quit())
    signal.signal(signal.SIGINT, lambda _number, _frame: app.quit())
    counter.show()
    one.listen(counter.window.to_front)
    if args.smoke:
        _start_smoke(app, counter.window, args.smoke)
    try:
        code = int(app.exec())
    finally:
        counter.close()
    return FAILED if args.smoke and failures else code


def _http_client(authority: str) -> httpx.Client:
    """Certificates of the operating system's store and of ``authority``; no proxies, no .netrc: nothing between this
    till and its server that nobody has set up for it."""
    limits = httpx.Limits(max_connections=12, max_keepalive_connections=8)
    return httpx.Client(verify=context(authority), trust_env=False, limits=limits)


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


def choose_language(app: QApplication, locale: str, *, pseudo_texts: bool = False) -> None:
    """Once, before the first window: its texts are read when it is made."""
    language = language_of(locale)
    if pseudo_texts:
        speak(pseudo)
    elif language != SOURCE and (translate := translator(app, language)) is not None:
        speak(translate, partial(format_decimal, locale=locale), rtl=Locale.parse(locale).text_direction == "rtl")


def _prefer_software_graphics() -> None:
    """Where there is no OpenGL, the web view draws by software rather than not at all. Before it loads."""
    if not QOpenGLContext().create():
        flags = os.environ.get(environment.FLAGS, "")
        os.environ[environment.FLAGS] = f"{flags} --disable-gpu".strip()
        log.warning("no OpenGL here: the card form is drawn by software")


def report_crashes(window: MainWindow) -> list[str]:
    """A bug in a callback ends neither the till nor a payment: it is logged whole, and said."""
    failures: list[str] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        say_where(kind, error, trace)
        failures.append(kind.__name__)
        if shiboken6.isValid(window):
            window.toast(Toast(say("Something went wrong on this till. Tell IT; the log has it."), Tone.BAD))

    sys.excepthook = hook
    return failures


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


def _start_smoke(app: QApplication, window: MainWindow, out: Path) -> None:
    from pos_app.desktop.views.smoke import SmokeRun  # noqa: PLC0415 - only the self-test needs it

    people = json.loads((resources() / "demo" / "people.json").read_text(encoding="utf-8"))
    SmokeRun(window, out, people[0]["username"], people[0]["password"], app.exit).start()
