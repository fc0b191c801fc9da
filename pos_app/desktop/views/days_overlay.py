"""Pick days: two fields over the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.today import DaysAnswered, DaysFace
from pos_app.desktop.say import say
from pos_app.desktop.views.components.buttons import ENTER, Button
from pos_app.desktop.views.components.fields import Field
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.components.overlay import Overlay
from pos_app.desktop.views.components.text import Text


class DaysOverlay(Overlay):
    """Stays open, with the sentence under the fields, until the days can be used."""

    def __init__(self, kit: Kit, host: QWidget, face: DaysFace, answered: DaysAnswered) -> None:
        super().__init__(kit, host)
        self._answered = answered
        self.frame.setAccessibleName(face.title)
        self.frame.setFixedWidth(460)
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(Text(kit, face.title, "title"))
        row = QHBoxLayout()
        row.setSpacing(12)
        self.first, self.last = Field(kit, say("First day"), height=44), Field(kit, say("Last day"), height=44)
        for field, text in ((self.first, face.first), (self.last, face.last)):
            field.edit.setText(text)
            row.addWidget(field)
        self.first.edit.selectAll()
        column.addLayout(row)
        self._below = Text(kit, face.hint, "small", "ink-2", wrap=True)
        column.addWidget(self._below)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(Button(kit, say("Cancel"), shortcut="Esc", on_click=self.dismissed))
        self.use = Button(kit, say("Show"), shortcut="Enter", variant="primary", on_click=self._use)
        buttons.addWidget(self.use)
        column.addLayout(buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier,
        ):  # fmt: skip
            self._use()
            return
        super().keyPressEvent(event)

    def _use(self) -> None:
        problem = self._answered(self.first.text(), self.last.text())
        if problem:
            self._below.setText(problem)
            self._below.set_tone("declined-ink")
            self.first.edit.setAccessibleDescription(problem)
            return
        self.close_layer()
