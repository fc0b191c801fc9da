"""Hands without sense: one act after another, drawn from a seed, on whatever the window shows."""

from __future__ import annotations

import random
import time
from collections import Counter, deque
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from sqlalchemy import delete

from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.presenters.faces.payment import PaymentFace
from pos_app.desktop.views.window import LEAST
from pos_app.server.db import Database
from pos_app.server.models import LoginTries
from tests.end2end.hands import Hands
from tests.fuzz import words
from tests.fuzz.watch import Watch

NO, CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
Keys = Qt.Key
PLAIN: Final = (
    Keys.Key_Return, Keys.Key_Return, Keys.Key_Return, Keys.Key_Escape, Keys.Key_Tab, Keys.Key_Backtab, Keys.Key_Space,
    Keys.Key_Up, Keys.Key_Down, Keys.Key_Left, Keys.Key_Right, Keys.Key_Home, Keys.Key_End, Keys.Key_PageUp,
    Keys.Key_PageDown, Keys.Key_Backspace, Keys.Key_Delete, Keys.Key_F1, Keys.Key_F5, Keys.Key_Enter, Keys.Key_Menu,
    Keys.Key_F2, Keys.Key_Insert,
)  # fmt: skip
WITH_ALT: Final = (*"12345678PRSDCWOBLN", "Down", "Left")
WITH_CTRL: Final = (*"12345HPSECVAXZ,", "Home", "End")
GAPS: Final = (*[0.0] * 6, *[0.01, 0.03] * 3, *[0.1] * 4, *[0.4] * 2, 1.2)
"""Seconds between two acts: a cat on the keyboard, a hurried cashier, somebody who waits for what comes."""
PEOPLE: Final = ("cashier", "cashier", "cashier", "supervisor", "supervisor", "cashier2", "auditor", "admin")
REMEMBERED: Final = 60
BACK_SECONDS: Final = 60.0


class Monkey:
    """Acts on ``till`` until ``seconds`` are over; ``new_till`` makes another one after the window was closed."""

    def __init__(
        self, seed: int, new_till: Callable[[], Hands], database: Database, watch: Watch, scratch: Path
    ) -> None:
        self._chance = random.Random(seed)
        self._new_till = new_till
        self._database = database
        self._watch = watch
        self._scratch = scratch
        self._diary = scratch / "diary.txt"
        self.acts = 0
        self.restarts = 0
        self.seen: Counter[str] = Counter()
        self.history: deque[str] = deque(maxlen=REMEMBERED)
        self.till = self._begin()

    def play(self, seconds: float) -> None:
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            if not self.till.window.isVisible():
                self._power_cut()
            self._act()
            self.till.let_pass(self._chance.choice(GAPS))
            self._watch.look(self.till)

    def calm(self) -> None:
        """A cashier comes back to it: Esc leads out of everything, and the list of invoices is there."""
        till = self.till

        def home() -> bool:
            screen = till.window.screen_shown
            self._close_dialogs()
            if till.window._overlay is None and screen is Screen.INVOICES:
                return True
            if till.locked():
                self._unlock()
            elif screen is Screen.LOGIN and till.window._overlay is None:
                self._log_in("cashier")
            elif till.question:
                self._key(Keys.Key_Return)
            else:
                self._key(Keys.Key_Escape)
            till.let_pass(0.3)
            return False

        try:
            till.until(home, "the list again", BACK_SECONDS)
        except AssertionError as error:
            over, focus = till.window._overlay, QApplication.focusWidget()
            raise AssertionError(f"{error}, over it {over}, keys go to {self._at} and there to {focus}") from error

    # --- one act --------------------------------------------------------------------------------------------------

    def _act(self) -> None:
        self._close_dialogs(self._chance.random() < 0.2)
        screen, face = self.till.window.screen_shown, self.till.face
        if self._chance.random() < 0.35:  # what this screen is for, or a random life never leaves the log-in
            if screen is Screen.LOGIN:
                return self._said(
                    "log in", self._log_in, self._chance.choice(("cashier", "cashier", "supervisor", "admin"))
                )
            if screen is Screen.LOCKED:
                return self._said("unlock", self._unlock)
            if face is PaymentFace.FORM:
                if self.till.at_the_bank:
                    return self._said("answer the bank", self._bank)
                return self._said("card", self._card)
            if screen is Screen.INVOICES:
                return self._said("take the due", self._take)
        acts: tuple[tuple[int, str, Callable[[], None]], ...] = (
            (30, "key", self._plain_key),
            (12, "alt", self._alt),
            (10, "ctrl", self._ctrl),
            (12, "type", self._type),
            (4, "scan", self._scan),
            (4, "paste", self._paste),
            (18, "click", self._click),
            (4, "double click", self._double_click),
            (3, "right click", self._right_click),
            (4, "drag", self._drag),
            (5, "wheel", self._wheel),
            (3, "resize", self._resize),
            (3, "focus away", self._focus),
            (1, "lock or log out", self._leave),
            (1, "close", self._close),
        )
        _weight, name, act = self._chance.choices(acts, [one[0] for one in acts])[0]
        return self._said(name, act)

    def _said(self, name: str, act: Callable[..., None], *args: str) -> None:
        self.acts += 1
        face = self.till.face
        self.seen[face.value if face else self.till.window.screen_shown.value] += 1
        self._note(f"{self.acts} {self.till.window.screen_shown.value}: {name} {' '.join(args)}".strip())
        act(*args)

    def _note(self, what: str) -> None:
        self.history.append(what)
        self._watch.last = what
        self._write(f"{what}\n")

    def _more(self, what: object) -> None:
        self.history[-1] += f" {what!r}"
        self._watch.last = self.history[-1]
        self._write(f"    {what!r}\n")

    def _write(self, text: str) -> None:
        """What is left of it after a crash."""
        with self._diary.open("a") as file:
            file.write(text)

    @property
    def _at(self) -> QWindow:
        """The window that a person would reach: a list that is open, a dialog, else the till's."""
        found = QGuiApplication.modalWindow() or QGuiApplication.focusWindow() or self.till.window.windowHandle()
        assert found is not None
        return found

    def _place(self) -> QPoint:
        size = self._at.size()
        return QPoint(self._chance.randrange(max(1, size.width())), self._chance.randrange(max(1, size.height())))

    def _key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO) -> None:
        QTest.keyPress(self._at, key, modifier)
        QTest.keyRelease(self._at, key, modifier)  # a list that was open may be gone by now, and its window with it

    def _text(self, text: str) -> None:
        for letter in text:
            key = ord(letter.upper()) if letter.isascii() and letter.isprintable() else Keys.Key_unknown
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                target = QApplication.focusWidget() or self.till.window  # the letter before may have moved it
                QApplication.sendEvent(target, QKeyEvent(kind, key, NO, letter))

    def _plain_key(self) -> None:
        key = self._chance.choice(PLAIN)
        self._more(key.name)
        for _ in range(self._chance.choice((1, 1, 1, 2, 5))):
            self._key(key, self._chance.choice((NO, NO, NO, NO, SHIFT)))

    def _named(self, name: str) -> Qt.Key:
        return Keys.Key_Comma if name == "," else Keys[f"Key_{name}"]

    def _alt(self) -> None:
        name = self._chance.choice(WITH_ALT)
        self._more(name)
        self._key(self._named(name), ALT)

    def _ctrl(self) -> None:
        name = self._chance.choice(WITH_CTRL)
        self._more(name)
        self._key(self._named(name), CTRL)

    def _type(self) -> None:
        text = words.something(self._chance)
        self._more(text)
        self._text(text)

    def _scan(self) -> None:
        code = words.scan(self._chance)
        self._more(code)
        self._text(code)
        self._key(Keys.Key_Return)

    def _paste(self) -> None:
        text = words.something(self._chance) * self._chance.choice((1, 1, 50))
        self._more(text[:40])
        QGuiApplication.clipboard().setText(text)
        self._key(Keys.Key_V, CTRL)

    def _press_at(self, at: QPoint, button: Qt.MouseButton, modifier: Qt.KeyboardModifier = NO) -> None:
        QTest.mousePress(self._at, button, modifier, at)
        QTest.mouseRelease(self._at, button, modifier, at)

    def _click(self) -> None:
        at = self._place()
        self._more(at.toTuple())
        self._press_at(at, Qt.MouseButton.LeftButton, self._chance.choice((NO, NO, NO, SHIFT, CTRL)))

    def _double_click(self) -> None:
        at = self._place()
        self._more(at.toTuple())
        if self._at is self.till.window.windowHandle():  # any other may go with the first of the two
            QTest.mouseDClick(self._at, Qt.MouseButton.LeftButton, NO, at)

    def _right_click(self) -> None:
        at = self._place()
        self._more(at.toTuple())
        self._press_at(at, self._chance.choice((Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton)))

    def _drag(self) -> None:
        begin, end = self._place(), self._place()
        self._more((begin.toTuple(), end.toTuple()))
        QTest.mousePress(self._at, Qt.MouseButton.LeftButton, NO, begin)
        for step in range(1, 5):
            QTest.mouseMove(self._at, begin + (end - begin) * step / 4)
        QTest.mouseRelease(self._at, Qt.MouseButton.LeftButton, NO, end)

    def _wheel(self) -> None:
        at, turn = self._place(), self._chance.choice((-120, 120, -1200, 1200, 7))
        self._more((at.toTuple(), turn))
        QTest.wheelEvent(self._at, at, QPoint(self._chance.choice((0, 0, turn)), turn))

    def _resize(self) -> None:
        wide, high = self._chance.randrange(LEAST[0], 1900), self._chance.randrange(LEAST[1], 1100)
        self._more((wide, high))
        self.till.window.resize(wide, high)

    def _focus(self) -> None:
        """Another program comes to the front, or the window goes off the screen, and comes back."""
        window = self.till.window
        if self._chance.random() < 0.5:
            window.showMinimized()
            self.till.let_pass(0.05)
            window.showNormal()
        window.clearFocus()
        self.till.window.activateWindow()

    def _leave(self) -> None:
        self._key(Keys.Key_L, self._chance.choice((CTRL, CTRL | SHIFT)))

    def _close(self) -> None:
        self.till.window.close()

    # --- what a screen is for -------------------------------------------------------------------------------------

    def _log_in(self, username: str) -> None:
        self._forget_tries()
        login = self.till.window.login
        if not login.name.edit.isVisible():
            return
        for edit, text in ((login.name.edit, username), (login.password.edit, f"sample-{username}")):
            edit.setFocus()
            edit.selectAll()
            self._text(text)
        self._key(Keys.Key_Return)

    def _unlock(self) -> None:
        self._forget_tries()
        person = self.till.counter.till._session.person
        edit = self.till.window.lock.password.edit
        if person is None or not edit.isVisible():
            return
        edit.setFocus()
        edit.selectAll()
        self._text(f"sample-{person.username}")
        self._key(Keys.Key_Return)

    def _card(self) -> None:
        """As far as a patient in a hurry comes; the form itself moves on from field to field."""
        card = self.till.window.payment.card
        if card.browser is None:
            return
        card.focus_card()
        self.till.let_pass(0.2)
        number = self._chance.choice(words.CARDS)
        self._more(number)
        for text in (number, "1234", "123"):
            QTest.keyClicks(card.browser.focusProxy() or card.browser, text)
            self.till.let_pass(0.05)
        self.till.let_pass(self._chance.choice((0.05, 0.5)))
        if self._chance.random() < 0.8 and self.till.face is PaymentFace.FORM:
            self.till.window.payment.form.charge.setFocus()
            self._key(Keys.Key_Return)

    def _take(self) -> None:
        """An invoice some way down, by keys, whatever is in their way."""
        self.till.window.invoices.focus_rows()
        for _ in range(self._chance.randrange(6)):
            self._key(Keys.Key_Down)
        self._key(Keys.Key_Return)
        self.till.let_pass(0.3)
        self._key(Keys.Key_Return)
        self.till.let_pass(self._chance.choice((0.0, 1.0, 2.0)))

    def _bank(self) -> None:
        self.till.let_pass(0.5)
        page = self.till.page()
        for key in (*[Keys.Key_Tab] * self._chance.randrange(3), Keys.Key_Return):
            QTest.keyClick(page, key)

    # --- around it ------------------------------------------------------------------------------------------------

    def _begin(self) -> Hands:
        till = self._new_till()
        self._watch.begin_again()
        window = till.window
        for asks in (window.payment.success.receipt, window.receipts.receipt, window.today):
            asks.answer_where(self._where)
        return till

    def _where(self, _parent: object, suggested: str) -> Path | None:
        """Where to save: somewhere, nowhere, or where nothing can be written."""
        return self._chance.choice((self._scratch / Path(suggested).name, None, self._scratch / "not" / "there.pdf"))

    def _power_cut(self) -> None:
        """The window was closed: the same till again, as the next morning."""
        self.restarts += 1
        self.till.close()
        self.till = self._begin()
        self._note("a new till")

    def _close_dialogs(self, all_of_them: bool = True) -> None:
        dialog = QApplication.activeModalWidget()
        if all_of_them and isinstance(dialog, QDialog):
            dialog.reject()

    def _forget_tries(self) -> None:
        """Or the server, rightly, makes this address wait for longer and longer."""
        with self._database.write() as session:
            session.execute(delete(LoginTries))
