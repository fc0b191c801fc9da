"""The till's window: rail, top bar, and one screen at a time. A ``ShellView``."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QRhiWidget, QStackedWidget, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.common import Answered, Question, Screen, Toast
from pos_app.desktop.presenters.faces.shell import (
    BannerFace,
    ConnectionFace,
    HospitalFace,
    PersonFace,
    ShellActions,
)
from pos_app.desktop.presenters.faces.shell import Theme as ThemeChoice
from pos_app.desktop.views.card_view import CardWebView
from pos_app.desktop.views.components.bands import Field as Ground
from pos_app.desktop.views.components.buttons import Button
from pos_app.desktop.views.components.focus import FocusRing
from pos_app.desktop.views.components.keys import KeyGroup, KeyLine, bind_key
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.components.notices import Banner, ToastLayer
from pos_app.desktop.views.components.overlay import Overlay, QuestionOverlay
from pos_app.desktop.views.invoices_page import InvoicesPage
from pos_app.desktop.views.key_overlay import KeyOverlay
from pos_app.desktop.views.login_page import LoginPage
from pos_app.desktop.views.payment_modal import PaymentModal
from pos_app.desktop.views.rail import Rail
from pos_app.desktop.views.receipt_panel import AskWhere, ask_with_dialog
from pos_app.desktop.views.settings_overlay import SettingsOverlay
from pos_app.desktop.views.theme import Scheme
from pos_app.desktop.views.top_bar import TopBar

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
    """What Settings tells for IT: (what, value) pairs such as the log folder."""

    rows: tuple[tuple[str, str], ...] = ()


class MainWindow(QMainWindow):
    """Holds the screens: :attr:`login`, :attr:`invoices` (with its ``detail``) and :attr:`payment`.

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
        self.setWindowTitle(PRODUCT)
        self.setMinimumSize(*LEAST)
        self.resize(_fitting(QSize(*USUAL), self.screen().availableSize()))
        self._name_icon()
        kit.theme.changed.connect(self._name_icon)

        self.login = LoginPage(kit)
        self._banner = Banner(kit, self._try_now)
        self.invoices = InvoicesPage(kit, self._banner)
        self.payment = PaymentModal(kit, card, ask_where)
        self.rail = Rail(kit, self._go_invoices, self.open_settings, self.open_keys)
        self.top_bar = TopBar(kit, self._log_out)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.invoices)
        self._pages.addWidget(self.payment)

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
        self._toasts = ToastLayer(kit, centre)
        self._ring = FocusRing(kit, centre)
        bind_key(self, "F5", self._f5)
        self._login_keys = bind_key(self.login, "F1", self.open_keys)

    # --- ShellView ------------------------------------------------------------------------------------------------

    def bind(self, actions: ShellActions) -> None:
        self._actions = actions

    def show_screen(self, screen: Screen) -> None:
        if self._overlay is not None and screen is not self._screen:
            self._overlay.close_layer()
        self._screen = screen
        if screen is Screen.LOGIN:
            self._whole.setCurrentWidget(self.login)
            return
        self._whole.setCurrentWidget(self._work)
        self._pages.setCurrentWidget(self.payment if screen is Screen.PAYMENT else self.invoices)

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

    def show_banner(self, face: BannerFace | None) -> None:
        self._banner.show_banner(face)

    def show_theme(self, theme: ThemeChoice) -> None:
        if Scheme(theme) is not self._kit.theme.choice:
            self._kit.theme.choose(Scheme(theme))
        if isinstance(self._overlay, SettingsOverlay):
            self._overlay.show_theme(theme)

    def toast(self, toast: Toast) -> None:
        self._toasts.say(toast)

    def ask(self, question: Question, answered: Answered) -> None:
        if self._overlay is not None:
            self._overlay.dismissed()
        layer = QuestionOverlay(self._kit, self._centre, question, answered)
        self._open(layer, layer.first)

    @property
    def screen_shown(self) -> Screen:
        return self._screen

    # --- layers over the window -----------------------------------------------------------------------------------

    def open_keys(self) -> None:
        layer = KeyOverlay(self._kit, self._centre, self.key_groups())
        self._open(layer, layer.close_button)

    def open_settings(self) -> None:
        rows = (
            ("Hospital", self._hospital.hospital),
            ("Place", self._hospital.place),
            ("Version", self._hospital.version),
            *self._facts.rows,
        )
        theme: ThemeChoice = self._kit.theme.choice.value
        layer = SettingsOverlay(self._kit, self._centre, theme, rows, self._choose_theme)
        self._open(layer, layer.first)

    def key_groups(self) -> tuple[KeyGroup, ...]:
        """Every key there is, the shown screen's group first."""
        anywhere = (
            KeyLine("These keys", "F1"),
            KeyLine("Back, or close", "Esc"),
            KeyLine("Next field, next button", "Tab"),
            KeyLine("Ask the server again", "F5"),
        )
        if self._screen is Screen.LOGIN:
            return (*self.login.key_groups(), KeyGroup("Anywhere", "keyboard", anywhere))
        shell = (
            KeyLine("Invoices", "Ctrl+1"),
            KeyLine("Settings", "Ctrl+,"),
            KeyLine("Log out", "Ctrl+L"),
        )
        here = self.payment.key_groups() if self._screen is Screen.PAYMENT else self.invoices.key_groups()
        there = self.invoices.key_groups() if self._screen is Screen.PAYMENT else self.payment.key_groups()
        return (*here, *there, KeyGroup("Anywhere", "keyboard", anywhere + shell))

    def _open(self, layer: Overlay, first: QWidget | None) -> None:
        if self._overlay is not None:
            self._overlay.close_layer()
        self._overlay = layer
        layer.closed.connect(lambda: self._layer_gone(layer))
        layer.open(first)
        self._ring.raise_()

    def _layer_gone(self, layer: Overlay) -> None:
        if self._overlay is layer:
            self._overlay = None

    # --- what the person does -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Letters typed with the focus in the rail or nowhere search too.
        shown = self._screen is Screen.INVOICES and self._overlay is None
        if not (shown and self.invoices.take_key(event)):
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

    def _log_out(self) -> None:
        if self._actions is not None:
            self._actions.log_out()

    def _choose_theme(self, theme: ThemeChoice) -> None:
        if self._actions is not None:
            self._actions.choose_theme(theme)

    def _go_invoices(self) -> None:
        """From the payment: the same as leaving it, so that nothing is left half-way without a word."""
        if self._screen is Screen.PAYMENT:
            self.payment.leave()
        else:
            self.invoices.focus_rows()

    def _name_icon(self) -> None:
        theme = self._kit.theme
        self.setWindowIcon(self._kit.icons.window_icon(theme.colour("brand-mark"), theme.colour("paper")))
