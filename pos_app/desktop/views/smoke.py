"""The self-test: drives the real window through one payment, by keys alone, and says how it went.

Each step does something once and then waits for a condition with a deadline; nothing waits for a fixed time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.desktop.presenters.faces.common import Screen, Tone
from pos_app.desktop.presenters.faces.payment import PaymentFace
from pos_app.desktop.views.window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtTest import QTest

CARD: Final = "4242424242424242"
EXPIRY: Final = "1234"
CODE: Final = "123"
POSTAL: Final = "02118"
POLL_MS: Final = 5
SECONDS: Final = 40.0
STEADY: Final = 12
"""So many looks in a row must find the cursor in the card's frame."""
FIRST_KEY_SECONDS: Final = 4.0
FORM_SECONDS: Final = 1.0
"""So long does the form get to call itself complete before its postal code is typed too."""


def _hands() -> type[QTest]:
    """Not loaded before the log-in is there: until then, this run is what the start is measured by."""
    from PySide6.QtTest import QTest  # noqa: PLC0415

    return QTest


class SmokeFailed(Exception):
    """What is wrong, for the line that says FAIL."""


@dataclass(frozen=True, slots=True)
class Step:
    """``begin`` acts once; the step is over when ``done`` says so. ``SmokeFailed`` from either ends the run."""

    name: str
    begin: Callable[[], None]
    done: Callable[[], bool]
    seconds: float = SECONDS
    or_else: Callable[[], None] | None = None
    """When the time is up: goes on with this instead of failing."""


class SmokeRun(QObject):
    """``ended`` is called once, with 0 or 1. The receipt is left in ``out`` as receipt.pdf."""

    def __init__(
        self, window: MainWindow, out: Path, username: str, password: str, ended: Callable[[int], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._out = out
        self._username, self._password = username, password
        self._ended = ended
        self._began = self._step_began = time.monotonic()
        self._chosen = ""
        self._focused = ""
        self._steady = 0
        self._steps = self._plan()
        self._at = -1
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self._out.mkdir(parents=True, exist_ok=True)
        self._timer.start()

    @property
    def _receipt(self) -> Path:
        return self._out / "receipt.pdf"

    # --- the plan -------------------------------------------------------------------------------------------------

    def _plan(self) -> list[Step]:
        return [
            Step("log-in window", lambda: None, self._login_ready),
            Step("logged in", self._log_in, lambda: self._screen() is Screen.INVOICES),
            Step("list of open invoices", lambda: None, self._rows_there),
            Step("an open invoice opened with Enter", self._open_invoice, self._detail_there),
            Step("the whole due taken with Enter", self._take, lambda: self._screen() is Screen.PAYMENT),
            Step("card form ready", lambda: None, self._form_ready),
            Step("cursor in the card form", self._enter_form, self._in_form),
            Step("first digit arrived", self._first_digit, self._begun, FIRST_KEY_SECONDS, self._first_digit),
            Step("test card typed", self._type_card, self._complete, FORM_SECONDS, self._type_postal),
            Step("card form complete", lambda: None, self._chargeable),
            Step("paid", self._charge, self._paid),
            Step("receipt shown", lambda: None, self._receipt_shown),
            Step("receipt saved as PDF", self._save, self._saved),
        ]

    def _login_ready(self) -> bool:
        login = self._window.login
        if not self._window.isActiveWindow():
            # Where no window manager runs, nobody else gives the keyboard to a window.
            self._window.activateWindow()
            return False
        return login.isVisible() and not login.name.edit.isReadOnly() and login.sign_in.isEnabled()

    def _log_in(self) -> None:
        login = self._window.login
        for edit, text in ((login.name.edit, self._username), (login.password.edit, self._password)):
            edit.setFocus()
            edit.selectAll()
            _hands().keyClicks(edit, text)
        self._press(Qt.Key.Key_Return)

    def _rows_there(self) -> bool:
        page = self._window.invoices.list
        return page.showing_rows and page.table.rows.rowCount() > 0

    def _open_invoice(self) -> None:
        table = self._window.invoices.list.table
        self._window.invoices.focus_rows()
        wanted = next(
            (at for at, row in enumerate(table.rows.rows) if row.state.tone is Tone.OPEN and not row.due_zero), None
        )
        if wanted is None:
            raise SmokeFailed("no open invoice in the list")
        for _ in range(table.rows.rowCount()):
            now = table.currentIndex().row()
            if now == wanted:
                break
            self._press(Qt.Key.Key_Down if now < wanted else Qt.Key.Key_Up)
        self._chosen = table.rows.row(wanted).id
        self._press(Qt.Key.Key_Return)

    def _detail_there(self) -> bool:
        detail = self._window.invoices.detail
        return detail.shown_id == self._chosen and detail.action_has_focus

    def _take(self) -> None:
        self._press(Qt.Key.Key_Return)

    def _form_ready(self) -> bool:
        self._no_bad_end()
        return self._window.payment.form.card_usable and self._window.payment.card.browser is not None

    def _enter_form(self) -> None:
        self._window.payment.card.focus_card()

    def _in_form(self) -> bool:
        """The page answers a moment later which of its parts has the focus: the card's frame, or none yet."""
        self._window.payment.card.ask_focus(self._focus_heard)
        here = self._page().hasFocus() and self._focused == "IFRAME"
        self._steady = self._steady + 1 if here else 0
        return self._steady >= STEADY

    def _focus_heard(self, name: str) -> None:
        self._focused = name

    def _first_digit(self) -> None:
        # The card's frame lies in a process of its own and takes keys a moment after the page calls it focused.
        self._type(CARD[0])

    def _begun(self) -> bool:
        return self._window.payment.card.last_hint.startswith("incomplete")

    def _type_card(self) -> None:
        self._type(CARD[1:])
        self._type(EXPIRY)
        self._type(CODE)

    def _type_postal(self) -> None:
        """The form wants more: past the country, a postal code."""
        for _ in ("to the country", "to the postal code"):
            self._press(Qt.Key.Key_Tab, self._page())
        self._type(POSTAL)

    def _complete(self) -> bool:
        return self._window.payment.card.last_hint.startswith("complete")

    def _chargeable(self) -> bool:
        self._no_bad_end()
        return self._complete() and self._window.payment.form.charge.isEnabled()

    def _charge(self) -> None:
        self._window.payment.form.charge.setFocus()
        self._press(Qt.Key.Key_Return)

    def _paid(self) -> bool:
        self._no_bad_end()
        return self._window.payment.shown is PaymentFace.PAID

    def _receipt_shown(self) -> bool:
        return bool(self._window.payment.success.receipt.pdf)

    def _save(self) -> None:
        self._window.payment.success.receipt.answer_where(lambda _parent, _suggested: self._receipt)
        self._receipt.unlink(missing_ok=True)
        self._press(Qt.Key.Key_S, modifier=Qt.KeyboardModifier.ControlModifier)

    def _saved(self) -> bool:
        return self._receipt.is_file() and self._receipt.read_bytes()[:5] == b"%PDF-"

    # --- hands and eyes -------------------------------------------------------------------------------------------

    def _screen(self) -> Screen:
        return self._window.screen_shown

    def _page(self) -> QWidget:
        browser = self._window.payment.card.browser
        if browser is None:
            raise SmokeFailed("there is no web view")
        return browser.focusProxy() or browser

    def _type(self, text: str) -> None:
        # the form hands the focus on by itself once a field is full
        _hands().keyClicks(self._page(), text)

    def _press(
        self,
        key: Qt.Key,
        target: QWidget | None = None,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        _hands().keyClick(target or QApplication.focusWidget() or self._window, key, modifier)

    def _no_bad_end(self) -> None:
        payment = self._window.payment
        if payment.shown in (PaymentFace.ERROR, PaymentFace.CHECKING):
            page = payment.error if payment.shown is PaymentFace.ERROR else payment.checking
            raise SmokeFailed(page.accessibleName())

    # --- the clock ------------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        step = self._steps[self._at] if self._at >= 0 else None
        try:
            if step is None:
                self._next()
            elif step.done():
                self._say("ok", step.name)
                self._next()
            elif time.monotonic() - self._step_began > step.seconds:
                if step.or_else is None:
                    raise SmokeFailed(f"not reached in {step.seconds:g} s")
                step.or_else()
                self._say("ok", step.name)
                self._next()
        except SmokeFailed as failure:
            self._fail(step.name if step else "start", str(failure))

    def _next(self) -> None:
        self._at += 1
        self._step_began = time.monotonic()
        if self._at == len(self._steps):
            self._timer.stop()
            self._ended(0)
            return
        self._steps[self._at].begin()

    def _fail(self, name: str, why: str) -> None:
        self._timer.stop()
        picture = self._out / "failed.png"
        self._window.grab().save(str(picture))
        self._say("FAIL", f"{name}: {why} (see {picture})")
        self._ended(1)

    def _say(self, word: str, what: str) -> None:
        sys.stdout.write(f"{word:<4} {time.monotonic() - self._began:7.2f} s  {what}\n")
        sys.stdout.flush()
