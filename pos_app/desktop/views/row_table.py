"""What the lists of whole rows have in common: the keys that move, and a scroll bar over the rows."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QScrollBar, QTableView, QWidget

MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class Thumb(QScrollBar):
    """A scroll bar that lies over the rows, so that their lines run to the edge."""

    def __init__(self, of: QScrollBar, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._of = of
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        of.rangeChanged.connect(self._follow)
        of.valueChanged.connect(self.setValue)
        self.valueChanged.connect(of.setValue)
        self._follow()

    def _follow(self) -> None:
        if not shiboken6.isValid(self._of):
            return  # the table is going, its bar first
        self.setRange(self._of.minimum(), self._of.maximum())
        self.setPageStep(self._of.pageStep())
        self.setSingleStep(self._of.singleStep())
        self.setValue(self._of.value())
        self.setVisible(self._of.maximum() > self._of.minimum())


class RowTable(QTableView):
    """Home and End are the first and the last row. Qt means the first and last cell of one row, which nobody sees."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        rows, now = self.model().rowCount(), self.currentIndex()
        ends = {QAbstractItemView.CursorAction.MoveHome: 0, QAbstractItemView.CursorAction.MoveEnd: rows - 1}
        if action in ends and rows:
            return self.model().index(ends[action], max(0, now.column()))
        return super().moveCursor(action, modifiers)

    def step(self, event: QKeyEvent) -> None:
        """A key that came from the search box."""
        QTableView.keyPressEvent(self, event)
