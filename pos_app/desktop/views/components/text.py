"""Labels: always plain text (a patient's name is never markup), one type role and one tone each."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from pos_app.desktop.views.components.kit import (
    Align,
    Kit,
    boxed,
    draw_text,
    is_rtl,
    reading_direction,
    set_property,
)

LEAST_SIZE = 12
TALL = re.compile("[\u0590-\u1fff]")
"""From Hebrew and Arabic to Thai and Khmer: they reach further up and down than Latin letters of the same size."""
PITCH = 1.6
"""From one line of tall letters to the next, in their size. Their font asks for more than twice their size, which tears
a paragraph apart; the height of a Latin line cuts off the dots below."""
MARKS = 0.3
"""More, once: what stands above the letters of the first line and below those of the last."""
MOST_WIDE = 40
"""The width that a paragraph asks for, in its size; it takes what it is given."""
DOWN = 0.05
"""How far below the middle such a line is set: marks reach further up than down."""


def _pitch(font: QFont) -> int:
    return round(font.pixelSize() * PITCH)


def _height(font: QFont, lines: int = 1) -> int:
    """Of so many lines of tall letters."""
    return lines * _pitch(font) + round(font.pixelSize() * MARKS)


class Text(QLabel):
    """A label of a type role ("body", "label", "title" ...) in a tone ("ink", "ink-2" ...)."""

    def __init__(
        self,
        kit: Kit,
        text: str = "",
        role: str = "body",
        tone: str = "ink",
        *,
        weight: int | None = None,
        size: int | None = None,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(kit.theme.font(role, weight, size))
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        self._centred = False
        self._align()
        self.setText(text)
        if wrap:
            self.setMinimumWidth(1)

    def set_tone(self, tone: str) -> None:
        set_property(self, "tone", tone)

    def centred(self) -> Text:
        self._centred = True
        self._align()
        return self

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        # A label goes by the language of its text; here it goes by the window's.
        flag = Qt.AlignmentFlag
        side = flag.AlignHCenter if self._centred else flag.AlignRight if is_rtl(self) else flag.AlignLeft
        self.setAlignment(side | flag.AlignVCenter | flag.AlignAbsolute)

    # --- tall letters, in lines of our own ------------------------------------------------------------------------

    def _tall(self) -> bool:
        """Not where it can be selected: that is the label's own to show."""
        selectable = self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        return not selectable and TALL.search(self.text()) is not None

    def _lines(self, width: float) -> list[QTextLayout]:
        """A layout for each paragraph, broken at ``width`` where the label wraps; its lines have no place yet."""
        option = QTextOption()
        option.setTextDirection(reading_direction(self.text()))
        wraps = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        option.setWrapMode(wraps if self.wordWrap() else QTextOption.WrapMode.NoWrap)
        layouts = []
        for paragraph in self.text().split("\n"):
            layout = QTextLayout(paragraph, self.font())
            layout.setTextOption(option)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width)
            layout.endLayout()
            layouts.append(layout)
        return layouts

    def _room(self) -> QSize:
        """What its margins take."""
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def heightForWidth(self, width: int) -> int:
        if not self._tall() or not self.wordWrap():
            return super().heightForWidth(width)
        room = self._room()
        lines = sum(layout.lineCount() for layout in self._lines(max(1, width - room.width())))
        return _height(self.font(), lines) + room.height()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not self._tall():
            return hint
        if self.wordWrap():
            whole = max(layout.boundingRect().width() for layout in self._lines(10_000))
            wide = min(round(whole) + 2, self.font().pixelSize() * MOST_WIDE) + self._room().width()
            return QSize(wide, self.heightForWidth(wide))
        return QSize(hint.width(), _height(self.font(), self.text().count("\n") + 1) + self._room().height())

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if not self._tall():
            return hint
        return QSize(hint.width(), self.sizeHint().height() if not self.wordWrap() else _height(self.font()))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._tall():
            super().paintEvent(event)
            return
        painter, box, pitch = QPainter(self), self.contentsRect(), _pitch(self.font())
        tone = str(self.property("tone")) if self.isEnabled() else "ink-disabled"
        painter.setPen(self._kit.theme.colour(tone))
        layouts = self._lines(box.width())
        count = sum(layout.lineCount() for layout in layouts)
        top = box.top() + (box.height() - count * pitch) / 2 + self.font().pixelSize() * DOWN
        for layout in layouts:
            for at in range(layout.lineCount()):
                line = layout.lineAt(at)
                free = box.width() - line.naturalTextWidth()
                # A line of Arabic begins at the right of the width it was given, whatever it has of words.
                natural = QPointF(line.position().x(), 0)
                left = box.left() + (free / 2 if self._centred else free if is_rtl(self) else 0)
                line.draw(painter, QPointF(left, top + (pitch - line.height()) / 2) - natural)
                top += pitch


class Elided(QWidget):
    """One line that gives way: cut with an ellipsis, whole in the tooltip and for screen readers."""

    def __init__(
        self,
        kit: Kit,
        text: str = "",
        role: str = "body",
        tone: str = "ink",
        *,
        weight: int | None = None,
        size: int | None = None,
        align: Align = "start",
    ) -> None:
        super().__init__()
        self._kit = kit
        self._text = text
        self._tone = tone
        self._align: Align = align
        self.setFont(kit.theme.font(role, weight, size))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def text(self) -> str:
        return self._text

    def setText(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self._tell()
            self.update()

    def set_tone(self, tone: str) -> None:
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 2, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self._height())

    def _height(self) -> int:
        return _height(self.font()) if TALL.search(self._text) else self.fontMetrics().height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self._kit.theme.colour(self._tone if self.isEnabled() else "ink-disabled")
        box = boxed(self.rect())
        if TALL.search(self._text):
            box.translate(0, self.font().pixelSize() * DOWN)
        draw_text(painter, box, self._text, self.font(), colour, self._align, self.layoutDirection())

    def _tell(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self._text) > self.width()
        self.setToolTip(self._text if cut else "")


class Amount(QWidget):
    """An amount as large as its role allows and its width takes: it shrinks, it is never cut."""

    def __init__(self, kit: Kit, role: str = "hero", tone: str = "ink", *, size: int | None = None) -> None:
        super().__init__()
        self._kit = kit
        self._role = role
        self._tone = tone
        self._size = size or kit.theme.tokens.type[role][0]
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self._text

    def setText(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: str) -> None:
        self._tone = tone
        self.update()

    def set_size(self, size: int) -> None:
        """The largest it may be, in pixels."""
        if size != self._size:
            self._size = size
            self.updateGeometry()
            self.update()

    def hug(self) -> Amount:
        """No wider than its figure, so that words can follow it."""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return self

    def sizeHint(self) -> QSize:
        metrics = self._kit.theme.metrics(self._role, size=self._size)
        return QSize(round(metrics.horizontalAdvance(self._text or "0")) + 4, self._tall())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._tall())

    def _wide(self, size: int) -> float:
        return self._kit.theme.metrics(self._role, size=size).horizontalAdvance(self._text)

    def _tall(self) -> int:
        return round(self._size * (1.6 if TALL.search(self._text) else 1.12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = self._size
        while size > LEAST_SIZE and self._wide(size) > self.width():
            size = max(LEAST_SIZE, min(size - 1, int(size * self.width() / self._wide(size))))
        font = self._kit.theme.font(self._role, size=size)
        tone = self._tone if any(sign.isalnum() for sign in self._text) else "ink-3"  # a dash: no amount yet
        box = boxed(self.rect())
        # A large figure's side bearing would set it visibly in from the labels above and below.
        box.adjust(0 if is_rtl(self) else -size * 0.04, 0, size * 0.04 if not is_rtl(self) else 0, 0)
        draw_text(painter, box, self._text, font, self._kit.theme.colour(tone), "start", self.layoutDirection())
