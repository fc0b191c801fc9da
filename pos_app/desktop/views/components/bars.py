"""Bars painted from the tokens: stacked by hour with what they are compared with; lying ones for shares and counts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from pos_app.desktop.presenters.faces.today import BEFORE, BarFace, ChartFace
from pos_app.desktop.views.components.kit import Kit, boxed, draw_text, mirrored

HATCH = 6.0
SWATCH = 12
LINE = 16
"""Pixels of height that a figure over a bar takes."""
APART = 3
"""Pixels between a figure and what stands beside it."""


def paint_fill(painter: QPainter, kit: Kit, box: QRectF, fill: int, *, faint: bool = False) -> None:
    """A part of a bar: each fill has a pattern of its own, so that colour is not the only sign."""
    theme = kit.theme
    alpha = 0.45 if faint else 1.0
    if fill == BEFORE:
        painter.fillRect(box, theme.colour("control-border", alpha))
        return
    if fill == 0:
        painter.fillRect(box, theme.colour("primary", alpha))
        return
    tone = {1: "brand", 2: "ink-2"}.get(fill, "refund-fill")
    painter.save()
    painter.setClipRect(box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if fill == 1:
        painter.setPen(QPen(theme.colour(tone, alpha), 2.4))
        at = box.left() - box.height()
        while at < box.right():
            painter.drawLine(QPointF(at, box.bottom()), QPointF(at + box.height(), box.top()))
            at += HATCH
    elif fill != 2:
        painter.setPen(QPen(theme.colour(tone, alpha), 2))
        level = box.bottom() - 2
        while level > box.top():
            painter.drawLine(QPointF(box.left(), level), QPointF(box.right(), level))
            level -= HATCH - 1
    painter.setPen(QPen(theme.colour(tone, alpha), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0.75, 0.75, -0.75, -0.75))
    painter.restore()


def _tall(bar: BarFace) -> int:
    """In permille of the axis."""
    return sum(part.permille for part in bar.parts)


class Swatch(QWidget):
    """The fill of a tender, beside its word."""

    def __init__(self, kit: Kit, fill: int) -> None:
        super().__init__()
        self._kit, self._fill = kit, fill
        self.setFixedSize(SWATCH if fill != BEFORE else 8, SWATCH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_fill(QPainter(self), self._kit, boxed(self.rect()), self._fill)


class BarChart(QWidget):
    """The bars of a :class:`ChartFace`, with their axis. Each says itself in a tooltip, all of them to a reader."""

    TOP, FOOT = 22.0, 26.0

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._face: ChartFace | None = None
        self._faint = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, face: ChartFace) -> None:
        self._face = face
        self.setAccessibleName(face.title)
        self.setAccessibleDescription("; ".join(bar.words for bar in face.bars))
        self.update()

    def show_faint(self, faint: bool) -> None:
        self._faint = faint
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 110)

    def sizeHint(self) -> QSize:
        return QSize(640, 220)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._face is not None:
            for bar, box in zip(self._face.bars, self._places(), strict=True):
                if box.contains(QPointF(event.pos())):
                    QToolTip.showText(event.globalPos(), bar.words, self)
                    return True
            QToolTip.hideText()
            return True
        return super().event(event)

    def _left(self) -> float:
        metrics = self._kit.theme.metrics("label", 400)
        ticks = self._face.ticks if self._face else ()
        return max((metrics.horizontalAdvance(text) for _, text in ticks), default=0.0) + 12

    def _places(self) -> list[QRectF]:
        """A column for each bar, as seen on screen."""
        box, left = boxed(self.rect()), self._left()
        count = len(self._face.bars) if self._face else 0
        wide = (box.width() - left) / count if count else 0.0
        direction = self.layoutDirection()
        return [mirrored(QRectF(left + at * wide, 0, wide, box.height()), box, direction) for at in range(count)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._face is None:
            return
        theme, painter, box = self._kit.theme, QPainter(self), boxed(self.rect())
        floor, room = box.height() - self.FOOT, box.height() - self.FOOT - self.TOP
        left, direction = self._left(), self.layoutDirection()
        small = theme.font("label", 400)
        for permille, text in self._face.ticks:
            level = round(floor - room * permille / 1000)
            line = mirrored(QRectF(left, level, box.width() - left, 1), box, direction)
            painter.fillRect(line, theme.colour("line-strong" if permille == 0 else "line"))
            words = mirrored(QRectF(0, level - 9, left - 10, 18), box, direction)
            draw_text(painter, words, text, small, theme.colour("ink-2"), "end", direction)
        places = self._places()
        every = self._label_step(places)
        now = next((at for at, bar in enumerate(self._face.bars) if bar.state == "now"), 0)
        for at, (bar, place) in enumerate(zip(self._face.bars, places, strict=True)):
            self._bar(painter, bar, place, floor, room, named=(at - now) % every == 0)
        ink = theme.colour("ink-2" if self._faint else "ink")
        for text, words in self.figures():
            painter.fillRect(words, theme.colour("surface"))  # no line of the scale through a figure
            draw_text(painter, words, text, theme.font("label", 600), ink, "center")

    def _label_step(self, places: list[QRectF]) -> int:
        """Where the words below the bars have no room, only every second, third ... is written."""
        metrics = self._kit.theme.metrics("label", 600)
        bars = self._face.bars if self._face else ()
        widest = max((metrics.horizontalAdvance(bar.text) for bar in bars), default=0.0) + 6
        wide = places[0].width() if places else widest
        return max(1, -int(-widest // max(1.0, wide)))

    def figures(self) -> list[tuple[str, QRectF]]:
        """The figures over the bars and where they stand, clear of the scale, of each other and of bars beside.

        With the currency where all of them have room so; else the bare figures, those that have none left out.
        """
        bars = self._face.bars if self._face else ()
        whole = self._clear([bar.above for bar in bars])
        if len(whole) == sum(bool(bar.above) for bar in bars):
            return whole
        return self._clear([bar.figure for bar in bars])

    def _clear(self, texts: list[str]) -> list[tuple[str, QRectF]]:
        bars, places = self._face.bars if self._face else (), self._places()
        metrics = self._kit.theme.metrics("label", 600)
        floor, room = self.height() - self.FOOT, self.height() - self.FOOT - self.TOP
        plot = mirrored(
            QRectF(self._left(), 0, self.width() - self._left(), floor), boxed(self.rect()), self.layoutDirection()
        )
        taken = [box for bar, place in zip(bars, places, strict=True) for box in self._boxes(bar, place, floor, room)]
        found: list[tuple[str, QRectF]] = []
        for bar, place, text in zip(bars, places, texts, strict=True):
            if not text:
                continue
            wide = metrics.horizontalAdvance(text) + 2
            words = QRectF(0, floor - room * _tall(bar) / 1000 - LINE - 2, wide, LINE)
            middle = min(max(place.center().x(), plot.left() + wide / 2), plot.right() - wide / 2)
            words.moveLeft(middle - wide / 2)
            near = words.adjusted(-APART, 0, APART, 0)
            if not any(near.intersects(box) for box in taken):
                taken.append(words)
                found.append((text, words))
        return found

    def _measures(self, place: QRectF) -> tuple[float, float, float]:
        """Of a column: how thick its bar is, the thin one beside it, and where they start."""
        thick = min(30.0, place.width() * 0.5)
        thin = max(3.0, thick * 0.26)
        return thick, thin, place.left() + (place.width() - thick - 3 - thin) / 2

    def _boxes(self, bar: BarFace, place: QRectF, floor: float, room: float) -> list[QRectF]:
        """What its bars cover."""
        thick, thin, start = self._measures(place)
        sizes = ((start, thick, _tall(bar)), (start + thick + 3, thin, bar.before))
        boxes = (QRectF(at, floor - room * tall / 1000, wide, room * tall / 1000) for at, wide, tall in sizes if tall)
        return [mirrored(box, place, self.layoutDirection()) for box in boxes]

    def _bar(self, painter: QPainter, bar: BarFace, place: QRectF, floor: float, room: float, *, named: bool) -> None:
        theme, direction = self._kit.theme, self.layoutDirection()
        thick, thin, start = self._measures(place)
        level = floor
        for part in bar.parts:
            tall = max(2.0, round(room * part.permille / 1000))
            box = mirrored(QRectF(round(start), level - tall, thick, tall), place, direction)
            paint_fill(painter, self._kit, box, part.fill, faint=self._faint)
            level -= tall
        if bar.before:
            tall = max(2.0, round(room * bar.before / 1000))
            box = mirrored(QRectF(round(start + thick + 3), floor - tall, thin, tall), place, direction)
            paint_fill(painter, self._kit, box, BEFORE, faint=self._faint)
        if named:
            weight, tone = (600, "ink") if bar.state == "now" else (400, "ink-3" if bar.state == "coming" else "ink-2")
            half = theme.metrics("label", weight).horizontalAdvance(bar.text) / 2 + 1
            middle = min(max(place.center().x(), half), self.width() - half)  # the last one may be wider than its bar
            words = QRectF(middle - 40, floor + 5, 80, 18)
            draw_text(painter, words, bar.text, theme.font("label", weight), theme.colour(tone), "center")


class LyingBar(QWidget):
    """A share or a count; below it, thinner, what it is compared with."""

    def __init__(self, kit: Kit, height: int = 8) -> None:
        super().__init__()
        self._kit, self._tall = kit, height
        self._permille, self._before = 0, 0
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bar(self, permille: int, before: int | None = None) -> None:
        self._permille, self._before = permille, before or 0
        self.setFixedHeight(self._tall if before is None else self._tall + 6)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, box = self._kit.theme, QPainter(self), boxed(self.rect())
        bars = (
            (self._permille, 0.0, float(self._tall), "primary"),
            (self._before, self._tall + 2.0, 4.0, "control-border"),
        )
        for permille, top, tall, tone in bars:
            if permille:
                bar = QRectF(0, top, max(2.0, box.width() * permille / 1000), tall)
                painter.fillRect(mirrored(bar, box, self.layoutDirection()), theme.colour(tone))
