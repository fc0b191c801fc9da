"""In place of the card form while the patient pays on their phone: the code to scan, and what is being waited for."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.common import ActionFace, Tone
from pos_app.desktop.presenters.faces.payment import PhoneFace
from pos_app.desktop.views.components.buttons import SMALL, Button, action_button
from pos_app.desktop.views.components.kit import Kit, clear
from pos_app.desktop.views.components.pieces import Glyph
from pos_app.desktop.views.components.qr_code import QrCode
from pos_app.desktop.views.components.text import Elided, Text

SIGNS: Final = MappingProxyType({Tone.BAD: ("alert-octagon", "declined-ink"), Tone.NEUTRAL: ("loader-2", "ink")})
"""Icon and ink of the line that says how it stands."""


class PhonePanel(QWidget):
    def __init__(self, kit: Kit, act: Callable[[str], None]) -> None:
        super().__init__()
        self._kit, self._act = kit, act
        self._action: ActionFace | None = None
        self.button: Button | None = None
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 6)
        column.setSpacing(4)
        self._sentence = Text(kit, "", "body-strong", wrap=True)
        self._sentence.centred()
        column.addWidget(self._sentence)
        self.code = QrCode(kit)
        column.addWidget(self.code, 1)
        self._gap = QWidget()
        column.addWidget(self._gap, 1)
        state = QHBoxLayout()
        state.setSpacing(10)
        self._sign = Glyph(kit, "loader-2", 18, "ink")
        state.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._status = Text(kit, "", "body-strong", wrap=True)
        state.addWidget(self._status, 1)
        column.addLayout(state)
        self._warning = Text(kit, "", "small", "checking-ink", wrap=True)
        column.addWidget(self._warning)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        self._left = Elided(kit, "", "small", "ink-2")
        foot.addWidget(self._left, 1)
        self._place = QHBoxLayout()
        foot.addLayout(self._place)
        column.addLayout(foot)
        self.hide()

    @property
    def status(self) -> str:
        return self._status.text()

    @property
    def left(self) -> str:
        return self._left.text()

    @property
    def warning(self) -> str:
        return self._warning.text()

    def show_phone(self, face: PhoneFace | None) -> None:
        if face is None:
            self.code.show_text("")
            self.hide()
            return
        self._sentence.setText(face.sentence)
        self._sentence.setVisible(bool(face.sentence))
        self.code.show_text(face.code)
        self.code.setVisible(bool(face.code))
        self.code.setAccessibleName(f"{face.title}: {face.sentence}")
        self._gap.setVisible(not face.code)
        icon, ink = SIGNS.get(face.tone, SIGNS[Tone.NEUTRAL])
        self._sign.set_icon(icon, ink)
        self._status.set_tone(ink)
        self._status.setText(face.status)
        self._warning.setText(face.warning)
        self._warning.setVisible(bool(face.warning))
        self._left.setText(face.left)
        self.setAccessibleName(
            " ".join(part for part in (face.title, face.sentence, face.status, face.warning) if part)
        )
        self._show_action(face.action)
        self.show()

    def _show_action(self, action: ActionFace | None) -> None:
        if action == self._action:
            return
        self._action, self.button = action, None
        clear(self._place)
        if action is not None:
            self.button = action_button(self._kit, action, self._act, measure=SMALL)
            self._place.addWidget(self.button)
