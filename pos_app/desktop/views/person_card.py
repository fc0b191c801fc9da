"""A sample person of a test server: who they are, and the name and password that a key fills in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from pos_app.desktop.presenters.faces.login import SamplePersonFace
from pos_app.desktop.say import say
from pos_app.desktop.views.components.buttons import Button
from pos_app.desktop.views.components.keycaps import caps_width, paint_caps, split
from pos_app.desktop.views.components.kit import Kit, boxed, draw_box, draw_disc, draw_text, mirrored

TALL, LOW = 114, 62


class PersonCard(Button):
    def __init__(self, kit: Kit, face: SamplePersonFace, on_click: Callable[[], None]) -> None:
        super().__init__(kit, face.name, shortcut=face.shortcut, on_click=on_click)
        self._face = face
        self.setCheckable(True)
        self.setAccessibleName(f"{face.name}, {face.role}")
        self.setAccessibleDescription(
            say("Name {username}, password {password}", username=face.username, password=face.password)
        )
        self.setProperty("focusRadius", kit.theme.radius("card"))
        self._low = False

    def set_low(self, *, low: bool) -> None:
        """Who they are alone: the name and password, which the key fills in, stand in the tooltip."""
        if low != self._low:
            self._low = low
            self.setToolTip(self.accessibleDescription() if low else "")
            self.updateGeometry()
            self.update()

    def nextCheckState(self) -> None:
        """Checked while both fields hold this person's words: the page says so."""

    def sizeHint(self) -> QSize:
        return QSize(260, LOW if self._low else TALL)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, LOW if self._low else TALL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, face = self.kit.theme, QPainter(self), self._face
        box, direction, chosen = boxed(self.rect()), self.layoutDirection(), self.isChecked()
        hover = self.underMouse() and self.isEnabled()
        fill = "primary-soft" if chosen else "surface-2" if hover else "surface"
        line = theme.colour("primary" if chosen else "line-strong")
        draw_box(painter, box, theme.radius("card"), theme.colour(fill), line, 2.0 if chosen else 1.0)

        def place(left: float, top: float, wide: float, tall: float) -> QRectF:
            return mirrored(QRectF(left, top, wide, tall), box, direction)

        disc = place(13, 11, 40, 40)
        draw_disc(painter, disc.center(), 20, theme.colour("brand-soft"))
        draw_text(painter, disc, face.initials, theme.font("body", 600), theme.colour("brand-ink"), "center")
        keys = split(face.shortcut)
        wide = caps_width(self.kit, keys)
        room = box.width() - 65 - 13 - wide - 8
        ink, soft = theme.colour("ink"), theme.colour("ink-2")
        draw_text(painter, place(65, 12, room, 20), face.name, theme.font("body", 600), ink, "start", direction)
        draw_text(
            painter, place(65, 32, box.width() - 78, 18), face.role, theme.font("small"), soft, "start", direction
        )
        paint_caps(
            painter, self.kit, place(box.width() - 13 - wide, 11, wide, 22), keys, "surface", direction,
            faint=not self.isEnabled(),
        )  # fmt: skip
        if self._low:
            return
        painter.fillRect(QRectF(13, 60, box.width() - 26, 1), theme.colour("line-strong" if chosen else "line"))
        lines = ((69, say("Name"), face.username), (86, say("Password"), face.password))
        labels = max(theme.metrics("label", 400).horizontalAdvance(label) for _, label, _ in lines) + 1
        for top, label, value in lines:
            draw_text(painter, place(13, top, labels, 17), label, theme.font("label", 400), soft, "start", direction)
            words = place(23 + labels, top, box.width() - 36 - labels, 17)
            draw_text(painter, words, value, theme.font("label", 500), ink, "start", direction)
