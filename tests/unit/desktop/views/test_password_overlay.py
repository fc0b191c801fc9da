"""The layer to change one's own password: by keys alone, and with nothing left in its fields."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pos_app.desktop.presenters.password import FACE
from pos_app.desktop.views.window import MainWindow
from tests.unit.desktop.views.conftest import Recorder

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def typed(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_by_keys_alone(window: MainWindow, recorder: Recorder) -> None:
    QTest.keyClick(window, Qt.Key.Key_P, CTRL_SHIFT)
    assert recorder.named("change_password") == [()]
    window.password.show_password(FACE)
    overlay = window.password.overlay
    assert overlay is not None
    assert overlay.current.edit.hasFocus()
    for text in ("old", "new one", "new one"):
        typed(text)
    assert recorder.named("password_said") == [("old", "new one", "new one")]
    assert [field.text() for field in (overlay.current, overlay.new, overlay.again)] == ["", "", ""]
    window.password.show_password(replace(FACE, busy=True))
    assert not overlay.change.isEnabled()
    window.password.show_password(replace(FACE, problem="It is the one you have now.", field="new"))
    assert overlay.new.below.text() == "It is the one you have now."
    assert overlay.new.edit.hasFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert len(recorder.named("password_left")) == 1
    window.password.show_password(None)
    assert window.password.overlay is None


def test_it_is_in_the_list_of_keys_and_out_of_reach_of_a_locked_till(window: MainWindow) -> None:
    keys = {line.text: line.keys for group in window.key_groups() for line in group.lines}
    assert keys["Change your password"] == "Ctrl+Shift+P"
    window.top_bar.show_locked(locked=True)
    assert not window.top_bar.password.isVisible()
