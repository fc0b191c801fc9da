"""A real browser window for tests: Qt's Chromium, driven by real key presses and clicks."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEngineFrame, QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView

PATIENCE = 20.0
CARD = "card.html"  # the frame with the card fields, by a part of its address
BANK = "/3ds/"
STILL = 4
"""Looks, some 20 ms apart, in which what is to be clicked must not have moved."""
EXPECTED_CONSOLE = ("the server responded with a status of 402",)


class _Page(QWebEnginePage):
    """Keeps what the page says on its console, instead of sending it to Qt's log."""

    def __init__(self, profile: QWebEngineProfile, parent: QWebEngineView) -> None:
        super().__init__(profile, parent)
        self.console: list[str] = []

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        if level != QWebEnginePage.JavaScriptConsoleMessageLevel.InfoMessageLevel:
            self.console.append(f"{source}:{line}: {message}")


class Window:
    """One off-the-record window. Coordinates are CSS pixels; waits end in AssertionError, never in silence."""

    def __init__(self, width: int = 474, height: int = 560) -> None:
        self.profile = QWebEngineProfile()
        self.view = QWebEngineView()
        self.page = _Page(self.profile, self.view)
        self.view.setPage(self.page)
        self.view.resize(width, height)
        self.view.show()
        self.view.activateWindow()
        self.steps: list[str] = []
        self.numbers: list[int] = []
        self.forgiven: list[str] = []
        self.page.urlChanged.connect(self._address_changed)

    def close(self) -> None:
        self.view.close()
        # Pages must go before their profile, or Chromium complains at exit.
        self.page.deleteLater()
        self.view.deleteLater()
        _spin(50)
        self.profile.deleteLater()
        _spin(50)

    @property
    def trouble(self) -> list[str]:
        """What the console held against the page, without what a declined card always leaves there."""
        known = (*EXPECTED_CONSOLE, *self.forgiven)
        return [line for line in self.page.console if not any(part in line for part in known)]

    def forgive(self, *parts: str) -> None:
        """Console lines holding one of these are meant by this test."""
        self.forgiven += parts

    def open(self, url: str) -> None:
        self.steps.clear()
        self.view.load(QUrl(url))

    def wait(self, true: Callable[[], Any], what: str, seconds: float = PATIENCE) -> Any:
        deadline = time.monotonic() + seconds
        while True:
            found = true()
            if found:
                return found
            assert time.monotonic() < deadline, f"waited for {what}; steps {self.steps}; console {self.page.console}"
            _spin(15)

    def wait_step(self, step: str, seconds: float = PATIENCE) -> None:
        """Until the page's address has said this step, counting from the last ``forget_steps`` or ``open``."""
        self.wait(lambda: step in self.steps, f"step {step}", seconds)

    def wait_form(self) -> None:
        """Until the card form can be used. With a kept card it is complete at once, and only the last word is heard."""
        self.wait(lambda: {"ready", "incomplete", "complete"} & set(self.steps), "the form")

    def forget_steps(self) -> None:
        self.steps.clear()

    def js(self, code: str, frame: str = "") -> Any:
        """The value of an expression in the page, or in the first frame whose address contains ``frame``."""
        where = self.frame(frame) if frame else self.page.mainFrame()
        return evaluate(where, code)

    def frame(self, address: str) -> QWebEngineFrame:
        found: QWebEngineFrame = self.wait(lambda: self._find(address), f"a frame at {address}")
        return found

    def has_frame(self, address: str) -> bool:
        return self._find(address) is not None

    def wait_js(self, code: str, frame: str = "", seconds: float = PATIENCE) -> Any:
        return self.wait(lambda: self.js(code, frame), f"{frame or 'page'}: {code}", seconds)

    def run(self, body: str) -> Any:
        """What an async function with this body returns, in the page."""
        self.js("(window.testRun = undefined, 1)")
        self.page.runJavaScript(
            f"(async () => {{ {body} }})()"
            ".then((value) => { window.testRun = {ended: true, value}; },"
            " (error) => { window.testRun = {thrown: String(error)}; })"
        )
        found = self.wait(lambda: self.js("window.testRun"), f"the end of: {body}")
        assert "thrown" not in found, found["thrown"]
        return found.get("value")

    def focus_card(self) -> None:
        """The caret in the card number, as ``hmisPay.focus()`` puts it there."""
        self.wait_step("ready")
        self.page.runJavaScript("hmisPay.focus()")
        self.wait_focus("number")
        self.wait_for_keys()

    def wait_for_keys(self, frame: str = CARD) -> None:
        """Until a key press arrives, and with it all before.

        Scripts overtake keys, and Chromium drops those meant for a frame it has only just begun to paint.
        """
        listens = "addEventListener('keydown', () => { window.testKeySeen = true; }, { once: true })"
        self.js(f"(window.testKeySeen = false, {listens}, 1)", frame)

        def arrived() -> bool:
            self.press(Qt.Key.Key_Shift)
            return self.js("window.testKeySeen === true", frame) is True

        self.wait(arrived, f"a key to arrive in {frame}")

    def wait_focus(self, name: str) -> None:
        self.wait_js(f"document.hasFocus() && document.activeElement.name === {json.dumps(name)}", CARD)

    def fields(self) -> dict[str, str]:
        """What stands in the card fields, by name."""
        found: dict[str, str] = self.js(
            "Object.fromEntries([...document.querySelectorAll('.input')].map((i) => [i.name, i.value]))", CARD
        )
        return found

    def errors(self) -> list[str]:
        found: list[str] = self.js(
            "[...document.querySelectorAll('.error')].map((p) => p.textContent).filter(Boolean)", CARD
        )
        return found

    def fill_card(self, number: str, expiry: str = "1234", cvc: str = "567", postal: str = "02118") -> None:
        """Type a card from its first field to its last, as someone who trusts the form to move on."""
        self.type(number + expiry)
        self.wait_focus("cvc")
        self.type(cvc)
        self.press(Qt.Key.Key_Tab)
        self.wait_focus("country")
        self.press(Qt.Key.Key_Tab)
        self.wait_focus("postalCode")
        self.type(postal)
        self.wait_for_keys()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.view.focusProxy(), key, modifier)
        _spin(15)

    def type(self, text: str) -> None:
        for char in text:
            QTest.keyClicks(self.view.focusProxy(), char)
            _spin(4)

    def click(self, selector: str, frame: str = "") -> None:
        """A real click in the middle of an element of the page, or of a frame that fills its element, once it rests."""
        where = self._rests(selector, frame)
        if frame:
            self._wait_for_mouse(where, frame)
            while (now := self._rests(selector, frame)) != where:  # it has moved while the pointer was waited for
                where = now
        QTest.mouseClick(self.view.focusProxy(), Qt.MouseButton.LeftButton, pos=where)
        _spin(15)

    def _rests(self, selector: str, frame: str) -> QPoint:
        """Where it is, once that has stayed the same for some frames: fonts and answers that come late move it."""
        seen: list[QPoint] = []

        def still() -> bool:
            seen.append(self._middle(selector, frame))
            return len(seen) > STILL and len(set(map(QPoint.toTuple, seen[-STILL:]))) == 1

        self.wait(still, f"{selector} to rest")
        return seen[-1]

    def _middle(self, selector: str, frame: str) -> QPoint:
        middle = (
            f"(() => {{ const r = document.querySelector({json.dumps(selector)}).getBoundingClientRect();"
            "return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        x, y = self.js(middle, frame)
        if frame:
            corner = (
                f"(() => {{ const f = [...document.querySelectorAll('iframe')].find((n) => n.src.includes({frame!r}));"
                "const r = f.getBoundingClientRect(); return [r.x, r.y]; })()"
            )
            left, top = self.js(corner)
            x, y = x + left, y + top
        return QPoint(round(x), round(y))

    def _wait_for_mouse(self, where: QPoint, frame: str) -> None:
        """Until the pointer is seen there: as with keys, Chromium drops what comes before it has painted the frame."""
        listens = (
            "if (window.testMouseSeen === undefined) { window.testMouseSeen = false;"
            "addEventListener('mousemove', () => { window.testMouseSeen = true; }, { once: true }); }"
        )

        def arrived() -> bool:
            self.js(f"(() => {{ {listens} return 1; }})()", frame)  # again: the frame may have loaded another page
            for aside in (QPoint(1, 1), QPoint(0, 0)):
                QTest.mouseMove(self.view.focusProxy(), where + aside)
                _spin(15)
            return self.js("window.testMouseSeen === true", frame) is True

        self.wait(arrived, f"the pointer to arrive in {frame}")

    def save(self, path: Path, settle_ms: int = 400) -> None:
        """A picture of the window, after it had time to paint."""
        _spin(settle_ms)
        assert self.view.grab().save(str(path)), f"could not write {path}"

    def _find(self, address: str) -> QWebEngineFrame | None:
        return next((f for f in self.page.mainFrame().children() if address in f.url().toString()), None)

    def _address_changed(self, url: QUrl) -> None:
        step, _, number = url.fragment().rpartition("-")
        if step:
            self.steps.append(step)
            self.numbers.append(int(number))


def evaluate(frame: QWebEngineFrame, code: str) -> Any:
    """The value of a JavaScript expression in a frame."""
    answers: list[Any] = []
    loop = QEventLoop()

    def answered(value: Any) -> None:
        answers.append(value)
        loop.quit()

    frame.runJavaScript(f"JSON.stringify({code})", answered)
    QTimer.singleShot(5_000, loop.quit)
    if not answers:
        loop.exec()
    assert answers, f"no answer to {code}"
    return json.loads(answers[0]) if isinstance(answers[0], str) and answers[0] else None


def _spin(milliseconds: int) -> None:
    QTest.qWait(milliseconds)
