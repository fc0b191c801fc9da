"""A window with nobody behind it: what it is asked to do is written down."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.assets import resources
from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.presenters.faces.payment import PaymentFace
from pos_app.desktop.presenters.faces.refund import RefundStage
from pos_app.desktop.views import environment
from pos_app.desktop.views.card_view import CardWebView
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.icons import Icons
from pos_app.desktop.views.theme import Scheme, Theme
from pos_app.desktop.views.window import MainWindow
from tests.unit.desktop.views import samples

if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
environment.prepare()


class Recorder:
    """Stands where a presenter would: every call is (name, arguments)."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[Any, ...]]] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)

        def called(*args: Any) -> bool:
            self.calls.append((name, args))
            return True

        return called

    def named(self, name: str) -> list[tuple[Any, ...]]:
        return [args for called, args in self.calls if called == name]


@pytest.fixture(scope="package")
def look(qapp: QApplication) -> Iterator[Theme]:
    """Given to the application once: its fonts and its style sheet take longer than most tests."""
    theme = Theme(resources(), Scheme.LIGHT)
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet("")


@pytest.fixture
def theme(look: Theme) -> Iterator[Theme]:
    yield look
    if look.choice is not Scheme.LIGHT:
        look.choose(Scheme.LIGHT)


@pytest.fixture
def kit(theme: Theme) -> Kit:
    return Kit(theme, Icons(resources() / "icons"))


@pytest.fixture
def card(kit: Kit) -> Iterator[CardWebView]:
    card = CardWebView(kit.theme)
    yield card
    card.close_engine()


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def window(kit: Kit, card: CardWebView, recorder: Recorder, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """Shown, at 1280 x 800, with the sample hospital, the list filled and every view bound to ``recorder``."""
    window = MainWindow(kit, lambda: card, ask_where=lambda _parent, name: tmp_path / name)
    qtbot.addWidget(window)
    fill(window, recorder)
    activate(window, qtbot)
    recorder.calls.clear()
    return window


@pytest.fixture(scope="module")
def standing(request: pytest.FixtureRequest, look: Theme, qapp: QApplication) -> Iterator[tuple[MainWindow, str]]:
    """A window for each of ``SHOWN``, and that name."""
    card = CardWebView(look)
    window = MainWindow(
        Kit(look, Icons(resources() / "icons")), lambda: card, ask_where=lambda _parent, name: Path(name)
    )
    fill(window, Recorder())
    yield window, request.param
    window.close()
    card.close_engine()
    window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if look.choice is not Scheme.LIGHT:
        look.choose(Scheme.LIGHT)


@pytest.fixture
def shown(standing: tuple[MainWindow, str], qtbot: QtBot) -> MainWindow:
    """The window with one screen in front, for tests that only look at it: they may resize it, and press nothing.

    Parametrised with ``@each_screen``. Building a window costs far more than looking at it.
    """
    window, name = standing
    window.resize(1280, 800)
    activate(window, qtbot)
    show(window, name)
    return window


def fill(window: MainWindow, recorder: Recorder) -> None:
    for view in (
        window,
        window.login,
        window.lock,
        window.invoices,
        window.invoices.detail,
        window.payment,
        window.receipts,
        window.today,
    ):
        view.bind(recorder)
    for more in (window.refund, window.refunds, window.exceptions):
        more.bind(recorder)
    window.supervisor.bind_supervisor(recorder)
    window.password.bind_password(recorder)
    window.payment.success.receipt.bind_receipt(recorder)
    window.show_hospital(samples.HOSPITAL)
    window.show_person(samples.PERSON)
    window.show_connection(samples.CONNECTED)
    window.login.show_hospital(samples.HOSPITAL)
    window.login.show_connection(samples.CONNECTED)
    window.login.show_form(samples.LOGIN)
    window.login.show_people(samples.PEOPLE)
    window.lock.show_lock(samples.LOCK)
    page = window.invoices
    page.show_chips(samples.CHIPS)
    page.show_site(samples.SITE)
    page.reset_rows(samples.rows(60))
    page.select("inv_0")
    page.show_footer("1 to 10 of 128 open", busy=False)
    page.detail.show_detail(samples.DETAIL)
    payment = window.payment
    payment.show_header(samples.HEADER)
    payment.show_steps(samples.STEPS)
    payment.form.show_amount(samples.AMOUNT)
    payment.form.show_footer(samples.FOOTER)
    payment.form.show_test_note(samples.TEST_NOTE)
    payment.methods.show_methods(samples.METHODS)
    payment.success.show_paid(samples.PAID_FACE)
    payment.success.show_countdown(samples.COUNTDOWN)
    payment.success.receipt.show_receipt(samples.RECEIPT)
    payment.error.show_error(samples.DECLINED)
    payment.checking.show_checking(samples.CHECKING_FACE)
    window.receipts.receipt.bind_receipt(recorder)
    window.receipts.reset_rows(samples.RECEIPTS)
    window.receipts.select("R-10457")
    window.receipts.show_footer("1 to 10, newest first", busy=False)
    window.receipts.receipt.show_receipt(samples.COPY)
    window.today.show_periods(samples.PERIODS)
    window.today.show_export(samples.EXPORT)
    window.today.show_takings(samples.takings())
    window.show_places(samples.PLACES)
    window.refund.show_header(samples.HEADER)
    window.refund.show_steps(samples.STEPS)
    window.refund.show_form(samples.REFUND_FORM)
    window.refund.show_footer(samples.REFUND_FOOTER)
    window.refund.show_follow(samples.FOLLOW)
    queue = window.refunds
    queue.show_chips(samples.REFUND_CHIPS)
    queue.show_rows(samples.REFUND_COLUMNS, samples.REFUND_ROWS)
    queue.select("refund-0")
    queue.show_footer("3 to decide", busy=False)
    queue.show_decision(samples.DECISION)
    odd = window.exceptions
    odd.show_chips(samples.ODD_CHIPS)
    odd.show_rows(samples.REFUND_COLUMNS, samples.REFUND_ROWS)
    odd.select("refund-0")
    odd.show_decision(samples.ODD)
    window.show_screen(Screen.INVOICES)


def activate(window: MainWindow, qtbot: QtBot) -> None:
    window.show()

    def active() -> bool:
        window.activateWindow()  # without a window manager nobody else does
        return window.isActiveWindow()

    qtbot.waitUntil(active, timeout=10_000)


SHOWN = (
    "login",
    "locked",
    "invoices",
    "empty",
    "form",
    "part",
    "saved",
    "phone",
    "paid",
    "error",
    "checking",
    "refund",
    "refund_follow",
    "refunds",
    "no_refunds",
    "exceptions",
    "today",
    "nothing",
    "receipts",
)


def each_screen(*names: str) -> pytest.MarkDecorator:
    """Gives ``shown`` each of these screens."""
    return pytest.mark.parametrize("standing", names, indirect=True, scope="module")


def show(window: MainWindow, name: str) -> None:
    """Bring one of ``SHOWN`` to the front."""
    if name == "login":
        window.show_screen(Screen.LOGIN)
        return
    if name == "locked":
        window.show_screen(Screen.LOCKED)
        window.lock.focus()
        return
    if name in ("invoices", "empty"):
        window.show_screen(Screen.INVOICES)
        if name == "empty":
            window.invoices.show_message(samples.NOTHING)
        return
    if name == "receipts":
        window.show_screen(Screen.RECEIPTS)
        return
    if name in ("today", "nothing"):
        window.show_screen(Screen.TODAY)
        if name == "nothing":
            window.today.show_message(samples.NOTHING_TAKEN)
        return
    if name in ("refund", "refund_follow"):
        window.show_screen(Screen.REFUND)
        window.refund.show_stage(RefundStage.FORM if name == "refund" else RefundStage.FOLLOW)
        return
    if name in ("refunds", "no_refunds", "exceptions"):
        window.show_screen(Screen.EXCEPTIONS if name == "exceptions" else Screen.REFUNDS)
        if name == "no_refunds":
            window.refunds.show_message(samples.NO_REFUNDS)
            window.refunds.show_no_decision(samples.NO_REFUND)
        return
    window.show_screen(Screen.PAYMENT)
    if name == "part":
        window.payment.form.show_amount(samples.part_amount())
    if name in ("saved", "phone"):
        window.payment.methods.show_methods(samples.WAYS)
        window.payment.methods.show_note("The saved cards can’t be shown just now.", samples.REMOVE)
        window.payment.form.show_cover(samples.SAVED)
        window.payment.form.show_phone(samples.PHONE if name == "phone" else None)
    face = {"paid": PaymentFace.PAID, "error": PaymentFace.ERROR, "checking": PaymentFace.CHECKING}
    window.payment.show_face(face.get(name, PaymentFace.FORM))
