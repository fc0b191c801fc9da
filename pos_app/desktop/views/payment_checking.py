"""Checking: a barred amber field with a diamond; what happens next, and what to tell the patient."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.common import ActionFace
from pos_app.desktop.presenters.faces.payment import CheckingFace, LogRow
from pos_app.desktop.views.components.bands import Field, OutcomeMark, Stripes
from pos_app.desktop.views.components.buttons import LARGE, Button, action_button
from pos_app.desktop.views.components.keys import bind_button
from pos_app.desktop.views.components.kit import Kit, clear
from pos_app.desktop.views.components.pieces import Disc, Glyph
from pos_app.desktop.views.components.text import Amount, Elided, Text

LOG: Final = MappingProxyType(
    {
        "done": ("check", "paid-soft", "paid-ink"),
        "lost": ("plug-connected-x", "declined-soft", "declined-ink"),
        "current": ("refresh", "checking-fill", "checking-on"),
        "todo": ("user-shield", "surface", "ink-2"),
    }
)
"""Kind of a log row -> icon, disc, ink."""


class PaymentChecking(QWidget):
    """We don't know yet: a barred amber field, a diamond, what happens next, and what to tell the patient."""

    def __init__(self, kit: Kit, act: Callable[[str], None]) -> None:
        super().__init__()
        self._kit, self._act = kit, act
        self._first: Button | None = None
        self._face: CheckingFace | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Stripes(kit))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._field(), 1)
        row.addWidget(self._aside())
        outer.addLayout(row, 1)
        outer.addWidget(Stripes(kit))

    def _field(self) -> QWidget:
        kit = self._kit
        field = Field(kit, "checking-fill")
        column = QVBoxLayout(field)
        column.setContentsMargins(40, 36, 40, 28)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(34)
        head.addWidget(OutcomeMark(kit, "checking"))
        self._word = Amount(kit, "outcome", "checking-on")
        head.addWidget(self._word, 1)
        column.addLayout(head)
        column.addSpacing(32)
        self._headlines = [Amount(kit, "figure", "checking-on", size=48) for _ in range(2)]
        for line in self._headlines:
            column.addWidget(line)
        column.addSpacing(12)
        self._explanation = Text(kit, "", "lead", "checking-on", size=18, wrap=True)
        self._explanation.setMaximumWidth(620)
        column.addWidget(self._explanation)
        column.addStretch(1)
        rule = Field(kit, "checking-on")
        rule.setFixedHeight(1)
        column.addWidget(rule)
        column.addSpacing(18)
        foot = QHBoxLayout()
        sums = QVBoxLayout()
        sums.setSpacing(0)
        self._caption = Text(kit, "", "small", "checking-on")
        self._amount = Amount(kit, "figure", "checking-on", size=36)
        sums.addWidget(self._caption)
        sums.addWidget(self._amount)
        foot.addLayout(sums, 1)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addStretch(1)
        self._patient = Elided(kit, "", "lead", "checking-on", weight=600, align="end")
        self._detail = Elided(kit, "", "small", "checking-on", align="end")
        names.addWidget(self._patient)
        names.addWidget(self._detail)
        foot.addLayout(names, 1)
        column.addLayout(foot)
        return field

    def _aside(self) -> QWidget:
        kit = self._kit
        side = QWidget()
        side.setProperty("ground", "surface")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._side = side
        column = QVBoxLayout(side)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(0)
        self._log_title = Text(kit, "", "title")
        column.addWidget(self._log_title)
        column.addSpacing(8)
        self._log = QVBoxLayout()
        self._log.setSpacing(0)
        column.addLayout(self._log)
        self._next_try = QWidget()
        wait = QHBoxLayout(self._next_try)
        wait.setContentsMargins(43, 2, 0, 4)
        wait.setSpacing(8)
        wait.addWidget(Glyph(kit, "clock", 16))
        self._next_text = Text(kit, "", "small", "ink-2")
        wait.addWidget(self._next_text, 1)
        column.addWidget(self._next_try)
        column.addSpacing(8)
        note = QFrame()
        note.setProperty("note", "sunken")
        words = QVBoxLayout(note)
        words.setContentsMargins(14, 12, 14, 14)
        words.setSpacing(2)
        self._say_title = Text(kit, "", "body-strong")
        self._say = Text(kit, "", "body", "ink-2", wrap=True)
        words.addWidget(self._say_title)
        words.addWidget(self._say)
        column.addWidget(note)
        column.addSpacing(12)
        column.addStretch(1)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(8)
        column.addLayout(self._buttons)
        return side

    def show_checking(self, face: CheckingFace) -> None:
        before, self._face = self._face, face
        self._word.setText(face.word)
        for line, text in zip(self._headlines, face.headline, strict=True):
            line.setText(text)
        self._explanation.setText(face.explanation)
        self._caption.setText(face.amount_caption)
        self._amount.setText(face.amount)
        self._patient.setText(face.patient)
        self._detail.setText(face.detail)
        self._log_title.setText(face.log_title)
        self._next_text.setText(face.next_try)
        self._next_try.setVisible(bool(face.next_try))
        self._say_title.setText(face.say_title)
        self._say.setText(face.say)
        self.setAccessibleName(f"{face.word}. {' '.join(face.headline)} {face.explanation}")
        if before is None or before.log != face.log:
            clear(self._log)
            for row in face.log:
                self._log.addWidget(self._log_row(row))
        if before is None or before.actions != face.actions:
            self._show_actions(face.actions)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(430 if self.width() > 1100 else 392)

    def first(self) -> QWidget | None:
        return self._first

    def _log_row(self, row: LogRow) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 5, 0, 5)
        line.setSpacing(10)
        icon, fill, ink = LOG[row.kind]
        line.addWidget(Disc(self._kit, icon, 32, fill, ink, dashed=row.kind == "todo"))
        at = Text(self._kit, row.at, "small", "ink-2")
        at.setFixedWidth(74)
        line.addWidget(at)
        now = row.kind == "current"
        tone = "ink-2" if row.kind == "todo" else "ink"
        line.addWidget(Text(self._kit, row.text, "body", tone, weight=600 if now else 400, wrap=True), 1)
        return holder

    def _show_actions(self, actions: tuple[ActionFace, ...]) -> None:
        clear(self._buttons)
        self._first = None
        for action in actions:
            icon = None if action.enabled else "lock"
            if action.key == "next":
                icon = "users"
            button = action_button(self._kit, action, self._act, measure=LARGE, spread=True, icon=icon)
            button.setProperty("focusRadius", self._kit.theme.radius("button-large"))
            bind_button(button, action.shortcut)
            self._buttons.addWidget(button)
            button.show()  # now, not with the layout's next turn: until then its key would be dead
            if action.primary:
                self._first = button
