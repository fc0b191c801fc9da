"""Key caps: keys drawn where they act, and on whatever ground they stand on."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.desktop.views.components.kit import Kit, boxed, draw_box, draw_text, mirrored

Ground = Literal["surface", "primary", "rail"]
HEIGHT = 20
GAP = 3
_ARROWS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Return": "Enter", "Comma": ","}


def split(shortcut: str) -> tuple[str, ...]:
    """ "Alt+P" as its caps: ("Alt", "P"); "Ctrl++" as ("Ctrl", "+")."""
    if not shortcut:
        return ()
    parts = [part or "+" for part in shortcut.replace("++", "+\0").split("+")]
    parts = ["+" if part == "\0" else part for part in parts]
    return tuple(_ARROWS.get(part, part) for part in parts)


def caps_width(kit: Kit, keys: tuple[str, ...]) -> float:
    metrics = kit.theme.metrics("label", 500, 11)
    widths = [max(HEIGHT, metrics.horizontalAdvance(key) + 11) for key in keys]
    return sum(widths) + GAP * max(0, len(widths) - 1)


def paint_caps(
    painter: QPainter,
    kit: Kit,
    box: QRectF,
    keys: tuple[str, ...],
    ground: Ground = "surface",
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
    faint: bool = False,
) -> None:
    """Caps in a row from the start of ``box``, in its middle."""
    theme = kit.theme
    font = theme.font("label", 500, 11)
    metrics = theme.metrics("label", 500, 11)
    if ground == "surface":
        ink, line, fill = theme.colour("ink-2"), theme.colour("line-strong"), theme.colour("surface")
    elif ground == "primary":
        ink, line = theme.colour("on-primary"), theme.colour("on-primary", 0.5)
        fill = QColor(Qt.GlobalColor.transparent)
    else:
        ink, line = theme.colour("rail-ink"), theme.colour("rail-ink", 0.45)
        fill = QColor(Qt.GlobalColor.transparent)
    if faint:
        ink = theme.colour("ink-disabled")
    left = box.left()
    for key in keys:
        wide = max(HEIGHT, metrics.horizontalAdvance(key) + 11)
        cap = QRectF(left, box.center().y() - HEIGHT / 2, wide, HEIGHT)
        cap = mirrored(cap, box, direction)
        radius = theme.radius("kbd")
        draw_box(painter, cap, radius, fill, line)
        painter.save()
        painter.setPen(QPen(line, 1))
        foot = cap.bottom() - 1.5  # a second line at the foot makes it a key
        painter.drawLine(QPointF(cap.left() + radius - 1, foot), QPointF(cap.right() - radius + 1, foot))
        painter.restore()
        draw_text(painter, cap.adjusted(0, 0, 0, -1), key, font, ink, "center")
        left += wide + GAP


class KeyCaps(QWidget):
    """The caps of one shortcut, alone."""

    def __init__(self, kit: Kit, shortcut: str, ground: Ground = "surface") -> None:
        super().__init__()
        self._kit = kit
        self._keys = split(shortcut)
        self._ground: Ground = ground
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(shortcut)

    def sizeHint(self) -> QSize:
        return QSize(round(caps_width(self._kit, self._keys)) + 1, HEIGHT + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_caps(painter, self._kit, boxed(self.rect()), self._keys, self._ground, self.layoutDirection())
