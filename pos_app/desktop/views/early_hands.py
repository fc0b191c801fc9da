"""Hands at a window that has just come: what they do before all of the till is there."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

PATIENCE_MS = 1_000
_NOTHING_YET = frozenset(
    [
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
    ]
)
"""Held before another key, or a way to the next field."""


class EarlyHands(QObject):
    """What is typed into a field stays in it, whoever listens. Anything else (Enter, a shortcut, a button) needs the
    till that answers it: ``complete`` is called before it gets there, so that nothing that was pressed is lost.

    A key that a field has no use for is offered to the window before it does anything. That is where it is seen: a
    filter over the whole application would make Qt's Python know every kind of event, at 50 ms of CPU.
    """

    def __init__(self, window: QWidget, complete: Callable[[], None]) -> None:
        super().__init__(window)
        self._complete = complete
        self._watched: list[QWidget] = [window, *window.findChildren(QAbstractButton)]
        for widget in self._watched:
            widget.installEventFilter(self)

    def leave(self) -> None:
        """The till is complete."""
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() not in _NOTHING_YET:
                self._complete()
        elif kind is QEvent.Type.MouseButtonPress:
            self._complete()
        return False


class FirstPaint(QObject):
    """Calls ``painted`` once the widget has been painted; or after a second, should nobody see it."""

    def __init__(self, widget: QWidget, painted: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._painted = painted
        self._waits = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._waits.timeout.connect(self._now)
        self._waits.start()
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            self._waits.setInterval(0)  # not before this painting is over
        return False

    def _now(self) -> None:
        self._widget.removeEventFilter(self)
        self._painted()
