"""The three outcomes, told apart from across the room by shape and fill as well as by colour and word."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from pos_app.desktop.views.components.kit import Kit, boxed, draw_box

Mark = Literal["paid", "declined", "refused", "checking", "waiting"]


class OutcomeMark(QWidget):
    """A circle with a check, an octagon with a cross, a plain disc with a bar, a diamond with an hourglass,
    and a clock."""

    def __init__(self, kit: Kit, mark: Mark, size: int = 144) -> None:
        super().__init__()
        self._kit, self._mark = kit, mark
        self.setFixedSize(size, size)

    def show_mark(self, mark: Mark) -> None:
        self._mark = mark
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self.width() / 144
        painter.scale(scale, scale)
        painter.translate(72, 72)
        tone = {
            "paid": "paid-on",
            "declined": "declined-fill",
            "refused": "ink-2",
            "checking": "checking-on",
            "waiting": "refund-ink",
        }
        colour = self._kit.theme.colour(tone[self._mark])
        round_pen = QPen(colour, 9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(round_pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._mark == "paid":
            painter.drawEllipse(QPointF(0, 0), 66, 66)
            painter.setPen(QPen(colour, 12, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            painter.drawPolyline([QPointF(-30, 2), QPointF(-8, 24), QPointF(32, -20)])
        elif self._mark == "declined":
            side = 28.0
            corners = [(-side, -64), (side, -64), (64, -side), (64, side), (side, 64), (-side, 64), (-64, side)]
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in [*corners, (-64, -side)]]))
            painter.setPen(QPen(colour, 12, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(-20, -20), QPointF(20, 20))
            painter.drawLine(QPointF(20, -20), QPointF(-20, 20))
        elif self._mark == "refused":
            painter.drawEllipse(QPointF(0, 0), 60, 60)
            painter.drawLine(QPointF(-26, 0), QPointF(26, 0))
        elif self._mark == "waiting":
            painter.drawEllipse(QPointF(0, 0), 62, 62)
            painter.drawPolyline([QPointF(0, -36), QPointF(0, 2), QPointF(24, 16)])
        else:
            painter.drawPolygon(QPolygonF([QPointF(0, -66), QPointF(66, 0), QPointF(0, 66), QPointF(-66, 0)]))
            glass = QPainterPath(QPointF(-16, -27))
            glass.lineTo(16, -27)
            glass.cubicTo(16, -8, 4, -6, 3, 0)
            glass.cubicTo(4, 6, 16, 8, 16, 27)
            glass.lineTo(-16, 27)
            glass.cubicTo(-16, 8, -4, 6, -3, 0)
            glass.cubicTo(-4, -6, -16, -8, -16, -27)
            painter.setPen(QPen(colour, 6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            painter.drawPath(glass)
            painter.drawLine(QPointF(-20, -27), QPointF(20, -27))
            painter.drawLine(QPointF(-20, 27), QPointF(20, 27))


class Field(QWidget):
    """A ground of one colour role, painted to the edge."""

    def __init__(self, kit: Kit, fill: str) -> None:
        super().__init__()
        self._kit, self._fill = kit, fill

    def set_fill(self, fill: str) -> None:
        self._fill = fill
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._kit.theme.colour(self._fill))


class Stripes(QWidget):
    """The barred edge of Checking, as on a closed road."""

    def __init__(self, kit: Kit, height: int = 26) -> None:
        super().__init__()
        self._kit = kit
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, box = self._kit.theme, QPainter(self), boxed(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box, theme.colour("checking-fill"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("checking-on"))
        lean, bar, step = box.height(), 20.0, 44.0
        left = -lean
        while left < box.width() + lean:
            corners = [(left + lean, 0), (left + lean + bar, 0), (left + bar, box.height()), (left, box.height())]
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
            left += step


class OutlinedFrame(QFrame):
    """A card in a thick line: Declined. ``calm``: in a thin one, for what the server would not begin."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._calm = False

    def set_calm(self, calm: bool) -> None:
        self._calm = calm
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(800, 500)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._kit.theme, QPainter(self)
        tone, width = ("line-strong", 1.0) if self._calm else ("declined-fill", 5.0)
        box = QRectF(self.rect())
        draw_box(painter, box, theme.radius("card") + 6, theme.colour("surface"), theme.colour(tone), width)
