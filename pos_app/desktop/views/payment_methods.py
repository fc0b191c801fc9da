"""How it is paid: one tile for each way that is switched on here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.payment import MethodFace
from pos_app.desktop.views.components.buttons import Button
from pos_app.desktop.views.components.keycaps import caps_width, paint_caps, split
from pos_app.desktop.views.components.keys import KeyLine, bind_button
from pos_app.desktop.views.components.kit import Kit, boxed, clear, draw_box, draw_disc, draw_text, mirrored
from pos_app.desktop.views.components.text import Text

METHOD_ICONS: Final = MappingProxyType({"new_card": "credit-card", "saved_card": "credit-card", "phone": "qrcode"})


class MethodTile(Button):
    def __init__(self, kit: Kit, face: MethodFace, on_click: Callable[[], None]) -> None:
        super().__init__(kit, face.title, icon=METHOD_ICONS.get(face.key, "credit-card"), on_click=on_click)
        self.shortcut_text = face.shortcut
        self._face = face
        self.setCheckable(True)
        self.setChecked(face.chosen)
        self.setAccessibleDescription(face.detail)
        self.setProperty("focusRadius", kit.theme.radius("card"))
        bind_button(self, face.shortcut)

    def nextCheckState(self) -> None:
        """Which one is chosen is said by the presenter."""

    def sizeHint(self) -> QSize:
        return QSize(300, 68)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 68)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, face = self.kit.theme, QPainter(self), self._face
        box, direction, chosen = boxed(self.rect()), self.layoutDirection(), self.isChecked()
        fill = "primary-soft" if chosen else "surface-2" if self.underMouse() else "surface"
        line = theme.colour("primary" if chosen else "line-strong")
        draw_box(painter, box, theme.radius("card"), theme.colour(fill), line, 2.0 if chosen else 1.0)
        icon = mirrored(QRectF(13, 12, 44, 44), box, direction)
        draw_box(painter, icon, 9, theme.colour("primary" if chosen else "sunken"))
        tint = theme.colour("on-primary" if chosen else "ink-2")
        glyph = QRectF(icon.center().x() - 12, icon.center().y() - 12, 24, 24)
        self.kit.icons.paint(painter, glyph, METHOD_ICONS.get(face.key, "credit-card"), tint)
        keys = split(face.shortcut)
        wide = caps_width(self.kit, keys)
        room = box.width() - 71 - 52 - wide - 10
        first, second = QRectF(71, 13, room, 22), QRectF(71, 35, room, 20)
        ink = theme.colour("ink" if self.isEnabled() else "ink-3")
        soft = theme.colour("ink-2" if self.isEnabled() else "ink-3")
        draw_text(
            painter, mirrored(first, box, direction), face.title, theme.font("body", 600, 15), ink, "start", direction
        )
        draw_text(painter, mirrored(second, box, direction), face.detail, theme.font("small"), soft, "start", direction)
        caps = mirrored(QRectF(box.width() - 51 - wide, 0, wide, box.height()), box, direction)
        paint_caps(painter, self.kit, caps, keys, "surface", direction, faint=not self.isEnabled())
        self._radio(painter, mirrored(QRectF(box.width() - 37, box.center().y() - 10, 20, 20), box, direction))

    def _radio(self, painter: QPainter, disc: QRectF) -> None:
        theme = self.kit.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            draw_disc(painter, disc.center(), 10, theme.colour("primary"))
            draw_disc(painter, disc.center(), 4, theme.colour("on-primary"))
            return
        painter.setPen(QPen(theme.colour("control-border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5))


class PaymentMethodSelector(QWidget):
    """A ``PaymentMethodSelectorView``."""

    changed = Signal()

    def __init__(self, kit: Kit, choose: Callable[[str], None]) -> None:
        super().__init__()
        self._kit, self._choose = kit, choose
        self._faces: tuple[MethodFace, ...] = ()
        self.tiles: list[MethodTile] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text(kit, "How", "body", "ink-2", size=15))
        self._tiles = QVBoxLayout()
        self._tiles.setSpacing(8)
        column.addLayout(self._tiles)

    def show_methods(self, methods: tuple[MethodFace, ...]) -> None:
        if methods == self._faces:
            return
        self._faces = methods
        clear(self._tiles)
        self.tiles = []
        for face in methods:
            tile = MethodTile(self._kit, face, partial(self._choose, face.key))
            self._tiles.addWidget(tile)
            self.tiles.append(tile)
        self.changed.emit()

    def key_lines(self) -> tuple[KeyLine, ...]:
        return tuple(KeyLine(face.title, face.shortcut) for face in self._faces)
