"""A window with nobody behind it: what it is asked to do is written down."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.assets import resources
from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.presenters.faces.payment import PaymentFace
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


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(resources(), Scheme.LIGHT)
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet("")


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
    window = MainWindow(kit, card, ask_where=lambda _parent, name: tmp_path / name)
    qtbot.addWidget(window)
    for view in (window, window.login, window.invoices, window.invoices.detail, window.payment):
        view.bind(recorder)
    window.payment.success.receipt.bind_receipt(recorder)
    window.show_hospital(samples.HOSPITAL)
    window.show_person(samples.PERSON)
    window.show_connection(samples.CONNECTED)
    window.login.show_hospital(samples.HOSPITAL)
    window.login.show_connection(samples.CONNECTED)
    window.login.show_form(samples.LOGIN)
    window.login.show_people(samples.PEOPLE)
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
    window.show_screen(Screen.INVOICES)
    window.show()

    def active() -> bool:
        window.activateWindow()  # without a window manager nobody else does
        return window.isActiveWindow()

    qtbot.waitUntil(active, timeout=10_000)
    recorder.calls.clear()
    return window


SHOWN = ("login", "invoices", "empty", "form", "part", "paid", "error", "checking")


def show(window: MainWindow, name: str) -> None:
    """Bring one of ``SHOWN`` to the front."""
    if name == "login":
        window.show_screen(Screen.LOGIN)
        return
    if name in ("invoices", "empty"):
        window.show_screen(Screen.INVOICES)
        if name == "empty":
            window.invoices.show_message(samples.NOTHING)
        return
    window.show_screen(Screen.PAYMENT)
    if name == "part":
        window.payment.form.show_amount(samples.part_amount())
    face = {"paid": PaymentFace.PAID, "error": PaymentFace.ERROR, "checking": PaymentFace.CHECKING}
    window.payment.show_face(face.get(name, PaymentFace.FORM))
