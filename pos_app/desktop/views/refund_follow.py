"""Where a refund is: told apart from across the room as the outcomes of a payment are, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.common import ActionFace
from pos_app.desktop.presenters.faces.refund import FollowFace
from pos_app.desktop.say import say
from pos_app.desktop.views.components.bands import Field, Mark, OutcomeMark, Stripes
from pos_app.desktop.views.components.buttons import LARGE, Button, action_button
from pos_app.desktop.views.components.keys import KeyGroup, KeyLine, bind_button
from pos_app.desktop.views.components.kit import Kit, clear, tab_order
from pos_app.desktop.views.components.pieces import Glyph
from pos_app.desktop.views.components.steps import Timeline
from pos_app.desktop.views.components.text import Amount, Elided, Text


@dataclass(frozen=True, slots=True)
class Look:
    mark: Mark
    ground: str
    ink: str


LOOKS: Final = MappingProxyType(
    {
        "waiting": Look("waiting", "refund-soft", "refund-ink"),
        "checking": Look("checking", "checking-fill", "checking-on"),
        "done": Look("paid", "paid-fill", "paid-on"),
        "failed": Look("declined", "declined-soft", "declined-ink"),
        "over": Look("refused", "sunken", "ink"),
    }
)


class RefundFollow(QWidget):
    def __init__(self, kit: Kit, act: Callable[[str], None]) -> None:
        super().__init__()
        self._kit, self._act = kit, act
        self._face: FollowFace | None = None
        self._first: Button | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._bars = (Stripes(kit, 20), Stripes(kit, 20))
        outer.addWidget(self._bars[0])
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._field(), 1)
        row.addWidget(self._aside())
        outer.addLayout(row, 1)
        outer.addWidget(self._bars[1])

    def _field(self) -> QWidget:
        kit = self._kit
        self._ground = Field(kit, "refund-soft")
        column = QVBoxLayout(self._ground)
        column.setContentsMargins(40, 32, 40, 26)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(28)
        self._mark = OutcomeMark(kit, "waiting", 112)
        head.addWidget(self._mark)
        self._word = Amount(kit, "outcome", "refund-ink", size=60)
        head.addWidget(self._word, 1)
        column.addLayout(head)
        column.addSpacing(28)
        self._headline = Text(kit, "", "figure", "refund-ink", size=34, weight=600, wrap=True)
        column.addWidget(self._headline)
        column.addSpacing(10)
        self._advice = Text(kit, "", "lead", "refund-ink", size=18, wrap=True)
        self._advice.setMaximumWidth(620)
        column.addWidget(self._advice)
        column.addSpacing(14)
        self._said = QFrame()
        self._said.setProperty("card", "true")
        said = QVBoxLayout(self._said)
        said.setContentsMargins(16, 12, 16, 12)
        said.setSpacing(2)
        self._said_by = Text(kit, "", "small", "ink-2")
        self._said_words = Text(kit, "", "body-strong", "ink", wrap=True)
        said.addWidget(self._said_by)
        said.addWidget(self._said_words)
        column.addWidget(self._said)
        column.addStretch(1)
        foot = QHBoxLayout()
        sums = QVBoxLayout()
        sums.setSpacing(0)
        self._caption = Text(kit, "", "small", "refund-ink")
        self._amount = Amount(kit, "figure", "refund-ink", size=36)
        sums.addWidget(self._caption)
        sums.addWidget(self._amount)
        foot.addLayout(sums, 1)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addStretch(1)
        self._patient = Elided(kit, "", "lead", "refund-ink", weight=600, align="end")
        self._detail = Elided(kit, "", "small", "refund-ink", align="end")
        names.addWidget(self._patient)
        names.addWidget(self._detail)
        foot.addLayout(names, 1)
        column.addLayout(foot)
        return self._ground

    def _aside(self) -> QWidget:
        kit = self._kit
        side = QWidget()
        side.setProperty("ground", "surface")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._side = side
        column = QVBoxLayout(side)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(10)
        self._happened = Text(kit, say("What happened"), "title")
        column.addWidget(self._happened)
        self._timeline = Timeline(kit)
        inner = QWidget()
        inner.setProperty("ground", "none")
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._timeline)
        rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(scroll, 1)
        self._next = QWidget()
        wait = QHBoxLayout(self._next)
        wait.setContentsMargins(0, 0, 0, 4)
        wait.setSpacing(8)
        wait.addWidget(Glyph(kit, "clock", 16))
        self._next_text = Text(kit, "", "small", "ink-2")
        wait.addWidget(self._next_text, 1)
        column.addWidget(self._next)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(8)
        column.addLayout(self._buttons)
        return side

    def show_follow(self, face: FollowFace) -> None:
        before, self._face = self._face, face
        if face == before:
            return
        look = LOOKS[face.kind]
        self._ground.set_fill(look.ground)
        self._mark.show_mark(look.mark)
        for bar in self._bars:
            bar.setVisible(face.kind == "checking")
        for label in (
            self._word,
            self._headline,
            self._advice,
            self._caption,
            self._amount,
            self._patient,
            self._detail,
        ):
            label.set_tone(look.ink)
        self._word.setText(face.state.text)
        self._headline.setText(face.headline)
        self._advice.setText(face.advice)
        self._said.setVisible(bool(face.said))
        self._said_by.setText(say("{name} writes", name=face.said_by))
        self._said_words.setText(f"“{face.said}”")
        self._caption.setText(face.amount_caption)
        self._amount.setText(face.amount)
        self._patient.setText(face.patient)
        self._detail.setText(face.detail)
        self._happened.setVisible(bool(face.timeline))
        self._next.setVisible(bool(face.next_look))
        self._next_text.setText(face.next_look)
        self.setAccessibleName(f"{face.state.text}. {face.headline} {face.advice}")
        if before is None or before.timeline != face.timeline:
            self._timeline.show_rows(face.timeline)
        if before is None or before.actions != face.actions:
            self._show_actions(face.actions)

    @property
    def face(self) -> FollowFace | None:
        return self._face

    def first(self) -> QWidget | None:
        return self._first

    def key_groups(self) -> tuple[KeyGroup, ...]:
        actions = self._face.actions if self._face else ()
        lines = tuple(KeyLine(action.text, action.shortcut) for action in actions if action.shortcut)
        return (KeyGroup(say("Refund"), "arrow-back-up", lines),)

    def _show_actions(self, actions: tuple[ActionFace, ...]) -> None:
        had = self._first is not None and self._first.isVisible()
        clear(self._buttons)
        self._first = None
        made = []
        for action in actions:
            button = action_button(self._kit, action, self._act, measure=LARGE, spread=True)
            button.setProperty("focusRadius", self._kit.theme.radius("button-large"))
            bind_button(button, action.shortcut)
            self._buttons.addWidget(button)
            button.show()  # now, not with the layout's next turn: until then its key would be dead
            made.append(button)
            if action.primary:
                self._first = button
        tab_order(*made)
        if had and self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(430 if self.width() > 1100 else 392)
