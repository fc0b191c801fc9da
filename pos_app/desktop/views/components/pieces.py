"""Small painted pieces: avatar, share bar, hairline, card, glyph, disc, skeleton, countdown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from pos_app.desktop.say import say
from pos_app.desktop.views.components.kit import Kit, boxed, draw_box, draw_disc, draw_text, is_rtl, mirrored


def card() -> QFrame:
    frame = QFrame()
    frame.setProperty("card", "true")
    return frame


def hairline() -> QFrame:
    frame = QFrame()
    frame.setProperty("line", "across")
    return frame


def upright() -> QFrame:
    frame = QFrame()
    frame.setProperty("line", "down")
    return frame


class Glyph(QWidget):
    """An icon alone, for those who see; what it means stands in words beside it."""

    def __init__(self, kit: Kit, icon: str, size: int = 18, tone: str = "ink-2", stroke: str = "1.75") -> None:
        super().__init__()
        self._kit, self._icon, self._tone, self._stroke = kit, icon, tone, stroke
        self.setFixedSize(size, size)

    def set_icon(self, icon: str, tone: str) -> None:
        self._icon, self._tone = icon, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colour = self._kit.theme.colour(self._tone)
        box = boxed(self.rect())
        self._kit.icons.paint(QPainter(self), box, self._icon, colour, stroke=self._stroke, mirrored=is_rtl(self))


class Disc(QWidget):
    """An icon in a disc: timelines, empty places. ``dashed``: still to come."""

    def __init__(self, kit: Kit, icon: str, size: int, fill: str, ink: str, *, dashed: bool = False) -> None:
        super().__init__()
        self._kit, self._icon, self._fill, self._ink, self._dashed = kit, icon, fill, ink, dashed
        self.setFixedSize(size, size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, box = self._kit.theme, QPainter(self), boxed(self.rect())
        if self._dashed:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("control-border"), 1, Qt.PenStyle.DashLine))
            painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            draw_disc(painter, box.center(), box.width() / 2, theme.colour(self._fill))
        side = round(box.width() * 0.54)
        icon = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
        self._kit.icons.paint(painter, icon, self._icon, theme.colour(self._ink), mirrored=is_rtl(self))


class Avatar(QWidget):
    """Initials in a disc of the house's colour."""

    def __init__(self, kit: Kit, initials: str, size: int = 40) -> None:
        super().__init__()
        self._kit, self._initials = kit, initials
        self.setFixedSize(size, size)

    def set_initials(self, initials: str) -> None:
        self._initials = initials
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, box = self._kit.theme, QPainter(self), boxed(self.rect())
        draw_disc(painter, box.center(), box.width() / 2, theme.colour("brand-soft"))
        font = theme.font("body", 600, max(11, round(box.width() * 0.36)))
        draw_text(painter, box, self._initials, font, theme.colour("brand-ink"), "center")


class ShareBar(QWidget):
    """Whose share is how large: the insurer's first, then the patient's."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit, self._permille = kit, 0
        self.setFixedHeight(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, insurer_permille: int, words: str) -> None:
        self._permille = max(0, min(1000, insurer_permille))
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, box = self._kit.theme, QPainter(self), boxed(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        at = box.width() * self._permille / 1000
        parts = ((0.0, at - 1, "line-strong"), (at + 1 if self._permille else 0.0, box.width(), "brand"))
        for left, right, tone in parts:
            if right - left > 0.5:
                part = mirrored(QRectF(left, 0, right - left, box.height()), box, self.layoutDirection())
                painter.setBrush(theme.colour(tone))
                painter.drawRoundedRect(part, 3, 3)


class Skeleton(QWidget):
    """Bars in the shape of what comes: ``rows`` of (start, width) permille pairs, two lines each."""

    def __init__(self, kit: Kit, columns: tuple[tuple[int, int, int], ...], row_height: int = 53) -> None:
        """``columns``: (start, width of the first line, width of the second or 0), all in permille."""
        super().__init__()
        self._kit, self._columns, self._row = kit, columns, row_height
        self.setAccessibleName(say("Loading"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, box = self._kit.theme, QPainter(self), boxed(self.rect())
        top, row = 0.0, 0
        while top + self._row <= box.height():
            for place, (start, first, second) in enumerate(self._columns):
                # A little unlike each other, as words are.
                uneven = 1 - ((row * 7 + place * 5) % 4) * 0.07
                lines = ((first, -12.0 if second else -5.0), (second, 3.0))
                for wide, above in lines:
                    if wide:
                        left = box.width() * start / 1000
                        bar = QRectF(left, top + self._row / 2 + above, box.width() * wide / 1000 * uneven, 9)
                        draw_box(painter, mirrored(bar, box, self.layoutDirection()), 4.5, theme.colour("skeleton"))
            top += self._row
            row += 1
            painter.fillRect(QRectF(0, top - 1, box.width(), 1), theme.colour("line"))


class CountdownBar(QWidget):
    """What is left of a stretch of time, in permille. ``ink`` on a thinned ``ink``."""

    def __init__(self, kit: Kit, ink: str) -> None:
        super().__init__()
        self._kit, self._ink, self._permille = kit, ink, 1000
        self.setFixedHeight(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, 6)

    def show_left(self, permille: int) -> None:
        self._permille = max(0, min(1000, permille))
        self.setAccessibleName(f"{self._permille // 10} %")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, box = self._kit.theme, QPainter(self), boxed(self.rect())
        draw_box(painter, box, 3, theme.colour(self._ink, 0.25))
        left = mirrored(QRectF(0, 0, box.width() * self._permille / 1000, 6), box, self.layoutDirection())
        if left.width() >= 1:
            draw_box(painter, left, 3, theme.colour(self._ink))
