"""Declined: an outlined octagon, the sentence, then what to do. Refused: the same place, calmer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.payment import ErrorFace
from pos_app.desktop.say import say
from pos_app.desktop.views.components.bands import OutcomeMark, OutlinedFrame
from pos_app.desktop.views.components.buttons import ICONS, Button, ChoiceButton
from pos_app.desktop.views.components.keys import bind_button
from pos_app.desktop.views.components.kit import Kit, clear
from pos_app.desktop.views.components.pieces import Glyph, hairline, upright
from pos_app.desktop.views.components.text import Amount, Elided, Text


class PaymentError(QWidget):
    """Declined: an outlined octagon, the sentence, then what to do. Refused: the same place, calmer."""

    def __init__(self, kit: Kit, act: Callable[[str], None]) -> None:
        super().__init__()
        self._kit, self._act = kit, act
        self._first: Button | None = None
        self._face: ErrorFace | None = None
        outer = QHBoxLayout(self)
        outer.setContentsMargins(20, 20, 20, 20)
        self._frame = OutlinedFrame(kit)
        outer.addWidget(self._frame)
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(5, 5, 5, 5)
        row.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(40, 36, 40, 24)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(34)
        self._mark = OutcomeMark(kit, "declined")
        head.addWidget(self._mark)
        self._word = Amount(kit, "outcome", "declined-fill")
        head.addWidget(self._word, 1)
        column.addLayout(head)
        column.addSpacing(38)
        self._sentence = Text(kit, "", "figure", "ink", weight=600, size=32, wrap=True)
        column.addWidget(self._sentence)
        column.addSpacing(8)
        self._advice = Text(kit, "", "heading", "ink-2", weight=400, wrap=True)
        column.addWidget(self._advice)
        column.addSpacing(30)
        column.addWidget(hairline())
        column.addSpacing(22)
        line = QHBoxLayout()
        line.setSpacing(16)
        sums = QVBoxLayout()
        sums.setSpacing(0)
        self._caption = Text(kit, "", "small", "ink-2")
        self._amount = Amount(kit, "figure", "ink", size=44).hug()
        sums.addWidget(self._caption)
        sums.addWidget(self._amount)
        line.addLayout(sums)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addStretch(1)
        self._patient = Elided(kit, "", "lead", "ink", weight=600, align="end")
        self._detail = Elided(kit, "", "small", "ink-2", align="end")
        names.addWidget(self._patient)
        names.addWidget(self._detail)
        line.addLayout(names, 1)
        column.addLayout(line)
        column.addStretch(1)
        sure = QHBoxLayout()
        sure.setSpacing(10)
        sure.addWidget(Glyph(kit, "shield-check", 20))
        self._assurance = Text(kit, "", "small", "ink-2", wrap=True)
        sure.addWidget(self._assurance, 1)
        column.addLayout(sure)
        row.addLayout(column, 1)
        row.addWidget(upright())
        side = QVBoxLayout()
        side.setContentsMargins(28, 32, 28, 20)
        side.setSpacing(10)
        self._choices_title = Text(kit, "", "title")
        side.addWidget(self._choices_title)
        side.addSpacing(4)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(10)
        side.addLayout(self._choices)
        side.addStretch(1)
        side.addWidget(hairline())
        self._fold = Button(
            kit, say("Details for IT"), icon="chevron-right", shortcut="Alt+D", variant="ghost", spread=True,
            on_click=self._toggle,
        )  # fmt: skip
        bind_button(self._fold, "Alt+D")
        side.addWidget(self._fold)
        self._it = Text(kit, "", "small", "ink-2", wrap=True)
        self._it.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._it.hide()
        side.addWidget(self._it)
        holder = QWidget()
        holder.setLayout(side)
        holder.setFixedWidth(418)
        self._holder = holder
        row.addWidget(holder)

    def show_error(self, face: ErrorFace) -> None:
        self._frame.set_calm(face.refused)
        self._mark.show_mark("refused" if face.refused else "declined")
        self._word.set_tone("ink" if face.refused else "declined-fill")
        self._word.setText(face.word)
        self._sentence.setText(face.sentence)
        self._advice.setText(face.advice)
        self._caption.setText(face.amount_caption)
        self._amount.setText(face.amount)
        self._patient.setText(face.patient)
        self._detail.setText(face.detail)
        self._assurance.setText(face.assurance)
        self._choices_title.setText(face.choices_title)
        self._it.setText(face.details_for_it)
        self._fold.setVisible(bool(face.details_for_it))
        self.setAccessibleName(f"{face.word}. {face.sentence} {face.advice}")
        if self._face is None or self._face.choices != face.choices:
            clear(self._choices)
            self._first = None
            for action in face.choices:
                button = ChoiceButton(
                    self._kit, action.text, action.detail, icon=ICONS.get(action.key, "arrow-right"),
                    shortcut=action.shortcut, variant="primary" if action.primary else "secondary",
                )  # fmt: skip
                button.setEnabled(action.enabled)
                button.clicked.connect(lambda _checked=False, key=action.key: self._act(key))
                bind_button(button, action.shortcut)
                self._choices.addWidget(button)
                button.show()  # now, not with the layout's next turn: until then its key would be dead
                if action.primary or self._first is None:
                    self._first = button
        self._face = face

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._holder.setFixedWidth(418 if self.width() > 1100 else 372)

    def first(self) -> QWidget | None:
        return self._first

    def _toggle(self) -> None:
        self._it.setVisible(self._it.isHidden())
        self._fold.set_icon_name("chevron-right" if self._it.isHidden() else "chevron-down")
