"""How it is paid: one tile for each way that is switched on here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.common import ActionFace
from pos_app.desktop.presenters.faces.payment import MethodFace
from pos_app.desktop.say import say
from pos_app.desktop.views.components.buttons import SMALL, Button, action_button
from pos_app.desktop.views.components.keycaps import caps_width, paint_caps, split
from pos_app.desktop.views.components.keys import KeyLine, bind_button
from pos_app.desktop.views.components.kit import Kit, boxed, draw_box, draw_disc, draw_text, mirrored
from pos_app.desktop.views.components.text import Text

METHOD_ICONS: Final = MappingProxyType({"new_card": "credit-card", "phone": "qrcode"})
"""By the key of the way; a saved card has the card's."""


class MethodTile(Button):
    def __init__(self, kit: Kit, face: MethodFace, on_click: Callable[[], None]) -> None:
        super().__init__(kit, face.title, icon=METHOD_ICONS.get(face.key, "credit-card"), on_click=on_click)
        self.shortcut_text = face.shortcut
        self.setCheckable(True)
        self.setProperty("focusRadius", kit.theme.radius("card"))
        bind_button(self, face.shortcut)
        self.show_face(face)

    def show_face(self, face: MethodFace) -> None:
        """Another face of the same way: only its key can't change."""
        self._face = face
        self.set_label(face.title)
        self.setChecked(face.chosen)
        self.setEnabled(face.enabled)
        self.setToolTip(face.why)
        self.setAccessibleDescription(f"{face.detail}. {face.why}" if face.why else face.detail)
        self.update()

    @property
    def face(self) -> MethodFace:
        return self._face

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
        fits = theme.metrics("small").horizontalAdvance(face.detail) <= room
        small = theme.font("small") if fits else theme.font("label", 400)
        draw_text(painter, mirrored(second, box, direction), face.detail, small, soft, "start", direction)
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
    chosen = Signal(QWidget)
    """Another tile than before, which should be in sight."""

    def __init__(self, kit: Kit, choose: Callable[[str], None], act: Callable[[str], None]) -> None:
        super().__init__()
        self._kit, self._choose, self._act = kit, choose, act
        self._faces: tuple[MethodFace, ...] = ()
        self._action: ActionFace | None = None
        self.tiles: list[MethodTile] = []
        self.remove: Button | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._place = QHBoxLayout()
        self._place.addWidget(Text(kit, say("How"), "body", "ink-2", size=15), 1)
        column.addLayout(self._place)
        self._tiles = QVBoxLayout()
        self._tiles.setSpacing(8)
        column.addLayout(self._tiles)
        self._note = Text(kit, "", "small", "ink-2", wrap=True)
        self._note.hide()
        column.addWidget(self._note)

    @property
    def note(self) -> str:
        return self._note.text()

    @property
    def stops(self) -> list[Button]:
        """Where Tab stops."""
        return [*([self.remove] if self.remove is not None else []), *self.tiles]

    def show_methods(self, methods: tuple[MethodFace, ...]) -> None:
        if methods == self._faces:
            return
        before, self._faces = self._faces, methods
        for at, face in enumerate(methods):
            if at < len(self.tiles) and before[at].key == face.key and before[at].shortcut == face.shortcut:
                self.tiles[at].show_face(face)  # the keyboard stays on it
                continue
            self._drop(at)
            tile = MethodTile(self._kit, face, partial(self._choose, face.key))
            self._tiles.addWidget(tile)
            tile.show()  # now, not with the layout's next turn: until then its key would be dead
            self.tiles.append(tile)
        self._drop(len(methods))
        self.changed.emit()
        chosen = next((tile for tile in self.tiles if tile.isChecked()), None)
        chosen_before = next((face.key for face in before if face.chosen), None)
        if chosen is not None and chosen_before not in (None, chosen.face.key):
            self.chosen.emit(chosen)

    def show_note(self, text: str, action: ActionFace | None) -> None:
        self._note.setText(text)
        self._note.setVisible(bool(text))
        if action == self._action:
            return
        self._action = action
        if self.remove is not None:
            self.remove.hide()
            self.remove.deleteLater()
            self.remove = None
        if action is not None:
            self.remove = action_button(self._kit, action, self._act, measure=SMALL, variant="ghost")
            bind_button(self.remove, action.shortcut)
            self._place.addWidget(self.remove)  # above the cards: below them it would be out of sight
            self.remove.show()
        self.changed.emit()

    def key_lines(self) -> tuple[KeyLine, ...]:
        lines = [KeyLine(face.title, face.shortcut) for face in self._faces if face.shortcut]
        if self._action is not None:
            lines.append(KeyLine(self._action.text, self._action.shortcut))
        return tuple(lines)

    def _drop(self, first: int) -> None:
        """Take away the tiles from this one on."""
        for tile in self.tiles[first:]:
            self._tiles.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        del self.tiles[first:]
