"""The top bar: where we are, test or live, the truth about the connection, and who is logged in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.shell import ConnectionFace, HospitalFace, PersonFace
from pos_app.desktop.say import say
from pos_app.desktop.views.components.buttons import SMALL, Button
from pos_app.desktop.views.components.chips import Badge
from pos_app.desktop.views.components.fields import IconButton
from pos_app.desktop.views.components.keys import bind_button
from pos_app.desktop.views.components.kit import Kit, boxed, draw_text, mirrored
from pos_app.desktop.views.components.pieces import Avatar, Glyph, upright
from pos_app.desktop.views.components.text import Elided, Text

_FIGURES: Final = re.compile(r"\d+")
ROOMY: Final = 1100
"""Pixels: on a narrower bar its parts stand closer."""


class Connection(QWidget):
    """A plug, a word and an age; in amber and with another plug when the server does not answer."""

    DOT = 12

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._face = ConnectionFace("", "", good=True)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def show_connection(self, face: ConnectionFace) -> None:
        if face == self._face:
            return
        self._face = face
        self.setAccessibleName(f"{face.text} {face.age}".strip())
        self.updateGeometry()
        self.update()

    def _parts(self) -> tuple[str, float, str, float]:
        theme, face = self._kit.theme, self._face
        age = face.age
        weight = 500 if face.good else 600
        first = theme.metrics("small", weight).horizontalAdvance(face.text) + 1
        # Room for two figures, so that the bar does not jump when the age grows from 9 to 10 seconds.
        sample = say("{seconds} s ago", seconds="00")
        widest = max(age, sample if _FIGURES.sub("00", age) == sample else age, key=len)
        return face.text, first, age, theme.metrics("small").horizontalAdvance(widest) + 1

    def sizeHint(self) -> QSize:
        _, first, _, second = self._parts()
        return QSize(round(25 + first + (self.DOT if self._face.age else 0) + second), 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._face.text:
            return
        theme, painter, box = self._kit.theme, QPainter(self), boxed(self.rect())
        text, first, age, second = self._parts()
        tone = "paid-ink" if self._face.good else "checking-ink"
        icon = "plug-connected" if self._face.good else "plug-connected-x"
        direction = self.layoutDirection()
        self._kit.icons.paint(
            painter, mirrored(QRectF(0, box.center().y() - 9, 18, 18), box, direction), icon, theme.colour(tone)
        )
        words = mirrored(QRectF(25, 0, first, box.height()), box, direction)
        font = theme.font("small", 500 if self._face.good else 600)
        draw_text(painter, words, text, font, theme.colour(tone), "start", direction)
        if not age:
            return
        dot = mirrored(QRectF(25 + first, 0, self.DOT, box.height()), box, direction)
        draw_text(painter, dot, "·", theme.font("small"), theme.colour("ink-2"), "center")
        words = mirrored(QRectF(25 + first + self.DOT, 0, second + 2, box.height()), box, direction)
        draw_text(painter, words, age, theme.font("small"), theme.colour("ink-2"), "start", direction)


class TopBar(QWidget):
    def __init__(
        self, kit: Kit, lock: Callable[[], None], log_out: Callable[[], None], password: Callable[[], None]
    ) -> None:
        super().__init__()
        self._kit = kit
        self.setFixedHeight(kit.theme.height("top-bar"))
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        where = QVBoxLayout()
        where.setSpacing(1)
        where.setContentsMargins(0, 8, 0, 8)
        self._hospital = Elided(kit, "", "body-strong", "ink", size=15)
        self._place = Elided(kit, "", "label", "ink-2", weight=400)
        where.addWidget(self._hospital)
        where.addWidget(self._place)
        row.addLayout(where, 1)
        self._test = Badge(kit, say("TEST"))
        self._test.hide()
        row.addWidget(self._test)
        self.connection = Connection(kit)
        row.addWidget(self.connection)
        line = upright()
        line.setFixedHeight(28)
        row.addWidget(line)
        self._avatar = Avatar(kit, "", 32)
        row.addWidget(self._avatar)
        who = QVBoxLayout()
        who.setSpacing(0)
        who.setContentsMargins(0, 8, 0, 8)
        self._name = Elided(kit, "", "small", "ink", weight=500)
        self._role = Elided(kit, "", "label", "ink-2", weight=400)
        who.addWidget(self._name)
        who.addWidget(self._role)
        row.addLayout(who)
        self.password = IconButton(kit, "shield-lock", say("Change your password (Ctrl+Shift+P)"), SMALL.height)
        self.password.clicked.connect(lambda _checked=False: password())
        bind_button(self.password, "Ctrl+Shift+P")
        row.addWidget(self.password)
        self.lock = Button(kit, say("Lock"), icon="lock", shortcut="Ctrl+L", measure=SMALL, on_click=lock)
        bind_button(self.lock, "Ctrl+L")
        row.addWidget(self.lock)
        self.leave = IconButton(kit, "logout", say("Log out (Ctrl+Shift+L)"), SMALL.height)
        self.leave.clicked.connect(lambda _checked=False: log_out())
        bind_button(self.leave, "Ctrl+Shift+L")
        row.addWidget(self.leave)
        self._locked = QFrame()
        self._locked.setProperty("note", "chosen")
        self._locked.setAccessibleName(say("Locked"))
        self._locked.setFixedHeight(SMALL.height)
        inside = QHBoxLayout(self._locked)
        inside.setContentsMargins(12, 0, 12, 0)
        inside.setSpacing(9)
        inside.addWidget(Glyph(kit, "lock", 17, "primary-ink"))
        inside.addWidget(Text(kit, say("Locked"), "small", "primary-ink", weight=600))
        self._locked.hide()
        row.addWidget(self._locked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._row.setSpacing(14 if self.width() > ROOMY else 10)  # which till it is should not be cut
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Where the hospital's name would be cut, the person goes by the name alone, without the disc."""
        disc = self._avatar.width() + self._row.spacing()
        without = self._row.sizeHint().width() - (0 if self._avatar.isHidden() else disc)
        self._avatar.setVisible(without + disc <= self.width())

    def show_locked(self, *, locked: bool) -> None:
        for button in (self.password, self.lock, self.leave):
            button.setVisible(not locked)
        self._locked.setVisible(locked)

    def show_hospital(self, face: HospitalFace) -> None:
        self._hospital.setText(face.hospital)
        self._place.setText(face.place)
        self._test.show_text(face.test_title)
        self._test.setVisible(face.test)

    def show_person(self, face: PersonFace | None) -> None:
        self._avatar.set_initials(face.initials if face else "")
        self._name.setText(face.name if face else "")
        self._role.setText(face.role if face else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._kit.theme.colour("surface"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), self._kit.theme.colour("line"))
