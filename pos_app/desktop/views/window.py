"""The till's window: the log-in, and behind it the person's work. A ``ShellView``.

The log-in needs few of the widgets and modules. The rest is built once the window is on the screen, a piece at a time,
or at once where somebody asks for a part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QStackedWidget,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from pos_app.desktop.presenters.faces.common import Answered, Question, Screen, Toast
from pos_app.desktop.presenters.faces.shell import (
    BannerFace,
    ConnectionFace,
    HospitalFace,
    PersonFace,
    PlaceFace,
    ShellActions,
)
from pos_app.desktop.presenters.faces.shell import Theme as ThemeChoice
from pos_app.desktop.say import say
from pos_app.desktop.views.components.bands import Field as Ground
from pos_app.desktop.views.components.buttons import Button
from pos_app.desktop.views.components.focus import FocusRing
from pos_app.desktop.views.components.keys import HEALTH, KeyGroup, KeyLine, bind_key
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.components.notices import ToastLayer
from pos_app.desktop.views.components.overlay import Overlay, QuestionOverlay
from pos_app.desktop.views.login_page import LoginPage
from pos_app.desktop.views.theme import Scheme

if TYPE_CHECKING:
    from pos_app.desktop.views.card_view import CardWebView
    from pos_app.desktop.views.detail_panel import DetailPanel
    from pos_app.desktop.views.health_overlay import HealthLayer
    from pos_app.desktop.views.invoices_page import InvoicesPage
    from pos_app.desktop.views.lock_page import LockPage
    from pos_app.desktop.views.password_overlay import PasswordLayer
    from pos_app.desktop.views.payment_modal import PaymentModal
    from pos_app.desktop.views.queue_page import QueuePage
    from pos_app.desktop.views.rail import Rail
    from pos_app.desktop.views.receipt_panel import AskWhere
    from pos_app.desktop.views.receipts_page import ReceiptsPage
    from pos_app.desktop.views.refund_page import RefundPage
    from pos_app.desktop.views.settings_overlay import SettingsOverlay
    from pos_app.desktop.views.supervisor_overlay import SupervisorLayer
    from pos_app.desktop.views.today_page import TodayPage
    from pos_app.desktop.views.top_bar import TopBar
    from pos_app.desktop.views.work import Work

PRODUCT = "HMIS POS"
LEAST = (1024, 700)
USUAL = (1280, 800)


FRAME = 40
"""Pixels that a window manager's title bar may take of the screen's height."""


def _fitting(wanted: QSize, screen: QSize) -> QSize:
    """On a screen just as high as the window, the title bar would push its foot off the screen."""
    return QSize(wanted.width(), min(wanted.height(), max(LEAST[1], screen.height() - FRAME)))


@dataclass(frozen=True, slots=True)
class WindowFacts:
    """What Settings tells for IT: (what, value) pairs such as the log folder; and the languages to choose from, named
    when they are first looked at."""

    rows: tuple[tuple[str, str], ...] = ()
    languages: Callable[[], tuple[tuple[str, str], ...]] = tuple


class MainWindow(QMainWindow):
    """Holds the screens: :attr:`login`, and behind it :attr:`lock`, :attr:`invoices` (with its ``detail``),
    :attr:`payment`, :attr:`refund`, and the other places of the rail: :attr:`receipts`, :attr:`refunds`,
    :attr:`exceptions` and :attr:`today`; :attr:`supervisor` and :attr:`password` are layers for a supervisor's act and
    one's own password, :attr:`health` the one that looks at all this till needs.

    ``card`` makes the web view of the card form; ``ask_where`` asks for a file name (a dialog unless a test or a
    self-test brings its own answer).
    """

    def __init__(
        self,
        kit: Kit,
        card: Callable[[], CardWebView],
        facts: WindowFacts | None = None,
        ask_where: AskWhere | None = None,
    ) -> None:
        super().__init__()
        self._kit = kit
        self._card = card
        self._facts = facts or WindowFacts()
        self._ask_where = ask_where
        self._actions: ShellActions | None = None
        self._hospital = HospitalFace("", "", test=False)
        self._screen = Screen.LOGIN
        self._overlay: Overlay | None = None
        self._settings: SettingsOverlay | None = None
        self._idle_minutes, self._idle_note = 0, ""
        self._language = ""
        self._before_lock: QWidget | None = None
        self.setWindowTitle(PRODUCT)
        self.setMinimumSize(*LEAST)
        self.resize(_fitting(QSize(*USUAL), self.screen().availableSize()))

        self.login = LoginPage(kit)
        self._whole = QStackedWidget()
        self._whole.addWidget(self.login)
        centre = QWidget()
        outer = QVBoxLayout(centre)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._strip = Ground(kit, "test-fill")
        self._strip.setFixedHeight(4)
        self._strip.hide()
        outer.addWidget(self._strip)
        outer.addWidget(self._whole, 1)
        self.setCentralWidget(centre)
        self._centre = centre
        self._toasts = ToastLayer(kit, centre)
        self._ring = FocusRing(kit, centre)
        self._work: Work | None = None
        self._pieces = self._build()
        bind_key(self, "F5", self._f5)
        bind_key(self, HEALTH, lambda: self.health.show())
        bind_key(self.login, "F1", self.open_keys)

    # --- what stands behind the log-in ----------------------------------------------------------------------------

    def furnish(self) -> bool:
        """Build the next piece of it. False: there is none left."""
        return next(self._pieces, False)

    @property
    def work(self) -> Work:
        """All of it, built by now."""
        while self.furnish():
            pass
        if self._work is None:
            raise RuntimeError  # a piece of it failed, and that has been told
        return self._work

    def _build(self) -> Iterator[bool]:
        from pos_app.desktop.views.work import Ways, Work  # noqa: PLC0415 - 40 modules that the log-in can do without

        self._name_icon()
        self._kit.theme.changed.connect(self._name_icon)
        ways = Ways(
            self._go, self._go_back, self.open_settings, self.open_keys, self._lock, self._log_out,
            self._change_password, self._try_now, self._open,
        )  # fmt: skip
        work = Work(self._kit, self._centre, ways)
        self._whole.addWidget(work)  # empty as yet: each page is polished as it comes
        for _ in work.furnish(self._card(), self._ask_where):
            yield True
        bind_key(work.lock, "F1", self.open_keys)
        self._ring.raise_()
        self._work = work

    @property
    def rail(self) -> Rail:
        return self.work.rail

    @property
    def top_bar(self) -> TopBar:
        return self.work.top_bar

    @property
    def lock(self) -> LockPage:
        return self.work.lock

    @property
    def invoices(self) -> InvoicesPage:
        return self.work.invoices

    @property
    def detail(self) -> DetailPanel:
        return self.work.invoices.detail

    @property
    def payment(self) -> PaymentModal:
        return self.work.payment

    @property
    def refund(self) -> RefundPage:
        return self.work.refund

    @property
    def receipts(self) -> ReceiptsPage:
        return self.work.receipts

    @property
    def refunds(self) -> QueuePage:
        return self.work.refunds

    @property
    def exceptions(self) -> QueuePage:
        return self.work.exceptions

    @property
    def today(self) -> TodayPage:
        return self.work.today

    @property
    def supervisor(self) -> SupervisorLayer:
        return self.work.supervisor

    @property
    def password(self) -> PasswordLayer:
        return self.work.password

    @property
    def health(self) -> HealthLayer:
        return self.work.health

    # --- ShellView ------------------------------------------------------------------------------------------------

    def bind(self, actions: ShellActions) -> None:
        self._actions = actions

    def show_screen(self, screen: Screen) -> None:
        if self._overlay is not None and screen is not self._screen:
            self._overlay.close_layer()
        before, self._screen = self._screen, screen
        locks, unlocks = screen is Screen.LOCKED, before is Screen.LOCKED
        if locks and not unlocks:
            self._before_lock = QApplication.focusWidget()
        # Out of sight is not enough: Qt gives the keyboard to hidden widgets too, if somebody asks it to.
        self.work.setEnabled(screen is not Screen.LOGIN)
        self.work.show_locked(locked=locks)
        if screen is Screen.LOGIN:
            self._whole.setCurrentWidget(self.login)
        else:
            self._whole.setCurrentWidget(self.work)
            self.work.show_page(screen)
        if locks or screen is Screen.LOGIN:
            self._clear_the_rest()
        elif unlocks:
            self._focus_again()

    def show_hospital(self, face: HospitalFace) -> None:
        self._hospital = face
        self.top_bar.show_hospital(face)
        self._strip.setVisible(face.test)
        parts = [PRODUCT, face.hospital, face.place]
        title = " · ".join(part for part in parts if part)
        self.setWindowTitle(f"{face.test_title} · {title}" if face.test else title)

    def show_person(self, face: PersonFace | None) -> None:
        self.top_bar.show_person(face)

    def show_connection(self, face: ConnectionFace) -> None:
        self.top_bar.connection.show_connection(face)

    def show_places(self, places: tuple[PlaceFace, ...]) -> None:
        self.rail.show_places(places)

    def show_banner(self, face: BannerFace | None) -> None:
        self.work.show_banner(face)

    def show_theme(self, theme: ThemeChoice) -> None:
        if Scheme(theme) is not self._kit.theme.choice:
            self._kit.theme.choose(Scheme(theme))
        if self._settings is not None:
            self._settings.show_theme(theme)

    def show_idle_minutes(self, minutes: int, note: str = "") -> None:
        self._idle_minutes, self._idle_note = minutes, note
        if self._settings is not None:
            self._settings.show_idle_minutes(minutes, note)

    def show_language(self, language: str) -> None:
        self._language = language
        if self._settings is not None:
            self._settings.show_language(language)

    def toast(self, toast: Toast) -> None:
        self._toasts.say(toast)

    def ask(self, question: Question, answered: Answered) -> None:
        if self._overlay is not None:
            self._overlay.dismissed()
        layer = QuestionOverlay(self._kit, self._centre, question, answered)
        self._open(layer, layer.first)

    def to_front(self) -> None:
        """Somebody looks for it."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)  # where a desktop lets no program take the front by itself

    @property
    def screen_shown(self) -> Screen:
        return self._screen

    # --- layers over the window -----------------------------------------------------------------------------------

    def open_keys(self) -> None:
        from pos_app.desktop.views.key_overlay import KeyOverlay  # noqa: PLC0415 - the log-in can do without

        layer = KeyOverlay(self._kit, self._centre, self.key_groups())
        self._open(layer, layer.close_button)

    def open_settings(self) -> None:
        from pos_app.desktop.views.settings_overlay import LanguageChoice, SettingsOverlay  # noqa: PLC0415 - as above

        rows = (
            (say("Hospital"), self._hospital.hospital),
            (say("Place"), self._hospital.place),
            (say("Version"), self._hospital.version),
            *self._facts.rows,
        )
        languages = self._facts.languages()
        theme: ThemeChoice = self._kit.theme.choice.value
        layer = SettingsOverlay(
            self._kit,
            self._centre,
            theme,
            self._idle_minutes,
            rows,
            self._choose_theme,
            self._choose_idle_minutes,
            self.health.show,
            LanguageChoice(languages, self._language, self._choose_language) if languages else None,
        )
        layer.show_idle_minutes(self._idle_minutes, self._idle_note)
        self._open(layer, layer.first)
        self._settings = layer

    def key_groups(self) -> tuple[KeyGroup, ...]:
        """Every key there is, the shown screen's group first."""
        anywhere = (
            KeyLine(say("These keys"), "F1"),
            KeyLine(say("Back, or close"), "Esc"),
            KeyLine(say("Next field, next button"), "Tab"),
            KeyLine(say("Ask the server again"), "F5"),
            KeyLine(say("Health of this till"), HEALTH),
        )
        if self._screen is Screen.LOGIN:
            return (*self.login.key_groups(), KeyGroup(say("Anywhere"), "keyboard", anywhere))
        if self._screen is Screen.LOCKED:
            return (*self.lock.key_groups(), KeyGroup(say("Anywhere"), "keyboard", anywhere))
        shell = (
            *self.rail.key_lines(),
            KeyLine(say("Settings"), "Ctrl+,"),
            KeyLine(say("Lock the till"), "Ctrl+L"),
            KeyLine(say("Change your password"), "Ctrl+Shift+P"),
            KeyLine(say("Log out"), "Ctrl+Shift+L"),
        )
        here = self.work.by_screen[self._screen].key_groups()
        there = self.payment.key_groups() if self._screen is Screen.INVOICES else self.invoices.key_groups()
        return (*here, *there, KeyGroup(say("Anywhere"), "keyboard", anywhere + shell))

    def _open(self, layer: Overlay, first: QWidget | None) -> None:
        if self._overlay is not None:
            self._overlay.close_layer()
        self._overlay, self._settings = layer, None
        layer.closed.connect(lambda: self._layer_gone(layer))
        layer.open(first)
        self._ring.raise_()

    def _clear_the_rest(self) -> None:
        """Whatever floats above the pages: a list that is open, a file dialog, a hint with a name, a toast."""
        while (popup := QApplication.activePopupWidget()) is not None and popup.isVisible():
            popup.close()
        while isinstance(dialog := QApplication.activeModalWidget(), QDialog) and dialog.isVisible():
            dialog.reject()
        QToolTip.hideText()
        self._toasts.forget()

    def _focus_again(self) -> None:
        """Where the cursor was when the till locked."""
        before, self._before_lock = self._before_lock, None
        if before is not None and shiboken6.isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.work.focus_page(self._screen)

    def _layer_gone(self, layer: Overlay) -> None:
        if self._overlay is layer:
            self._overlay = self._settings = None

    # --- what the person does -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Letters typed with the focus in the rail or nowhere search too.
        if self._work is None or self._overlay is not None or not self._work.take_key(self._screen, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._actions is None or self._actions.close_asked():
            event.accept()
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.update()

    def _f5(self) -> None:
        for button in self.work.findChildren(Button):
            if button.shortcut_text == "F5" and button.isVisible() and button.isEnabled():
                button.click()
                return
        self._try_now()

    def _try_now(self) -> None:
        if self._actions is not None:
            self._actions.try_now()

    def _lock(self) -> None:
        if self._actions is not None:
            self._actions.lock()

    def _change_password(self) -> None:
        if self._actions is not None:
            self._actions.change_password()

    def _log_out(self) -> None:
        if self._actions is not None:
            self._actions.log_out()

    def _choose_theme(self, theme: ThemeChoice) -> None:
        if self._actions is not None:
            self._actions.choose_theme(theme)

    def _choose_language(self, language: str) -> None:
        if self._actions:
            self._actions.choose_language(language)

    def _choose_idle_minutes(self, minutes: int) -> None:
        if self._actions is not None:
            self._actions.choose_idle_minutes(minutes)

    def _go(self, screen: Screen) -> None:
        if screen is Screen.INVOICES and self._screen is Screen.INVOICES:
            self.invoices.focus_rows()
        elif self._actions is not None:
            self._actions.go(screen)

    def _go_back(self) -> None:
        self._go(Screen.INVOICES)

    def _name_icon(self) -> None:
        theme = self._kit.theme
        self.setWindowIcon(self._kit.icons.window_icon(theme.colour("brand-mark"), theme.colour("paper")))
