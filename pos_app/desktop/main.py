"""``pos-app till``: reads what it is started with, checks what it needs, and opens the till.

What is imported here is paid for before the window shows: all that the log-in can do without is left to
:mod:`pos_app.desktop.behind`.
"""

from __future__ import annotations

import argparse
import gc
import json
import logging
import os
import signal
import sys
from functools import partial
from pathlib import Path
from types import TracebackType

import shiboken6
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from pos_app import __version__
from pos_app.assets import resources
from pos_app.desktop import (
    no_features,  # noqa: F401 - what is imported below is what it is for
    no_secrets,
)
from pos_app.desktop.address import AddressRefused, server_address
from pos_app.desktop.counter import Counter
from pos_app.desktop.languages import PSEUDO, SOURCE, language_of, languages, pseudo
from pos_app.desktop.masked_log import log_to, say_where
from pos_app.desktop.one_till import OneTill
from pos_app.desktop.presenters.faces.common import Toast, Tone
from pos_app.desktop.presenters.front import SamplePerson, read_sample_people
from pos_app.desktop.say import say, speak
from pos_app.desktop.settings import Settings
from pos_app.desktop.views import environment
from pos_app.desktop.views.theme import BASE
from pos_app.desktop.views.translator import translator
from pos_app.desktop.views.window import MainWindow
from pos_app.desktop.wishes import Wishes
from pos_app.exits import CONFIGURATION, ENVIRONMENT, FAILED, OK, Stop

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
log = logging.getLogger(__name__)


def main(argv: list[str]) -> int:
    args = _arguments(argv)
    gc.disable()  # until all is there: it would look at the same again and again, and find nothing to throw away
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
    profile = (wanted or _usual_profile()).absolute()
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


def _usual_profile() -> Path:
    import platformdirs  # noqa: PLC0415 - only who names none needs it

    return platformdirs.user_data_path("hmis-pos") / "till"


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
    from pos_app.desktop.trust import AuthorityRefused, read_authority  # noqa: PLC0415 - only who has one loads TLS now

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
    if named in languages():
        return named
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - its books take 25 ms, and ours are known to be in them

    try:
        return str(Locale.parse(named.replace("-", "_")))
    except (UnknownLocaleError, ValueError) as error:
        raise Stop(
            f"there is no locale '{named}'.", f"As in --locale {', '.join(languages())}.", CONFIGURATION
        ) from error


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
    counter.completed = _grown
    counter.show()
    one.listen(counter.window.to_front)
    if args.smoke:
        _start_smoke(app, counter.window, args.smoke)
    try:
        code = int(app.exec())
    finally:
        counter.close()
    return FAILED if args.smoke and failures else code


def _application(locale: str) -> QApplication:
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
        print("pos-app till: running as root, so the card form's browser runs without its sandbox.", file=sys.stderr)
    environment.prepare()
    app = QApplication([*sys.argv[:1], "-style", BASE])
    app.setProperty("base", BASE)
    app.setApplicationName("HMIS POS")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("hmis-pos")
    app.setLayoutDirection(QLocale(locale).textDirection())
    return app


def choose_language(app: QApplication, locale: str, *, pseudo_texts: bool = False) -> None:
    """Once, before the first window: its texts are read when it is made."""
    language = language_of(locale)
    if pseudo_texts:
        speak(pseudo)
    elif language != SOURCE and (translate := translator(app, language)) is not None:
        rtl = QLocale(locale).textDirection() is Qt.LayoutDirection.RightToLeft
        speak(translate, partial(_figure, locale), rtl=rtl)


def _figure(locale: str, number: int) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415 - as in _locale

    return format_decimal(number, locale=locale)


def _grown() -> None:
    """What there is by now stays until the end. Passed over from here on: to look at it all held the window up for
    70 ms, again and again. The counter looks at the rest."""
    gc.freeze()


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


def _start_smoke(app: QApplication, window: MainWindow, out: Path) -> None:
    from pos_app.desktop.views.smoke import SmokeRun  # noqa: PLC0415 - only the self-test needs it

    people = json.loads((resources() / "demo" / "people.json").read_text(encoding="utf-8"))
    SmokeRun(window, out, people[0]["username"], people[0]["password"], app.exit).start()
