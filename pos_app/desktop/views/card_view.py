"""The card form's place in the window. A ``CardView``: it passes the page's hints on and decides nothing."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer, QUrl, QUrlQuery, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.desktop.say import mark, say
from pos_app.desktop.views.cage import BLANK, WAITING_PATH, Cage, hint
from pos_app.desktop.views.theme import Theme

if TYPE_CHECKING:
    from pos_app.desktop.views.card_engine import CardEngine

log = logging.getLogger(__name__)
CAN_NOT_START = mark("Card payments can’t start on this computer.")
DID_NOT_LOAD = mark("The card form did not load.")
HINT_GAP_MS = 20
KEPT_HINTS = 8
"""A page that floods us with hints is heard some fifty times a second, its last words always."""
AHEAD_MS = 250
"""So long after the log-in and after a payment the page is left alone: the list, or a receipt, is shown first."""


class CardWebView(QWidget):
    """Until :meth:`warm` there is no browser in this process; if it can't start, ``failed`` says so and all else
    goes on working. ``script_origins``: origins besides Stripe's that may serve Stripe.js, as "http://host:port".
    ``authority``: certificates (PEM) that the browser believes besides the computer's own. ``ahead``: the page is
    loaded before there is a payment, and is given it when there is one; a page takes one payment and no other.
    """

    said = Signal(str)
    failed = Signal(str)
    gone = Signal()
    refused = Signal(str)
    settled = Signal()
    """A page has loaded, perhaps in a renderer of its own, whose widget then stands last in the order of Tab."""

    def __init__(
        self, theme: Theme, locale: str = "en", script_origins: tuple[str, ...] = (), *, authority: str = "",
        ahead: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self._theme = theme
        self._locale = locale
        self._scripts = script_origins
        self._authority = authority
        self._engine: CardEngine | None = None
        self._server = QUrl()
        self._wanted = QUrl()
        self._ahead = QTimer(self, interval=AHEAD_MS, singleShot=True) if ahead else None
        if self._ahead is not None:
            self._ahead.timeout.connect(self._load_ahead)
        self._standing = ""
        """The address of the page without a payment, once all of it is there and waits; empty if none does."""
        self.last_hint = ""
        self._waiting: deque[str] = deque(maxlen=KEPT_HINTS)
        self._since = QElapsedTimer()
        self._flush = QTimer(self, interval=HINT_GAP_MS, singleShot=True)
        self._flush.timeout.connect(self._say_next)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRing", "none")
        self.setAccessibleName(say("Card form"))
        theme.changed.connect(self._ground)

    # --- CardView -------------------------------------------------------------------------------------------------

    def warm(self, server: str) -> None:
        self._server = QUrl(server)
        if (engine := self._started()) is not None:
            engine.interceptor.cage = Cage(self._server, self._scripts)
            if self._wanted.isEmpty() and self._ahead is not None:
                self._ahead.start()

    def load(self, pay_url: str) -> None:
        url = self._with_look(QUrl(pay_url))
        self._waiting.clear()
        if (engine := self._started()) is None:
            return
        if not engine.interceptor.cage.may_open(url):
            log.warning("the pay page is not on the server, or not under %s", "/pay/")
            self.failed.emit(say(DID_NOT_LOAD))
            return
        self._wanted = url
        self.last_hint = ""
        if self._ahead is not None:
            self._ahead.stop()
        standing, self._standing = self._standing, ""
        if standing == self._waiting_page().toString():  # of this server, and looks as it should by now
            engine.give(f"{url.path()}?{url.query()}", lambda taken: self._given(url, taken=taken))
        else:
            engine.open(url)

    def submit(self) -> None:
        self._run("hmisPay.submit()")

    def again(self) -> None:
        self._run("hmisPay.again()")

    def check_bank(self) -> None:
        self._run("hmisPay.checkBank()")

    def focus_card(self) -> None:
        """Behind the lock the cursor stays in the field it is in."""
        if self._engine is not None and self.isVisible():
            self._engine.view.setFocus()
            self._run("hmisPay.focus()")

    def focus_page(self) -> None:
        if self._engine is not None and self.isVisible():
            self._engine.view.setFocus()

    def leave(self) -> None:
        used = not self._wanted.isEmpty() or self._ahead is None
        self._wanted = QUrl()
        self._waiting.clear()
        self._flush.stop()
        if self._engine is not None and used:
            self._standing = ""
            self._engine.forget()

    # --- inside ---------------------------------------------------------------------------------------------------

    @property
    def browser(self) -> QWidget | None:
        """The view itself, once there is one: for the order of Tab, and for tests that type."""
        return None if self._engine is None else self._engine.view

    @property
    def engine(self) -> CardEngine | None:
        return self._engine

    def ask_focus(self, heard: Callable[[str], None]) -> None:
        """``heard`` is told the kind of element that has the focus in the page ("IFRAME": the card's own frame)."""
        if self._engine is not None:
            self._engine.ask("document.activeElement ? document.activeElement.tagName : ''", heard)

    def close_engine(self) -> None:
        """Before the application ends: the browser must go in order."""
        if self._engine is not None:
            engine, self._engine = self._engine, None
            self._standing = ""
            if self._ahead is not None:
                self._ahead.stop()
            engine.close()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._engine is not None:
            self._engine.view.setFocus(event.reason())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._ground()

    def starts(self) -> bool:
        """Whether this computer has what the browser needs; it is started if it is not yet."""
        return self._started() is not None

    def _started(self) -> CardEngine | None:
        if self._engine is not None:
            return self._engine
        try:
            # The heaviest import of the till (310 ms of CPU), and the one that a computer may lack the libraries for.
            from pos_app.desktop.views.card_engine import CardEngine  # noqa: PLC0415 - see above

            engine = CardEngine(self, self._authority)
        except (ImportError, OSError) as error:
            log.error("the web view can't start: %s", error)
            self.failed.emit(say(CAN_NOT_START))
            return None
        self._engine = engine
        self._box.addWidget(engine.view)
        self.setFocusProxy(engine.view)
        engine.interceptor.cage = Cage(self._server, self._scripts)
        engine.url_changed.connect(self._url_changed)
        engine.loaded.connect(self._loaded)
        engine.gone.connect(self._gone)
        engine.refused.connect(self._refused)
        self._ground()
        return engine

    def _with_look(self, url: QUrl) -> QUrl:
        query = QUrlQuery(url)
        for key, value in (("view", "till"), ("theme", self._theme.effective), ("locale", self._locale)):
            query.removeAllQueryItems(key)
            query.addQueryItem(key, value)
        url.setQuery(query)
        return url

    def _waiting_page(self) -> QUrl:
        url = QUrl(self._server)
        url.setPath(WAITING_PATH)
        return self._with_look(url)

    def _load_ahead(self) -> None:
        """The page without a payment, unless it is there or one has begun meanwhile."""
        if self._ahead is None or self._engine is None or not self._wanted.isEmpty():
            return
        url = self._waiting_page()
        if self._standing != url.toString() and self._engine.interceptor.cage.may_open(url):
            self._standing = ""
            self._engine.stand(url)

    def _ground(self) -> None:
        if self._engine is not None:
            self._engine.set_ground(self._theme.colour("surface"))

    def _run(self, call: str) -> None:
        if self._engine is not None:
            # A page that has not loaded yet has no hmisPay; asking it is no error.
            self._engine.run(f"window.hmisPay && {call}; 0")

    def _refused(self, what: str) -> None:
        log.warning("the card form was refused: %s", what)
        self.refused.emit(what)

    def _given(self, url: QUrl, *, taken: bool) -> None:
        if not taken and self._engine is not None and self._wanted == url:
            self._engine.open(url)

    def _gone(self) -> None:
        self._standing = ""
        if not self._wanted.isEmpty():
            self.gone.emit()

    def _loaded(self, ok: bool) -> None:
        self.settled.emit()
        left = self._engine is not None and self._engine.page.url() == QUrl(BLANK)
        if ok and left and self._ahead is not None and self._wanted.isEmpty():
            self._ahead.start()
        if not ok and not self._wanted.isEmpty():
            self.failed.emit(say(DID_NOT_LOAD))

    def _url_changed(self, url: QUrl) -> None:
        found = hint(url, self._server)
        if self._wanted.isEmpty():
            if found.startswith("waiting-") and url.path() == WAITING_PATH:
                self._standing = url.toString().partition("#")[0]
            return
        if not found or url.path() != self._wanted.path():  # what another page said just before it went
            return
        self.last_hint = found
        self._waiting.append(found)
        if not self._flush.isActive():
            if not self._since.isValid() or self._since.elapsed() >= HINT_GAP_MS:
                self._say_next()
            else:
                self._flush.start()

    def _say_next(self) -> None:
        if self._waiting:
            self._since.restart()
            self.said.emit(self._waiting.popleft())
        if self._waiting:
            self._flush.start()
