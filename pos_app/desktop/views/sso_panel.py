"""Waiting for the browser: the code to compare with the one there, large enough to read it out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.sso import SsoFace
from pos_app.desktop.say import say
from pos_app.desktop.views.components.buttons import LARGE, NORMAL, Button
from pos_app.desktop.views.components.keys import KeyLine, bind_button, bind_key
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.components.pieces import Glyph
from pos_app.desktop.views.components.text import Text

AGAIN = "Alt+B"
BEGIN = "Alt+O"
"""Signing in by the browser, at the log-in and at the lock."""


class SsoPanel(QWidget):
    """In place of name and password, for as long as it can be seen."""

    def __init__(self, kit: Kit, again: Callable[[], None], cancel: Callable[[], None], *, titled: bool = True) -> None:
        """``titled`` False: the place it stands in has a title already, and less room."""
        super().__init__()
        measure = LARGE if titled else NORMAL
        self.setProperty("ground", "none")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Glyph(kit, "world", 24, "primary"), 0, Qt.AlignmentFlag.AlignVCenter)
        if titled:
            self._title = Text(kit, "", "heading", "ink", weight=600, size=32, wrap=True)
        else:
            self._title = Text(kit, "", "title", "ink", weight=600, wrap=True)
        head.addWidget(self._title, 1)
        column.addLayout(head)
        self._detail = Text(kit, "", "body", "ink-2", size=15, wrap=True)
        column.addWidget(self._detail)
        column.addSpacing(14)
        self._box = QFrame()
        self._box.setProperty("note", "chosen")
        inside = QVBoxLayout(self._box)
        inside.setContentsMargins(20, 14, 20, 16)
        inside.setSpacing(4)
        self._label = Text(kit, "", "small", "ink-2")
        self.code = Text(kit, "", "figure", "ink", weight=700, size=44 if titled else 36)
        self._note = Text(kit, "", "small", "ink-2", wrap=True)
        for one in (self._label, self.code, self._note):
            inside.addWidget(one)
        column.addWidget(self._box)
        column.addSpacing(14)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.again = Button(kit, "", icon="world", shortcut=AGAIN, measure=measure, on_click=again)
        self.cancel = Button(kit, "", icon="x", shortcut="Esc", measure=measure, on_click=cancel)
        bind_button(self.again, AGAIN)
        bind_key(self, "Esc", cancel)
        row.addWidget(self.again, 1)
        row.addWidget(self.cancel)
        column.addLayout(row)
        self.hide()

    def show_face(self, face: SsoFace) -> None:
        self._title.setText(face.title)
        self._detail.setText(face.detail)
        self._box.setVisible(bool(face.code))
        self._label.setText(face.code_label)
        self.code.setText(face.code)
        # letter by letter: it is compared, not read as a word
        self.code.setAccessibleName(f"{face.code_label}: {' '.join(face.code)}")
        self._note.setText(face.note)
        self.again.set_label(face.again)
        self.again.setVisible(bool(face.again))
        self.cancel.set_label(face.cancel)
        self.setAccessibleName(f"{face.title}. {face.detail}")
        if self.isHidden():
            self.show()
            self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def said(self) -> str:
        """What stands here, as a person reads it."""
        return " ".join(one.text() for one in (self._title, self._detail, self._label, self.code, self._note))

    @staticmethod
    def key_lines() -> tuple[KeyLine, ...]:
        return (KeyLine(say("Open the browser again"), AGAIN), KeyLine(say("Sign in another way"), "Esc"))
