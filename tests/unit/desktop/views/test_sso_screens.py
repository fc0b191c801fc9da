"""Signing in by the browser in the real window: the button, the code, the keys, and what a screen reader is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pos_app.desktop.presenters.faces.lock import LockProblem
from pos_app.desktop.presenters.faces.login import LoginProblem
from pos_app.desktop.presenters.faces.sso import SsoFace
from pos_app.desktop.views.lock_page import LockPage
from pos_app.desktop.views.login_page import LoginPage
from pos_app.desktop.views.window import MainWindow
from tests.unit.desktop.views import samples
from tests.unit.desktop.views.conftest import Recorder, show

METHOD = "Sign in with Larkfield Account"
ASKING = SsoFace("Asking the server…", "Your browser opens in a moment.")
WAITING = SsoFace(
    "Go on in your browser", "Sign in there, then compare the codes.", "K7M-4QX", "Your code",
    "It is good for five minutes. Never tell it to anybody.", "Open it again",
)  # fmt: skip
PLACES = ("login", "locked")


def page_of(window: MainWindow, place: str) -> LoginPage | LockPage:
    show(window, place)
    return window.login if place == "login" else window.lock


def press(keys: str) -> None:
    QTest.keySequence(QApplication.focusWidget(), keys)


@pytest.mark.parametrize("place", PLACES)
def test_there_is_a_button_only_where_the_server_has_it(window: MainWindow, recorder: Recorder, place: str) -> None:
    page = page_of(window, place)
    assert not page.sso.isVisible()
    press("Alt+O")
    assert recorder.named("begin_sso") == []
    page.show_sso_method(METHOD)
    assert page.sso.isVisible()
    assert page.sso.accessibleName() == METHOD
    press("Alt+O")
    assert recorder.named("begin_sso") == [()]
    page.show_sso_method("")
    assert not page.sso.isVisible()


@pytest.mark.parametrize("place", PLACES)
def test_the_code_stands_in_place_of_the_password(window: MainWindow, recorder: Recorder, place: str) -> None:
    page = page_of(window, place)
    page.show_sso_method(METHOD)
    page.show_sso(ASKING)
    assert page.waiting.isVisible()
    assert not page.waiting.again.isVisible()
    page.show_sso(WAITING)
    assert not page.password.isVisible()
    assert not page.sso.isVisible()
    assert "K7M-4QX" in page.waiting.said
    assert page.waiting.code.accessibleName() == "Your code: K 7 M - 4 Q X"
    assert page.waiting.accessibleName() == f"{WAITING.title}. {WAITING.detail}"
    assert QApplication.focusWidget() is page.waiting.cancel
    press("Alt+B")
    press("Esc")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert [name for name, _ in recorder.calls] == ["open_again", "cancel_sso", "cancel_sso"]
    keys = {line.keys for group in page.key_groups() for line in group.lines}
    assert {"Alt+B", "Esc"} <= keys
    page.show_sso(None)
    assert page.password.isVisible()
    assert page.sso.isVisible()
    assert not page.waiting.isVisible()
    assert "Alt+O" in {line.keys for group in page.key_groups() for line in group.lines}


def test_a_refusal_stands_over_the_form(window: MainWindow) -> None:
    page = page_of(window, "login")
    assert isinstance(page, LoginPage)
    page.show_sso_method(METHOD)
    page.show_sso(WAITING)
    page.show_sso(None)
    page.show_problem(LoginProblem("This account can’t sign in here that way.", "Ask an admin."))
    assert page.problem_said == "This account can’t sign in here that way."
    assert page.sign_in.isVisible()


def test_a_new_password_has_no_other_way(window: MainWindow) -> None:
    page = page_of(window, "login")
    assert isinstance(page, LoginPage)
    page.show_sso_method(METHOD)
    page.show_form(replace(samples.LOGIN, choosing=True))
    assert not page.sso.isVisible()
    page.show_form(samples.LOGIN)
    assert page.sso.isVisible()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_everything_has_its_place(window: MainWindow, place: str, width: int) -> None:
    window.resize(width, 800)
    page = page_of(window, place)
    page.show_sso_method(METHOD)
    if isinstance(page, LockPage):
        page.show_problem(LockProblem("Somebody else has signed in.", "This till is another person’s."))
    page.show_sso(WAITING)
    QApplication.processEvents()
    panel = page.waiting
    for button in (panel.again, panel.cancel):
        assert button.width() >= button.sizeHint().width(), "no word is cut"
        assert panel.rect().contains(button.geometry())
    assert panel.code.height() >= panel.code.sizeHint().height()
