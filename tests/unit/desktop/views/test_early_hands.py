"""A window that has just come: what is typed stays, and what needs the till waits for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos_app.desktop.views.early_hands import EarlyHands, FirstPaint

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NONE = Qt.KeyboardModifier.NoModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Fresh(QMainWindow):
    """A field and a button; ``happened`` says in which order things did."""

    def __init__(self) -> None:
        super().__init__()
        self.happened: list[str] = []
        middle = QWidget()
        column = QVBoxLayout(middle)
        self.field, self.button = QLineEdit(), QPushButton("Sign in")
        column.addWidget(self.field)
        column.addWidget(self.button)
        self.setCentralWidget(middle)
        self.button.pressed.connect(self._say("button"))
        QShortcut(QKeySequence("F1"), self).activated.connect(self._say("F1"))
        QShortcut(QKeySequence("Alt+1"), self).activated.connect(self._say("Alt+1"))
        QShortcut(QKeySequence("Return"), self).activated.connect(self._say("Enter"))
        self.early = EarlyHands(self, self._complete)

    def _say(self, what: str) -> Callable[[], None]:
        return lambda: self.happened.append(what)

    def _complete(self) -> None:
        self.happened.append("complete")
        self.early.leave()


@pytest.fixture
def fresh(qtbot: QtBot) -> Fresh:
    window = Fresh()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.field.setFocus()
    return window


def test_what_a_field_takes_needs_nobody(fresh: Fresh) -> None:
    QTest.keyClicks(fresh.field, "Marta O 1")
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Delete):
        QTest.keyClick(fresh.field, key)
    QTest.keyClick(fresh.field, Qt.Key.Key_A, CTRL)
    for key in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt):
        QTest.keyClick(fresh.field, key)
    QTest.mouseClick(fresh.field, Qt.MouseButton.LeftButton)
    QTest.keyClick(fresh.field, Qt.Key.Key_Tab)
    assert fresh.field.text() == "arta O 1"
    assert fresh.happened == []


@pytest.mark.parametrize(
    ("key", "held", "does"),
    [(Qt.Key.Key_Return, NONE, "Enter"), (Qt.Key.Key_F1, NONE, "F1"), (Qt.Key.Key_1, ALT, "Alt+1")],
)
def test_a_key_that_needs_the_till_waits_for_it(
    fresh: Fresh, key: Qt.Key, held: Qt.KeyboardModifier, does: str
) -> None:
    QTest.keyClick(fresh.field, key, held)
    QTest.keyClick(fresh.field, key, held)
    assert fresh.happened == ["complete", does, does]


def test_a_button_waits_for_it_too(fresh: Fresh) -> None:
    QTest.mouseClick(fresh.button, Qt.MouseButton.LeftButton)
    assert fresh.happened == ["complete", "button"]


def test_space_on_a_button_as_well(fresh: Fresh) -> None:
    fresh.button.setFocus()
    QTest.keyClick(fresh.button, Qt.Key.Key_Space)
    assert fresh.happened == ["complete", "button"]


def test_the_first_painting_is_told_once(qtbot: QtBot) -> None:
    label, told = QPushButton("here"), list[str]()
    qtbot.addWidget(label)
    FirstPaint(label, lambda: told.append("painted"))
    assert told == []
    label.show()
    qtbot.waitUntil(lambda: bool(told))
    label.repaint()
    qtbot.wait(0)
    assert told == ["painted"]
