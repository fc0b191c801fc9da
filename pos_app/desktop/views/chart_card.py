"""The chart of Today in its card: what it counts, what its fills mean, and the button for another currency."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.today import ChartFace
from pos_app.desktop.views.components.bars import BarChart, Swatch
from pos_app.desktop.views.components.buttons import Button
from pos_app.desktop.views.components.kit import Kit, clear
from pos_app.desktop.views.components.text import Elided, Text

SIDES = 16


class ChartCard(QFrame):
    def __init__(self, kit: Kit, switch: Button) -> None:
        super().__init__()
        self._kit = kit
        self._switch = switch
        self._face: ChartFace | None = None
        self.chart = BarChart(kit)
        self.setProperty("card", "true")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SIDES, 10, SIDES, 8)
        self._column.setSpacing(4)
        self._head = QHBoxLayout()
        self._head.setSpacing(10)
        self._title = Elided(kit, "", "body-strong")
        self._head.addWidget(self._title, 1)
        self._legend = QWidget()
        self._legend.setProperty("ground", "none")
        self._entries = QHBoxLayout(self._legend)
        self._entries.setContentsMargins(0, 0, 0, 0)
        self._entries.setSpacing(7)
        self._head.addWidget(self._legend)
        self._head.addWidget(switch)
        self._column.addLayout(self._head)
        self._column.addWidget(self.chart, 1)

    def show_chart(self, face: ChartFace) -> None:
        self._title.setText(face.title)
        if self._face is None or face.legend != self._face.legend:
            clear(self._entries)
            for entry in face.legend:
                self._entries.addWidget(Swatch(self._kit, entry.fill))
                self._entries.addWidget(Text(self._kit, entry.text, "label", "ink-2", weight=400))
        self._face = face
        self.chart.show_chart(face)
        self._place_legend()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_legend()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place_legend()
        return super().event(event)

    def _place_legend(self) -> None:
        """Beside the title, or below it where both have no room."""
        gap = self._head.spacing()
        wanted = self._title.sizeHint().width() + gap + self._entries.sizeHint().width()
        if not self._switch.isHidden():
            wanted += gap + self._switch.sizeHint().width()
        beside = wanted <= self.width() - 2 * SIDES
        if beside == (self._head.indexOf(self._legend) >= 0):
            return
        if beside:
            self._column.removeWidget(self._legend)
            self._head.insertWidget(1, self._legend)
        else:
            self._head.removeWidget(self._legend)
            self._column.insertWidget(1, self._legend, 0, Qt.AlignmentFlag.AlignLeft)
