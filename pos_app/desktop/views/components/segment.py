"""Two or three choices in one sunken bar, the chosen one raised."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos_app.desktop.views.components.buttons import NORMAL, Button, Measure
from pos_app.desktop.views.components.keycaps import Ground
from pos_app.desktop.views.components.kit import Kit, boxed, draw_box


class SegmentButton(Button):
    def __init__(
        self, kit: Kit, text: str, icon: str, shortcut: str, on_click: Callable[[], None], measure: Measure = NORMAL
    ) -> None:
        super().__init__(kit, text, icon=icon, shortcut=shortcut, variant="ghost", measure=measure, on_click=on_click)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """Which part is chosen is said by the presenter."""

    def colours(self) -> tuple[QColor | None, QColor | None, QColor, Ground]:
        theme = self.kit.theme
        if self.isChecked():
            ink = theme.colour("ink" if self.isEnabled() else "ink-3")
            return theme.colour("surface"), theme.colour("line-strong"), ink, "surface"
        ink = theme.colour("ink-2" if self.isEnabled() else "ink-disabled")
        hover = self.underMouse() and self.isEnabled()
        return theme.colour("surface", 0.6) if hover else None, None, ink, "surface"


class Segment(QWidget):
    def __init__(self, kit: Kit, measure: Measure = NORMAL) -> None:
        super().__init__()
        self._kit = kit
        self._measure = measure
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 4, 4, 4)
        self._row.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add(self, text: str, icon: str, *, shortcut: str = "", on_click: Callable[[], None]) -> SegmentButton:
        part = SegmentButton(self._kit, text, icon, shortcut, on_click, self._measure)
        self._row.addWidget(part, 1)
        return part

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._measure.height + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._kit.theme, QPainter(self)
        draw_box(
            painter, boxed(self.rect()), theme.radius("button-large"), theme.colour("sunken"), theme.colour("line")
        )
