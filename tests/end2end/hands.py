"""A cashier's hands and eyes on the real window: keys in, and what stands on the screen."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEngineFrame
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.assets import resources
from pos_app.desktop.counter import Counter
from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.presenters.faces.payment import PaymentFace
from pos_app.desktop.presenters.front import read_sample_people
from pos_app.desktop.say import say
from pos_app.desktop.settings import Settings
from pos_app.desktop.views.components.buttons import Button
from pos_app.desktop.views.components.overlay import QuestionOverlay
from pos_app.desktop.views.window import MainWindow
from pos_app.desktop.wishes import Wishes
from tests.browser.window import BANK, CARD, evaluate

PEOPLE = resources() / "demo" / "people.json"
SECONDS = 60.0
EMPTY = "['number', 'expiry', 'cvc'].every((n) => document.querySelector(`[name=${n}]`).value === '')"


class Hands:
    """One till on a server. Everything is done by keys; what is looked at is what the window shows."""

    def __init__(
        self, app: QApplication, server: str, profile: Path, *, theme: str = "light", locale: str = "en_US"
    ) -> None:
        profile.mkdir(parents=True, exist_ok=True)
        settings = Settings(profile)
        settings.theme = theme
        people = read_sample_people(PEOPLE.read_text(encoding="utf-8"))
        self.counter = Counter(app, profile, settings, Wishes(server, "Front desk 3", locale, people))
        self.counter.show()
        self._closed = False
        self.until(self._active, "the window has the keyboard")

    @property
    def window(self) -> MainWindow:
        return self.counter.window

    @property
    def face(self) -> PaymentFace | None:
        """Which face of the payment screen shows; None on other screens."""
        return self.window.payment.shown if self.window.screen_shown is Screen.PAYMENT else None

    def close(self) -> None:
        """As the window's cross does it. Closing twice does nothing."""
        if self._closed:
            return
        self._closed = True
        self.counter.close()
        self.window.close()
        self.window.deleteLater()
        self.let_pass(0.05)

    def _active(self) -> bool:
        self.window.activateWindow()  # where no window manager runs, nobody else does
        return self.window.isActiveWindow()

    def to_front(self) -> None:
        """The keyboard is this till's, and not another one's of the same test."""
        self.window.raise_()
        self.until(self._active, "the window has the keyboard")

    # --- waiting --------------------------------------------------------------------------------------------------

    def let_pass(self, seconds: float) -> None:
        """Run the window's event loop for a moment, as between two glances."""
        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()

    def until(self, condition: Callable[[], object], what: str, seconds: float = SECONDS) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, f"after {seconds:g} s still not: {what}; {self.describe()}"
            self.let_pass(0.02)

    def describe(self) -> str:
        payment, invoices = self.window.payment, self.window.invoices
        return (
            f"screen {self.window.screen_shown}, face {payment.shown}, page {payment.card.last_hint!r}, "
            f"search {invoices.search.edit.text()!r}, invoice {invoices.detail.shown_id}, "
            f"keyboard in {QApplication.focusWidget()!r}"
        )

    # --- keys -----------------------------------------------------------------------------------------------------

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def type(self, text: str) -> None:
        for figure in text:  # each goes where the keyboard is by then
            QTest.keyClicks(QApplication.focusWidget() or self.window, figure)

    # --- what a cashier does --------------------------------------------------------------------------------------

    def log_in(self, username: str = "cashier") -> None:
        self.log_in_anew(username)
        self.until(lambda: self.window.screen_shown is Screen.INVOICES, "the list")
        self.until(self._rows, "rows in the list")

    def log_in_anew(self, username: str) -> None:
        """To whatever comes then: the list, or a payment that was kept."""
        login = self.window.login
        self.until(lambda: login.isVisible() and login.sign_in.isEnabled(), "the log-in screen")
        for edit, text in ((login.name.edit, username), (login.password.edit, f"sample-{username}")):
            edit.setFocus()
            edit.selectAll()
            self.type(text)
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.window.screen_shown is not Screen.LOGIN, "somebody logged in")

    def lock(self) -> None:
        self.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self.until(self.locked, "the lock")

    def locked(self) -> bool:
        return self.window.screen_shown is Screen.LOCKED and self.window.lock.isVisible()

    def unlock(self, username: str = "cashier") -> None:
        self.until(self.window.lock.password.edit.hasFocus, "the cursor in the password")
        self.type(f"sample-{username}")
        self.press(Qt.Key.Key_Return)
        self.until(lambda: not self.locked(), f"the till unlocked; {self.window.lock.problem_said}")

    def log_out(self) -> None:
        self.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        self.until(lambda: self.window.screen_shown is Screen.LOGIN, "the log-in screen")

    def _rows(self) -> bool:
        page = self.window.invoices.list
        return page.showing_rows and page.table.rows.rowCount() > 0

    def find(self, number: str) -> None:
        """Type an invoice's number and open what is found."""
        table = self.window.invoices.list.table
        self.window.invoices.focus_rows()
        self.type(number)

        def found() -> bool:
            return self._rows() and table.rows.rowCount() == 1 and table.rows.row(0).number == number

        self.until(found, f"{number} alone in the list")
        self.press(Qt.Key.Key_Return)
        detail = self.window.invoices.detail
        self.until(lambda: detail.shown_id == table.rows.row(0).id and detail.action_has_focus, "the invoice's button")

    def take_whole(self) -> None:
        """Enter on the invoice's big button; then the card form takes keys."""
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.face is PaymentFace.FORM, "the payment screen")
        self.card_form()

    def card_form(self) -> None:
        payment = self.window.payment
        self.until(lambda: payment.form.card_usable and payment.card.browser is not None, "the card form")
        payment.card.focus_card()
        self._keys_reach(CARD)
        self.until(lambda: self._js(CARD, EMPTY) is True, "empty card fields")
        self.until(lambda: self._field() == "number", "the cursor in the card number")

    def _frame(self, address: str) -> QWebEngineFrame | None:
        frames = self.window.payment.card.engine.page.mainFrame().children()
        return next((frame for frame in frames if address in frame.url().toString()), None)

    def _keys_reach(self, address: str) -> None:
        """Until a key press arrives: Chromium drops those meant for a frame it has only just begun to paint."""
        self.until(lambda: self._frame(address), f"a frame at {address}")
        listen = "(addEventListener('keydown', () => { window.testKeySeen = true; }, { once: true }), 1)"
        self._js(address, f"((window.testKeySeen = false), {listen})")

        def arrived() -> bool:
            QTest.keyClick(self.page(), Qt.Key.Key_Shift)
            return self._js(address, "window.testKeySeen === true") is True

        self.until(arrived, f"a key to arrive in {address}")

    def _js(self, address: str, code: str) -> Any:
        frame = self._frame(address)
        return None if frame is None else evaluate(frame, code)

    def _field(self) -> str:
        """The name of the card field with the cursor."""
        return str(self._js(CARD, "document.hasFocus() ? document.activeElement.name : ''"))

    def page(self) -> QWidget:
        browser = self.window.payment.card.browser
        assert browser is not None
        return browser.focusProxy() or browser

    def type_card(self, number: str, *, postal: str = "02118") -> None:
        """From the card number on; the form itself moves on from number to expiry to security code."""
        QTest.keyClicks(self.page(), number + "1234")
        self.until(lambda: self._field() == "cvc", "the cursor in the security code")
        QTest.keyClicks(self.page(), "123")
        for name in ("country", "postalCode"):
            QTest.keyClick(self.page(), Qt.Key.Key_Tab)
            self.until(lambda name=name: self._field() == name, f"the cursor in {name}")  # type: ignore[misc]
        QTest.keyClicks(self.page(), postal)
        card = self.window.payment.card
        self.until(lambda: card.last_hint.startswith("complete"), "the card form is complete", 20)

    def charge(self) -> None:
        """The big button, by its key."""
        button = self.window.payment.form.charge
        self.until(button.isEnabled, "the charge button")
        button.setFocus()
        self.press(Qt.Key.Key_Return)

    def answer_bank(self, *, well: bool) -> None:
        """The bank's page has its first button focused: Complete. Tab leads to Fail."""
        self.until(lambda: self.at_the_bank, "the bank check", 30)
        self._keys_reach(BANK)
        wanted = "complete" if well else "fail"

        def on_it() -> bool:
            now = self._js(BANK, "document.hasFocus() ? document.activeElement.value ?? '' : ''")
            if now not in (None, "", wanted):
                QTest.keyClick(self.page(), Qt.Key.Key_Tab)
            return bool(now == wanted)

        self.until(on_it, f"the bank's button to {wanted}")
        QTest.keyClick(self.page(), Qt.Key.Key_Return)

    # --- refunds --------------------------------------------------------------------------------------------------

    def alt(self, key: Qt.Key) -> None:
        """Press the button that shows this key, once it can be seen and is on."""
        shown = f"Alt+{chr(key)}"

        def on() -> bool:
            buttons = self.window.findChildren(Button)
            return any(b.shortcut_text == shown and b.isVisible() and b.isEnabled() for b in buttons)

        self.until(on, f"a button with {shown}")
        self.press(key, Qt.KeyboardModifier.AltModifier)

    def go(self, key: Qt.Key, screen: Screen) -> None:
        """A place of the rail, by its key."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: self.window.screen_shown is screen, f"the place {screen}")

    def fill_in_refund(self, number: str, amount: str, words: str = "He went home") -> None:
        """From the invoice to a form that is ready: words, the third reason, part of it."""
        self.find(number)
        self.alt(Qt.Key.Key_R)
        form = self.window.refund.form
        self.until(lambda: self.window.screen_shown is Screen.REFUND and form.words_field.edit.hasFocus(), "the form")
        self.type(words)
        self.alt(Qt.Key.Key_3)
        self.alt(Qt.Key.Key_P)
        self.until(form.part_field.edit.hasFocus, "the field for a part")
        self.type(amount)
        self.until(form.ask.isEnabled, "the button to ask")

    @property
    def question(self) -> bool:
        return isinstance(self.window._overlay, QuestionOverlay)

    def yes(self) -> str:
        """Enter on the question over the window; its words."""
        self.until(lambda: self.question, "a question")
        layer = self.window._overlay
        assert layer is not None
        said = layer.frame.accessibleName()
        self.press(Qt.Key.Key_Return)
        return said

    def ask_refund(self, number: str, amount: str, words: str = "He went home") -> None:
        self.fill_in_refund(number, amount, words)
        self.press(Qt.Key.Key_Return)
        assert amount in self.yes()

    def refund_is(self, word: str, seconds: float = SECONDS) -> None:
        """What the refund's screen says of its state."""
        follow = self.window.refund.follow
        self.until(lambda: follow.face is not None and follow.face.state.text == word, f"the refund is {word}", seconds)

    def choose_refund(self, number: str) -> None:
        """Move down the queue to the refund of an invoice, and wait for all that is needed to decide."""
        page = self.window.refunds
        self.until(lambda: page.list.showing_rows and page.list.table.model_.rowCount(), "refunds in the list")
        page.focus_rows()

        def on_it() -> bool:
            face = page.decision.face
            if face is not None and number in face.identity:
                return face.primary is None or face.primary.enabled
            self.press(Qt.Key.Key_Down)
            return False

        self.until(on_it, f"the refund of {number}")

    @property
    def step(self) -> str:
        """The step that is current, as a screen reader says it."""
        return self.window.payment.form.steps.accessibleName()

    @property
    def at_the_bank(self) -> bool:
        """In whichever language."""
        return say("Bank check") in self.step

    def outcome(self, face: PaymentFace, seconds: float = SECONDS) -> None:
        self.until(lambda: self.face is face, f"the outcome {face}", seconds)
