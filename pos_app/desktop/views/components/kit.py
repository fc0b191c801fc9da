"""What every piece of the window needs to paint itself, and how text and boxes are laid along the line of reading."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QLayout, QWidget

from pos_app.desktop.views.icons import Icons
from pos_app.desktop.views.theme import Theme

Align = Literal["start", "end", "center"]


@dataclass(frozen=True, slots=True)
class Kit:
    """Handed to every widget: the theme (colours, fonts, measures) and the icons."""

    theme: Theme
    icons: Icons


def is_rtl(widget: QWidget) -> bool:
    return widget.layoutDirection() == Qt.LayoutDirection.RightToLeft


def mirrored(box: QRectF, within: QRectF, direction: Qt.LayoutDirection) -> QRectF:
    """``box``, given as for reading from left to right, where it stands for ``direction``."""
    if direction == Qt.LayoutDirection.LeftToRight:
        return QRectF(box)
    return QRectF(within.left() + within.right() - box.right(), box.top(), box.width(), box.height())


def reading_direction(text: str) -> Qt.LayoutDirection:
    """Of a text by its first letter: an English sentence keeps its full stop at its end in an Arabic window."""
    for letter in text:
        kind = bidirectional(letter)
        if kind in ("R", "AL"):
            return Qt.LayoutDirection.RightToLeft
        if kind == "L":
            break
    return Qt.LayoutDirection.LeftToRight


def broken(font: QFont, text: str, width: float) -> list[str]:
    """``text`` in lines no wider than ``width``, one word at least on each. One line, if empty."""
    metrics, lines = QFontMetricsF(font), [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _flags(align: Align, direction: Qt.LayoutDirection) -> int:
    """Reckoned once: a list has hundreds of texts, and is drawn anew with each row that it moves."""
    at_end = (align == "end") is (direction is not Qt.LayoutDirection.RightToLeft)
    horizontal = Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft
    if align == "center":
        horizontal = Qt.AlignmentFlag.AlignHCenter
    flags = horizontal | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    return int(flags) | int(Qt.TextFlag.TextSingleLine) | int(Qt.TextFlag.TextDontClip)


_ALIGNS: Final[tuple[Align, ...]] = ("start", "end", "center")
_FLAGS: Final = {(align, direction): _flags(align, direction) for align in _ALIGNS for direction in Qt.LayoutDirection}


def draw_text(
    painter: QPainter,
    box: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    align: Align = "start",
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
    advance: float | None = None,
) -> bool:
    """One line in the middle of ``box``, cut with an ellipsis where it does not fit. True: it was cut.

    ``advance``: how wide it is in this font, where that is known: to measure a text takes as long as to draw it. Only
    its length is cut: the dots below Arabic letters may reach out of a box that is as tall as a Latin line.
    """
    if advance is None:
        advance = QFontMetricsF(font).horizontalAdvance(text)
    cut = advance > box.width() + 0.5
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width()) if cut else text
    painter.setFont(font)
    painter.setPen(colour)
    painter.setLayoutDirection(reading_direction(text))
    painter.drawText(box, _FLAGS[align, direction], shown)
    return cut


def draw_box(
    painter: QPainter, box: QRectF, radius: float, fill: QColor | None, line: QColor | None = None, width: float = 1.0
) -> None:
    """A rounded box, its line wholly inside ``box`` so that it stays sharp."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, radius, radius)
    else:
        painter.setPen(QPen(line, width))
        half = width / 2
        painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius - half, radius - half)
    painter.restore()


def draw_disc(painter: QPainter, centre: QPointF, radius: float, fill: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawEllipse(centre, radius, radius)
    painter.restore()


def clear(layout: QLayout) -> None:
    """Take out and delete all that stands in ``layout``."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def tab_order(*widgets: QWidget | None) -> None:
    """Tab goes from each to the next; where widgets come and go, their order is said anew."""
    there = [widget for widget in widgets if widget is not None]
    for one, other in pairwise(there):
        QWidget.setTabOrder(one, other)


def boxed(rect: QRect) -> QRectF:
    return QRectF(rect)


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet selects by, and let the style see it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
