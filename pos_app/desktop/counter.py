"""A till at its front desk: the window with the log-in at once, all that stands behind it as soon as that is painted.

Nobody has to wait for what the log-in does not need. It is loaded and built while nothing else is to do, in pieces
short enough not to be felt under a key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from pos_app import __version__
from pos_app.assets import resources
from pos_app.desktop.background import QtRunner
from pos_app.desktop.languages import languages, own_name
from pos_app.desktop.presenters import front
from pos_app.desktop.presenters.faces.shell import ConnectionFace, HospitalFace
from pos_app.desktop.say import say
from pos_app.desktop.settings import Settings
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.early_hands import EarlyHands, FirstPaint
from pos_app.desktop.views.icons import Icons
from pos_app.desktop.views.rubbish import Rubbish
from pos_app.desktop.views.theme import Scheme, Theme
from pos_app.desktop.views.window import MainWindow, WindowFacts
from pos_app.desktop.wishes import Wishes
from pos_app.exits import FAILED

if TYPE_CHECKING:
    import ssl

    from pos_app.desktop.behind import Behind
    from pos_app.desktop.session import Session
    from pos_app.desktop.till import Till
    from pos_app.desktop.views.card_view import CardWebView

_PRESENTERS, _VIEWS, _WIRE = "pos_app.desktop.presenters", "pos_app.desktop.views", "pos_app.wire"
PIECES: Final = (
    "pos_app.desktop.trust",
    "http.cookiejar",
    "h11",
    "httpcore",
    "httpx",
    "pydantic_core",
    "pydantic.errors",
    "pydantic.config",
    "pydantic.fields",
    "pydantic.main",
    "pydantic.types",
    f"{_WIRE}.base",
    f"{_WIRE}.auth",
    f"{_WIRE}.invoices",
    f"{_WIRE}.payments",
    f"{_WIRE}.refunds",
    f"{_WIRE}.reports",
    f"{_WIRE}.sso",
    "pos_app.desktop.api",
    f"{_PRESENTERS}.faces.today",
    f"{_PRESENTERS}.faces.payment",
    f"{_PRESENTERS}.faces.refund",
    f"{_PRESENTERS}.words",
    f"{_PRESENTERS}.approval",
    f"{_PRESENTERS}.invoices",
    f"{_PRESENTERS}.payment",
    f"{_PRESENTERS}.refund",
    f"{_PRESENTERS}.today",
    "pos_app.desktop.till",
    f"{_VIEWS}.invoices_page",
    f"{_VIEWS}.payment_modal",
    f"{_VIEWS}.today_page",
    f"{_VIEWS}.key_overlay",
    f"{_VIEWS}.settings_overlay",
    f"{_VIEWS}.work",
    "pos_app.desktop.behind",
)
"""Modules, in an order in which none brings too many new ones with it: while one is loaded, no key is answered."""
SETTLES_MS: Final = 100
"""So long the new window is left alone, to be given the keyboard and to be painted whole."""


def names_of_languages() -> tuple[tuple[str, str], ...]:
    """What can be chosen in the settings: "" for the computer's own language, then each by its own name."""
    return (("", say("System")), *((code, own_name(code)) for code in languages()))


class Counter:
    """The window, and everything behind it, built once and joined. ``completed`` is called once it is."""

    def __init__(self, app: QApplication, profile: Path, settings: Settings, wishes: Wishes) -> None:
        self.settings = settings
        self._app, self._profile, self._wishes = app, profile, wishes
        self._runner = QtRunner()
        self._tls: ssl.SSLContext | None = None
        self._behind: Behind | None = None
        self._theme = Theme(resources(), Scheme(settings.theme))
        self._theme.apply(app, dressed=False)
        facts = WindowFacts(
            ((say("Server"), wishes.server), (say("Log"), str(profile / "till.log"))), names_of_languages
        )
        self.window = MainWindow(Kit(self._theme, Icons(resources() / "icons")), self._card, facts)
        login = self.window.login
        login.show_hospital(HospitalFace("", wishes.till_name, test=False, version=__version__))
        login.show_connection(ConnectionFace(say("Connecting…"), "", good=False))
        front.show(login, settings, wishes.server, wishes.people)
        self._theme.dress()
        self._pieces = self._build()
        self._idle = QTimer(self.window, interval=0)
        self._idle.timeout.connect(self._build_one)
        self._early = EarlyHands(self.window, self.complete)
        self.completed: Callable[[], None] = lambda: None
        self._rubbish = Rubbish(self.window)

    def show(self) -> None:
        """Show the window; all that is slow comes after its first paint."""
        if self.settings.geometry is not None:
            self.window.restoreGeometry(self.settings.geometry)
        FirstPaint(self.window.login, self._settle)
        self.window.show()

    @property
    def till(self) -> Till:
        return self._whole().till

    @property
    def session(self) -> Session:
        return self._whole().session

    def _whole(self) -> Behind:
        self.complete()
        if self._behind is None:
            raise RuntimeError  # a piece of it failed, and that has been told
        return self._behind

    def complete(self) -> None:
        """All that is left of the till, at once."""
        while self._go_on():
            pass

    def close(self) -> None:
        """No more questions, threads or pages; the settings are on disk."""
        self._idle.stop()
        self._rubbish.stop()
        self._early.leave()
        self.settings.geometry = self.window.saveGeometry()
        self.settings.flush()
        if self._behind is not None:
            self._behind.till.stop()
        self._runner.stop()
        if self._behind is not None:
            self._behind.close()

    def _settle(self) -> None:
        QTimer.singleShot(SETTLES_MS, self._idle, self._idle.start)

    def _build_one(self) -> None:
        if not self._go_on():
            self._idle.stop()

    def _go_on(self) -> bool:
        try:
            return next(self._pieces, False)
        except Exception:
            self._app.exit(FAILED)  # a window with nothing behind it is no till
            raise

    def _build(self) -> Iterator[bool]:
        for name in PIECES:
            import_module(name)
            yield True
            if name.endswith(".trust"):  # 50 to 100 ms, which the window need not wait for
                self._runner.run("reads", partial(_context, self._wishes.authority)).then(self._trusts)
        while self.window.furnish():
            yield True
        from pos_app.desktop.behind import Behind  # noqa: PLC0415 - one of the pieces

        tls = self._tls or _context(self._wishes.authority)
        self._behind = behind = Behind(
            self._app, self.window, self._runner, tls, self._profile, self.settings, self._wishes
        )
        self._early.leave()
        yield True
        behind.start()
        self.completed()
        self._rubbish.start()

    def _trusts(self, context: ssl.SSLContext) -> None:
        self._tls = context

    def _card(self) -> CardWebView:
        from pos_app.desktop.views.card_view import CardWebView  # noqa: PLC0415 - one of the pieces

        language = self._wishes.locale.partition("_")[0]
        return CardWebView(self._theme, language, authority=self._wishes.authority, ahead=True)


def _context(authority: str) -> ssl.SSLContext:
    from pos_app.desktop.trust import context  # noqa: PLC0415 - one of the pieces

    return context(authority)
