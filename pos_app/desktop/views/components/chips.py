"""Chips: a state as word, shape and colour; a filter with its count."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.desktop.presenters.faces.common import StateFace, Tone
from pos_app.desktop.views.components.buttons import Button
from pos_app.desktop.views.components.kit import Kit, boxed, draw_box, draw_text, mirrored

if TYPE_CHECKING:
    from pos_app.desktop.presenters.faces.invoices import ChipFace


class ToneLook(NamedTuple):
    """The shape and the colour roles of a tone."""

    icon: str
    fill: str
    ink: str


LOOKS: Final = MappingProxyType(
    {
        Tone.NEUTRAL: ToneLook("circle", "open-soft", "open-ink"),
        Tone.OPEN: ToneLook("circle", "open-soft", "open-ink"),
        Tone.PART: ToneLook("circle-half-2", "part-soft", "part-ink"),
        Tone.CHECKING: ToneLook("hourglass", "checking-fill", "checking-on"),
        Tone.GOOD: ToneLook("circle-check", "paid-soft", "paid-ink"),
        Tone.BAD: ToneLook("alert-octagon", "declined-soft", "declined-ink"),
        Tone.VOID: ToneLook("circle-x", "open-soft", "open-ink"),
        Tone.REFUND: ToneLook("arrow-back-up", "refund-soft", "refund-ink"),
        Tone.TEST: ToneLook("flask-2", "test-soft", "test-ink"),
    }
)
FILTER_ICONS: Final = MappingProxyType(
    {
        "open": "circle",
        "part_paid": "circle-half-2",
        "checking": "hourglass",
        "paid": "circle-check",
        "paid_today": "circle-check",
        "all": "list",
        "to_decide": "user-check",
        "on_the_way": "clock-play",
        "failed": "alert-octagon",
        "done": "circle-check",
        "refused": "circle-x",
    }
)
CHIP_ICON = 14
CHIP_PAD = 8


def chip_width(kit: Kit, text: str) -> float:
    return CHIP_PAD + CHIP_ICON + 5 + kit.theme.metrics("label", 600).horizontalAdvance(text) + CHIP_PAD + 2


def paint_chip(
    painter: QPainter,
    kit: Kit,
    box: QRectF,
    face: StateFace,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
    *,
    faint: bool = False,
) -> None:
    """``faint``: what is shown may be old: outlined, not filled."""
    theme, look = kit.theme, LOOKS[face.tone]
    if faint:
        ink = theme.colour("ink-2")
        draw_box(painter, box, box.height() / 2, None, theme.colour("line-strong"))
    else:
        ink = theme.colour(look.ink)
        draw_box(painter, box, box.height() / 2, theme.colour(look.fill))
    icon = QRectF(box.left() + CHIP_PAD, box.center().y() - CHIP_ICON / 2, CHIP_ICON, CHIP_ICON)
    kit.icons.paint(painter, mirrored(icon, box, direction), look.icon, ink, stroke="2")
    words = QRectF(box.left() + CHIP_PAD + CHIP_ICON + 5, box.top(), 0, box.height())
    words.setRight(box.right() - CHIP_PAD + 2)
    draw_text(painter, mirrored(words, box, direction), face.text, theme.font("label", 600), ink, "start", direction)


class StateChip(QWidget):
    def __init__(self, kit: Kit, face: StateFace) -> None:
        super().__init__()
        self._kit = kit
        self._face = face
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(face)

    def show_state(self, face: StateFace) -> None:
        self._face = face
        self.setAccessibleName(face.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(chip_width(self._kit, self._face.text)) + 1, self._kit.theme.height("chip"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_chip(QPainter(self), self._kit, boxed(self.rect()), self._face, self.layoutDirection())


class FilterChip(Button):
    """A filter of the list: shape, word, count. The key stands in the tooltip and in the list of keys."""

    def __init__(self, kit: Kit, face: ChipFace) -> None:
        super().__init__(kit, face.text, shortcut=face.shortcut)
        self._face = face
        self._tight = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setProperty("focusRadius", 17)
        self.show_chip(face)

    def show_chip(self, face: ChipFace) -> None:
        self._face = face
        self.setChecked(face.selected)
        self.set_label(face.text)
        self.setAccessibleName(f"{face.text} {face.count}".strip())
        self.setToolTip(f"{face.text} ({face.shortcut})" if face.shortcut else "")

    def nextCheckState(self) -> None:
        """The presenter says which filter is chosen; a click alone changes nothing."""

    def set_tight(self, *, tight: bool) -> None:
        """Without the shape, smaller and closer: for a narrow window."""
        if tight != self._tight:
            self._tight = tight
            self.updateGeometry()
            self.update()

    def full_width(self) -> int:
        return self._width(tight=False)

    def sizeHint(self) -> QSize:
        return QSize(self._width(tight=self._tight), 34)

    def _lead(self, *, tight: bool) -> float:
        return 8.0 if tight else 38.0

    def _width(self, *, tight: bool) -> int:
        metrics = self.kit.theme.metrics("label" if tight else "small", 600)
        wide = self._lead(tight=tight) + metrics.horizontalAdvance(self._face.text) + 2
        if self._face.count:
            wide += (4 if tight else 6) + metrics.horizontalAdvance(self._face.count)
        return round(wide + (8 if tight else 15))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, face = self.kit.theme, self._face
        painter, box, direction = QPainter(self), boxed(self.rect()), self.layoutDirection()
        waiting = face.tone is Tone.CHECKING and face.count not in ("", "0")
        hover = self.underMouse()
        if face.selected:
            fill, line, ink, count = "primary-soft", "primary", "primary-ink", "primary-ink"
        elif waiting:
            fill, line, ink, count = "checking-soft", "checking-line", "checking-ink", "checking-ink"
        else:
            fill, line, ink, count = "surface-2" if hover else "surface", "line-strong", "ink", "ink-2"
        draw_box(painter, box, box.height() / 2, theme.colour(fill), theme.colour(line))
        lead = self._lead(tight=self._tight)
        icon = mirrored(QRectF(14, box.center().y() - 8, 16, 16), box, direction)
        if not self._tight:
            self.kit.icons.paint(painter, icon, FILTER_ICONS.get(face.key, "circle"), theme.colour(ink))
        role = "label" if self._tight else "small"
        font = theme.font(role, 600 if face.selected or waiting else 500)
        wide = theme.metrics(role, 600).horizontalAdvance(face.text) + 2
        words = mirrored(QRectF(lead, 0, wide, box.height()), box, direction)
        draw_text(painter, words, face.text, font, theme.colour(ink), "start", direction)
        gap = 3 if self._tight else 5
        number = mirrored(QRectF(lead + wide + gap, 0, box.width() - lead - wide - gap, box.height()), box, direction)
        number_font = theme.font(role, 600 if face.selected or waiting else 400)
        draw_text(painter, number, face.count, number_font, theme.colour(count), "start", direction)


class Badge(QWidget):
    """A filled word with a shape: TEST."""

    def __init__(self, kit: Kit, text: str) -> None:
        super().__init__()
        self._kit = kit
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._kit.theme.metrics("body", 700).horizontalAdvance(self._text)) + 44, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._kit.theme, QPainter(self)
        box, direction = boxed(self.rect()), self.layoutDirection()
        draw_box(painter, box, 6, theme.colour("test-fill"))
        icon = mirrored(QRectF(10, box.center().y() - 8, 16, 16), box, direction)
        self._kit.icons.paint(painter, icon, "flask-2", theme.colour("test-on"), stroke="2")
        words = mirrored(QRectF(32, 0, box.width() - 32, box.height()), box, direction)
        draw_text(painter, words, self._text, theme.font("body", 700), theme.colour("test-on"), "start", direction)
