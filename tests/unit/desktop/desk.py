"""A whole till without a window, on a server in memory."""

from __future__ import annotations

from typing import Any, cast

from pos_app.desktop.api import HmisApi
from pos_app.desktop.presenters.front import SamplePerson
from pos_app.desktop.presenters.pay_state import Paying
from pos_app.desktop.session import Session
from pos_app.desktop.till import Around, Till
from pos_app.wire.auth import Person
from tests.unit.desktop.fakes import (
    FakeBrowser,
    FakeComputer,
    FakeIntent,
    FakeJournal,
    FakePreferences,
    FakePrinter,
    FakeRunner,
    FakeSecrets,
    FakeServer,
    FakeTime,
    FakeViews,
    fake_sheet,
)

SERVER = "https://billing.larkfield.example"
CASHIERS = (SERVER, "cashier")
"""Whose token the keyring keeps."""

MOVES_EVERY = 20.0


class Desk:
    """``log_in`` and ``open_payment`` do what a cashier does; the rest is for looking."""

    def __init__(self, journal: FakeJournal | None = None, server: FakeServer | None = None, **options: Any) -> None:
        self.runner = FakeRunner()
        self.time = FakeTime(self.runner)
        self.server = server or FakeServer(self.time)
        self.journal = journal or FakeJournal()
        self.secrets = options.pop("secrets", None) or FakeSecrets()
        self.preferences = FakePreferences(last_name="cashier" if self.secrets.kept else "")
        self.printer = FakePrinter()
        self.views: Any = options.pop("views", None) or FakeViews()
        self.computer = FakeComputer()
        self.session = self.server.session = Session(SERVER, "Front desk 3")
        self.browser = FakeBrowser()
        around = Around(
            self.runner, self.time, self.time, self.journal, self.secrets, self.printer, self.preferences,
            self.computer, self.browser, fake_sheet,
        )  # fmt: skip
        people = (SamplePerson("cashier", "sample-cashier", "Tomasz Zieliński", "cashier"),)
        api = cast(HmisApi, self.server)
        locale = options.pop("locale", "en_US")
        self.till = Till(self.views, api, self.session, around, locale=locale, version="1.0", people=people, **options)

    def start(self) -> None:
        self.till.start()
        self.runner.settle()

    def log_in(self, who: Person | None = None) -> None:
        self.start()
        if who:
            self.server.passwords["cashier"] = ("sample-cashier", who)
        self.views.login.actions.sign_in("cashier", "sample-cashier")
        self.pass_time(0.5)
        assert self.session.person is not None

    def open_payment(self, *, part: bool = False) -> None:
        """Log in, take the first invoice's payment; the card form is ready when it is for the whole."""
        if self.session.person is None:
            self.log_in()
        self.views.detail.actions.act("take_part" if part else "take_whole")
        self.pass_time(0.3)
        if not part:
            self.page("loading-1", "ready-2")

    def page(self, *fragments: str) -> None:
        """What the pay page says by its address."""
        for fragment in fragments:
            self.views.payment.actions.page_said(fragment)
        self.runner.settle()

    def act(self, key: str) -> None:
        self.views.payment.actions.act(key)
        self.runner.settle()

    def pass_time(self, seconds: float) -> None:
        """Somebody is there, and moves the mouse now and then."""
        while seconds > MOVES_EVERY:
            self.time.advance(MOVES_EVERY)
            self.till.lock.touched()
            seconds -= MOVES_EVERY
        self.time.advance(seconds)
        self.till.lock.touched()

    def leave_alone(self, seconds: float) -> None:
        self.time.advance(seconds)

    @property
    def paying(self) -> Paying | None:
        return self.till.payment._course.paying

    @property
    def phase(self) -> str:
        return self.paying.phase.name if self.paying else "none"

    @property
    def screen(self) -> str:
        return str(self.views.shell.last("show_screen"))

    @property
    def face(self) -> str:
        return str(self.views.payment.last("show_face"))

    @property
    def intent(self) -> FakeIntent:
        return self.server.only()

    @property
    def toasts(self) -> list[str]:
        return [args[0].text for name, args in self.views.shell.said if name == "toast"]
