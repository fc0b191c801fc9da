"""A whole till without a window: real threads, timers, journal and HTTP; the views only remember."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
from pytestqt.qtbot import QtBot

from pos_app.desktop.api import HmisApi
from pos_app.desktop.background import QtRunner, QtTimers, SystemClock
from pos_app.desktop.journal import SqliteJournal
from pos_app.desktop.session import Session
from pos_app.desktop.till import Around, Till
from tests.unit.desktop.fakes import (
    FakeBrowser,
    FakeComputer,
    FakePreferences,
    FakePrinter,
    FakeSecrets,
    FakeViews,
    fake_sheet,
)


class Counter:
    def __init__(self, server: str, profile: Path, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._http = httpx.Client(trust_env=False)
        self.session = Session(server, "Front desk 3")
        self.journal = SqliteJournal(profile / "journal.sqlite")
        self.runner = QtRunner()
        self.views = FakeViews()
        self.browser = FakeBrowser()
        around = Around(
            self.runner, QtTimers(self.runner), SystemClock(), self.journal, FakeSecrets(), FakePrinter(),
            FakePreferences(), FakeComputer(), self.browser, fake_sheet,
        )  # fmt: skip
        self.api = HmisApi(self._http, self.session)
        self.till = Till(self.views, self.api, self.session, around, locale="en_US", version="1.0")

    def close(self) -> None:
        """As a window that is closed; nothing is tidied up at the server."""
        self.till.stop()
        self.runner.stop()
        self._http.close()
        self.journal.close()

    def log_in(self) -> None:
        self.till.start()
        self.views.login.actions.sign_in("cashier", "sample-cashier")
        self.until(lambda: self.views.invoices.last("reset_rows"), "the list")

    def open_card_form(self, invoice: dict[str, Any]) -> str:
        """Choose an invoice, press Enter twice, and let the page load. The attempt's id."""
        self.views.invoices.actions.opened(invoice["id"])
        # pressed while a search is on its way, Enter opens the row once it has come; the next one is for what opened
        self.until(lambda: (shown := self.till.detail.invoice) and shown.id == invoice["id"], "the chosen invoice")
        self.views.detail.actions.act("take_whole")
        self.until(lambda: self.views.payment.card.last("load"), "the card form's address")
        self.views.payment.actions.page_said("ready-1")
        self.until(lambda: self.phase == "CARD", "the card form")
        attempt = self.till.payment.attempt_id
        assert attempt
        return attempt

    def charge(self) -> None:
        self.views.payment.actions.act("charge")
        self.views.payment.actions.page_said("confirming-2")

    def until(self, condition: Callable[[], Any], what: str, seconds: float = 30) -> None:
        def look() -> None:
            assert condition(), f"not yet: {what} (face {self.face}, phase {self.phase}, toasts {self.toasts})"

        self._qtbot.waitUntil(look, timeout=int(seconds * 1000))

    @property
    def phase(self) -> str:
        paying = self.till.payment._course.paying
        return paying.phase.name if paying else "none"

    @property
    def face(self) -> str:
        return str(self.views.payment.last("show_face"))

    @property
    def toasts(self) -> list[str]:
        return [args[0].text for name, args in self.views.shell.said if name == "toast"]
