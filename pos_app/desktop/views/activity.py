"""Is somebody there? Keys, mouse and touch, seen where they enter the program: at its windows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QWidget

HANDS = frozenset(
    [
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    ]
)


class ActivityWatch(QObject):
    """Calls ``touched`` for each; what it answers True to goes no further.

    It watches native windows (the till's own, and each that gets the keyboard, such as a file dialog), through which
    all input passes on its way to the widgets and to the web view. A filter over the whole application would be asked
    about every timer and every painting too.
    """

    def __init__(self, app: QApplication, window: QWidget, touched: Callable[[], bool]) -> None:
        super().__init__(window)
        self._touched = touched
        # Its native window comes with its first showing, and is not to be asked for sooner: one made before the window
        # knows how it is composed crashes Qt when it closes.
        self._window = window
        window.installEventFilter(self)
        self._watch(window.windowHandle())
        app.focusWindowChanged.connect(self._watch)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)  # or it would be asked twice
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() in (QEvent.Type.Show, QEvent.Type.WinIdChange):
                self._watch(self._window.windowHandle())
            return False
        return event.type() in HANDS and self._touched()
