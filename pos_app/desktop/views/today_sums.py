"""The sums of Today as an equation, and the cards beside the chart: measures, and why tries failed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QStyle, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.today import MeasureFace, ReasonsFace, SumFace
from pos_app.desktop.say import say
from pos_app.desktop.views.components.bars import SWATCH, LyingBar, paint_fill
from pos_app.desktop.views.components.kit import Kit, boxed, clear, draw_text, mirrored
from pos_app.desktop.views.components.text import Elided, Text

ICONS = {"taken": "cash", "refunds": "arrow-back-up"}
TALL, LEAD = 100, 18


class SumCell(QWidget):
    """One term: what it is, how much, and a line below. The figure shrinks where it has no room; it is never cut."""

    def __init__(self, kit: Kit, face: SumFace) -> None:
        super().__init__()
        self._kit, self._face = kit, face
        self._net = face.kind == "net"
        self._faint = False
        self.setMinimumHeight(TALL)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(f"{face.text}: {face.amount}\n{face.detail}".strip())
        self.setAccessibleName(f"{face.text} {face.amount}. {face.detail}".strip())

    def show_faint(self, faint: bool) -> None:
        self._faint = faint
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._wanted()) + LEAD + 12, TALL)

    def minimumSizeHint(self) -> QSize:
        return QSize(84, TALL)

    def _size(self) -> int:
        return 30 if self._net else 22

    def _wanted(self) -> float:
        theme, face = self._kit.theme, self._face
        figure = theme.metrics("heading", 600, self._size()).horizontalAdvance(face.amount)
        name = theme.metrics("small").horizontalAdvance(face.text) + (0 if self._net else SWATCH + 8)
        return max(figure, name, theme.metrics("label", 400).horizontalAdvance(face.detail) * 0.75)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, face = self._kit.theme, QPainter(self), self._face
        box, direction = boxed(self.rect()), self.layoutDirection()
        ink, soft = ("primary-ink", "primary-ink") if self._net else ("ink", "ink-2")
        if self._net:
            self._ground(painter, box)
        elif face.sign:
            sign = mirrored(QRectF(0, 38, LEAD - 4, 26), box, direction)
            draw_text(painter, sign, face.sign, theme.font("lead", 500), theme.colour("ink-2"), "center")
        inner = QRectF(LEAD, 0, box.width() - LEAD - 8, box.height())
        top = QRectF(inner.left(), 14, inner.width(), 18)
        if face.kind == "tender" or face.kind in ICONS:
            mark = mirrored(QRectF(inner.left(), 17, SWATCH, SWATCH), box, direction)
            if face.kind == "tender":
                paint_fill(painter, self._kit, mark, face.fill, faint=self._faint)
            else:
                icon = mark.adjusted(-1, -1, 3, 3)
                self._kit.icons.paint(painter, icon, ICONS[face.kind], theme.colour("ink-2"))
            top.setLeft(inner.left() + SWATCH + 8)
        fits = theme.metrics("small").horizontalAdvance(face.text) <= top.width()
        name = theme.font("small") if fits else theme.font("label", 400)
        draw_text(painter, mirrored(top, box, direction), face.text, name, theme.colour(soft), "start", direction)
        size = self._size()
        wide = theme.metrics("heading", 600, size).horizontalAdvance(face.amount)
        if wide > inner.width():
            size = max(11, int(size * inner.width() / wide))
        figure = mirrored(QRectF(inner.left(), 33, inner.width() + 8, 36), box, direction)
        tone = theme.colour(soft if self._faint else ink)
        draw_text(painter, figure, face.amount, theme.font("heading", 600, size), tone, "start", direction)
        below = mirrored(QRectF(inner.left(), 67, inner.width() + 6, 32), box, direction)
        painter.setFont(theme.font("label", 400))
        painter.setPen(theme.colour(soft))
        side = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignAbsolute
        flags = int(side) | int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(below, flags, face.detail)

    def _ground(self, painter: QPainter, box: QRectF) -> None:
        """To the card's edge, with the card's corners at its end."""
        theme = self._kit.theme
        radius = theme.radius("card") - 1
        path = QPainterPath()
        path.addRoundedRect(box, radius, radius)
        square = mirrored(QRectF(0, 0, radius + 1, box.height()), box, self.layoutDirection())
        path.addRect(square)
        path.setFillRule(path.fillRule().WindingFill)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(path, theme.colour("primary-soft"))


class SumsCard(QFrame):
    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._faces: tuple[SumFace, ...] = ()
        self.cells: list[SumCell] = []
        self.setProperty("card", "true")
        self.setAccessibleName(say("Sums"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(0)

    def show_sums(self, faces: tuple[SumFace, ...]) -> None:
        if faces == self._faces:
            return
        self._faces = faces
        clear(self._row)
        self.cells = [SumCell(self._kit, face) for face in faces]
        for cell in self.cells:
            self._row.addWidget(cell, cell.sizeHint().width())

    def show_faint(self, faint: bool) -> None:
        for cell in self.cells:
            cell.show_faint(faint)


class MeasureCard(QFrame):
    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 12, 10)
        column.setSpacing(3)
        self._title = Elided(kit, "", "small", "ink-2")
        line = self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setSpacing(8)
        self._value = Text(kit, "", "heading", size=20)
        self._detail = Elided(kit, "", "label", "ink-2", weight=400)
        line.addWidget(self._value)
        line.addWidget(self._detail, 1)
        self._bar = LyingBar(kit)
        column.addWidget(self._title)
        column.addLayout(line)
        column.addWidget(self._bar)
        column.addStretch(1)

    def show_measure(self, face: MeasureFace) -> None:
        self._title.setText(face.title)
        self._value.setText(face.value)
        self._detail.setText(face.detail)
        self._bar.show_bar(face.permille, face.before)
        self.setAccessibleName(f"{face.title} {face.value}. {face.detail}".strip())
        self._place_detail()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_detail()

    def _place_detail(self) -> None:
        """Beside the value, or below it where it would be cut there."""
        edges = self.contentsMargins().left() + self.contentsMargins().right() + 26
        beside = self._value.sizeHint().width() + 8 + self._detail.sizeHint().width() <= self.width() - edges
        way = QBoxLayout.Direction
        self._line.setDirection(way.LeftToRight if beside or not self._detail.text() else way.TopToBottom)
        self._line.setSpacing(8 if beside else 0)


class ReasonsCard(QFrame):
    """Why tries failed: words, a bar, a count."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._face: ReasonsFace | None = None
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        self._title = Elided(kit, "", "body-strong")
        column.addWidget(self._title)
        self._empty = Text(kit, "", "small", "ink-2", wrap=True)
        column.addWidget(self._empty)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(2)
        self._rows.setColumnStretch(1, 1)
        column.addLayout(self._rows, 6)
        column.addStretch(1)

    def show_reasons(self, face: ReasonsFace) -> None:
        if face == self._face:
            return
        self._face = face
        self._title.setText(face.title)
        self._empty.setText(face.empty)
        self._empty.setVisible(bool(face.empty))
        clear(self._rows)
        for at, row in enumerate(face.rows):
            bar = LyingBar(self._kit, 11)
            bar.show_bar(row.permille)
            count = Text(self._kit, row.count, "small", weight=600)
            count.setMinimumWidth(22)
            name = Elided(self._kit, row.text, "small")
            name.setAccessibleName(f"{row.text}: {row.count}")
            self._rows.setRowMinimumHeight(at, 20)
            self._rows.addWidget(name, at, 0)
            self._rows.addWidget(bar, at, 1)
            self._rows.addWidget(count, at, 2)
        self.setAccessibleName(face.title)
