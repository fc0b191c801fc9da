"""The till's window: rail, top bar, and one screen at a time. A ``ShellView``."""

from __future__ import annotations

from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QRhiWidget,
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
from pos_app.desktop.say import mark, say
from pos_app.desktop.views.card_view import CardWebView
from pos_app.desktop.views.components.bands import Field as Ground
from pos_app.desktop.views.components.buttons import Button
from pos_app.desktop.views.components.focus import FocusRing
from pos_app.desktop.views.components.keys import KeyGroup, KeyLine, bind_key
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.components.notices import Banner, ToastLayer
from pos_app.desktop.views.components.overlay import Overlay, QuestionOverlay
from pos_app.desktop.views.health_overlay import KEY as HEALTH
from pos_app.desktop.views.health_overlay import HealthLayer
from pos_app.desktop.views.invoices_page import InvoicesPage
from pos_app.desktop.views.key_overlay import KeyOverlay
from pos_app.desktop.views.lock_page import LockPage
from pos_app.desktop.views.login_page import LoginPage
from pos_app.desktop.views.password_overlay import PasswordLayer
from pos_app.desktop.views.payment_modal import PaymentModal
from pos_app.desktop.views.queue_page import QueuePage
from pos_app.desktop.views.rail import Rail
from pos_app.desktop.views.receipt_panel import AskWhere, ask_with_dialog
from pos_app.desktop.views.receipts_page import ReceiptsPage
from pos_app.desktop.views.refund_page import RefundPage
from pos_app.desktop.views.settings_overlay import LanguageChoice, SettingsOverlay
from pos_app.desktop.views.supervisor_overlay import SupervisorLayer
from pos_app.desktop.views.theme import Scheme
from pos_app.desktop.views.today_page import TodayPage
from pos_app.desktop.views.top_bar import TopBar

PRODUCT = "HMIS POS"
OTHERS_DECIDE = mark("Whoever asks can never approve. The server refuses it too.")
WHAT_DOES_NOT_FIT = mark("What does not fit into the books, and what to do about it.")
LEAST = (1024, 700)
USUAL = (1280, 800)


FRAME = 40
"""Pixels that a window manager's title bar may take of the screen's height."""


def _fitting(wanted: QSize, screen: QSize) -> QSize:
    """On a screen just as high as the window, the title bar would push its foot off the screen."""
    return QSize(wanted.width(), min(wanted.height(), max(LEAST[1], screen.height() - FRAME)))


@dataclass(frozen=True, slots=True)
class WindowFacts:
    """What Settings tells for IT: (what, value) pairs such as the log folder; and the languages to choose from."""

    rows: tuple[tuple[str, str], ...] = ()
    languages: tuple[tuple[str, str], ...] = ()


class MainWindow(QMainWindow):
    """Holds the screens: :attr:`login`, :attr:`lock`, :attr:`invoices` (with its ``detail``), :attr:`payment`,
    :attr:`refund`, and the other places of the rail: :attr:`receipts`, :attr:`refunds`, :attr:`exceptions` and
    :attr:`today`; :attr:`supervisor` and :attr:`password` are layers for a supervisor's act and one's own password,
    :attr:`health` the one that looks at all this till needs.

    ``card`` is the web view of the card form; ``ask_where`` asks for a file name (a dialog unless a test or a
    self-test brings its own answer).
    """

    def __init__(
        self, kit: Kit, card: CardWebView, facts: WindowFacts | None = None, ask_where: AskWhere = ask_with_dialog
    ) -> None:
        super().__init__()
        self._kit = kit
        self._facts = facts or WindowFacts()
        self._actions: ShellActions | None = None
        self._hospital = HospitalFace("", "", test=False)
        self._screen = Screen.LOGIN
        self._overlay: Overlay | None = None
        self._idle_minutes, self._idle_note = 0, ""
        self._language = ""
        self._before_lock: QWidget | None = None
        self.setWindowTitle(PRODUCT)
        self.setMinimumSize(*LEAST)
        self.resize(_fitting(QSize(*USUAL), self.screen().availableSize()))
        self._name_icon()
        kit.theme.changed.connect(self._name_icon)

        self.login = LoginPage(kit)
        self._banners: list[Banner] = []
        self.invoices = InvoicesPage(kit, self._new_banner())
        self.payment = PaymentModal(kit, card, ask_where)
        self.refund = RefundPage(kit)
        self.receipts = ReceiptsPage(kit, self._new_banner(), ask_where, self._go_back)
        self.refunds = QueuePage(kit, say("Refunds"), "arrow-back-up", say(OTHERS_DECIDE), self._new_banner())
        self.exceptions = QueuePage(
            kit, say("Exceptions"), "alert-triangle", say(WHAT_DOES_NOT_FIT), self._new_banner()
        )
        self.today = TodayPage(kit, self._new_banner(), ask_where, self._go_back)
        self.rail = Rail(kit, self._go, self.open_settings, self.open_keys)
        self.top_bar = TopBar(kit, self._lock, self._log_out, self._change_password)
        self.lock = LockPage(kit)
        self._pages = QStackedWidget()
        self._by_screen: dict[Screen, InvoicesPage | PaymentModal | RefundPage | QueuePage | ReceiptsPage | TodayPage]
        self._by_screen = {
            Screen.INVOICES: self.invoices,
            Screen.PAYMENT: self.payment,
            Screen.REFUND: self.refund,
            Screen.RECEIPTS: self.receipts,
            Screen.REFUNDS: self.refunds,
            Screen.EXCEPTIONS: self.exceptions,
            Screen.TODAY: self.today,
        }
        for page in (*self._by_screen.values(), self.lock):
            self._pages.addWidget(page)

        work = QWidget()
        columns = QHBoxLayout(work)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self.rail)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        right.addWidget(self._pages, 1)
        columns.addLayout(right, 1)
        self._whole = QStackedWidget()
        self._whole.addWidget(self.login)
        self._whole.addWidget(work)
        self._work = work

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
        # A web view needs a window that the graphics card composes. Born as one, the window need not be made anew,
        # with a flicker and without the keyboard, when the card form comes. Costs some 100 ms of CPU at the start.
        if QGuiApplication.platformName() not in ("offscreen", "minimal"):  # they have no graphics card at all
            self._composed = QRhiWidget(centre)
            self._composed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._composed.hide()
        self.supervisor = SupervisorLayer(kit, centre, self._open)
        self.health = HealthLayer(kit, centre, self._open)
        self.password = PasswordLayer(kit, centre, self._open)
        self._toasts = ToastLayer(kit, centre)
        self._ring = FocusRing(kit, centre)
        bind_key(self, "F5", self._f5)
        bind_key(self, HEALTH, self.health.show)
        for front in (self.login, self.lock):
            bind_key(front, "F1", self.open_keys)

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
        self._work.setEnabled(screen is not Screen.LOGIN)
        for page in self._by_screen.values():
            page.setEnabled(not locks)
        self.rail.show_locked(locked=locks)
        self.top_bar.show_locked(locked=locks)
        if screen is Screen.LOGIN:
            self._whole.setCurrentWidget(self.login)
        else:
            self._whole.setCurrentWidget(self._work)
            self._pages.setCurrentWidget(self.lock if locks else self._by_screen[screen])
            self.rail.show_current(screen)
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
        for banner in self._banners:
            banner.show_banner(face)

    def show_theme(self, theme: ThemeChoice) -> None:
        if Scheme(theme) is not self._kit.theme.choice:
            self._kit.theme.choose(Scheme(theme))
        if isinstance(self._overlay, SettingsOverlay):
            self._overlay.show_theme(theme)

    def show_idle_minutes(self, minutes: int, note: str = "") -> None:
        self._idle_minutes, self._idle_note = minutes, note
        if isinstance(self._overlay, SettingsOverlay):
            self._overlay.show_idle_minutes(minutes, note)

    def show_language(self, language: str) -> None:
        self._language = language
        if isinstance(self._overlay, SettingsOverlay):
            self._overlay.show_language(language)

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
        layer = KeyOverlay(self._kit, self._centre, self.key_groups())
        self._open(layer, layer.close_button)

    def open_settings(self) -> None:
        rows = (
            (say("Hospital"), self._hospital.hospital),
            (say("Place"), self._hospital.place),
            (say("Version"), self._hospital.version),
            *self._facts.rows,
        )
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
            LanguageChoice(self._facts.languages, self._language, self._choose_language)
            if self._facts.languages
            else None,
        )
        layer.show_idle_minutes(self._idle_minutes, self._idle_note)
        self._open(layer, layer.first)

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
        here = self._by_screen[self._screen].key_groups()
        there = self.payment.key_groups() if self._screen is Screen.INVOICES else self.invoices.key_groups()
        return (*here, *there, KeyGroup(say("Anywhere"), "keyboard", anywhere + shell))

    def _open(self, layer: Overlay, first: QWidget | None) -> None:
        if self._overlay is not None:
            self._overlay.close_layer()
        self._overlay = layer
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
            firsts = {
                Screen.PAYMENT: self.payment.focus_shown,
                Screen.REFUND: self.refund.focus_first,
                Screen.RECEIPTS: self.receipts.focus_first,
                Screen.REFUNDS: self.refunds.focus_rows,
                Screen.EXCEPTIONS: self.exceptions.focus_rows,
                Screen.TODAY: self.today.focus_first,
            }
            firsts.get(self._screen, self.invoices.focus_rows)()

    def _layer_gone(self, layer: Overlay) -> None:
        if self._overlay is layer:
            self._overlay = None

    # --- what the person does -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Letters typed with the focus in the rail or nowhere search too.
        page = self._by_screen.get(self._screen) if self._overlay is None else None
        if not (isinstance(page, InvoicesPage | ReceiptsPage) and page.take_key(event)):
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
        for button in self._pages.findChildren(Button):
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

    def _new_banner(self) -> Banner:
        """One for each place: what it says concerns the whole window."""
        self._banners.append(Banner(self._kit, self._try_now))
        return self._banners[-1]

    def _name_icon(self) -> None:
        theme = self._kit.theme
        self.setWindowIcon(self._kit.icons.window_icon(theme.colour("brand-mark"), theme.colour("paper")))
