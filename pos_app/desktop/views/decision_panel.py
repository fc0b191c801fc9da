"""The chosen one of a queue: all that is needed to decide, a note, and the decision."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.common import MessageFace, StateFace, Tone
from pos_app.desktop.presenters.faces.queue import DecisionFace, FactFace
from pos_app.desktop.views.components.buttons import LARGE, SMALL, Button, ButtonGrid, action_button
from pos_app.desktop.views.components.chips import StateChip
from pos_app.desktop.views.components.fields import Field
from pos_app.desktop.views.components.keys import KeyLine, bind_button
from pos_app.desktop.views.components.kit import Kit, broken, clear, tab_order
from pos_app.desktop.views.components.notices import Message
from pos_app.desktop.views.components.parts import PartsBar
from pos_app.desktop.views.components.pieces import Avatar, Disc, Glyph, Skeleton, hairline, upright
from pos_app.desktop.views.components.steps import Timeline
from pos_app.desktop.views.components.text import Amount, Elided, Text
from pos_app.desktop.views.detail_panel import Refusal

SKELETON = ((40, 520, 340), (760, 190, 0))
MOST_NOTE = 500
MOST_BESIDE = 3
"""Lines of words beside the amount; more stand below it."""
GAP = 12


class DecisionPanel(QFrame):
    PAD = 18
    note_typed = Signal(str)

    def __init__(self, kit: Kit, name: str, act: Callable[[str], None]) -> None:
        super().__init__()
        self._kit, self._act = kit, act
        self._face: DecisionFace | None = None
        self._big: Button | None = None
        self._buttons: list[Button] = []
        self._focus_wanted = False
        self._before_me: QWidget | None = None
        self.setProperty("card", "true")
        self.setAccessibleName(name)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._content = QWidget()
        self._skeleton = Skeleton(kit, SKELETON, 64)
        self._message = Message(kit, act, compact=True)
        for page in (self._message, self._skeleton, self._content):
            self._stack.addWidget(page)
        self._build()

    def follow(self, before: QWidget) -> None:
        """Tab comes here from ``before``."""
        self._before_me = before

    def show_decision(self, face: DecisionFace) -> None:
        before, self._face = self._face, face
        self._stack.setCurrentWidget(self._content)
        if face == before:
            return
        self._avatar.set_initials(face.initials)
        self._avatar.setVisible(bool(face.initials))
        self._sign.setVisible(not face.initials)
        self._title.setText(face.title)
        self._identity.setText(face.identity)
        self._chip.show_state(face.state)
        self._sum.setVisible(bool(face.amount))
        self._sum.setText(face.amount)
        self._sum.set_tone("ink-3" if face.stale else "ink")
        self._caption.setText(face.caption)
        self._place_caption()
        self._bar.show_parts(face.bar)
        self._happened.setText(face.happened)
        self._happened.setVisible(bool(face.timeline))
        self._timeline.setVisible(bool(face.timeline))
        if before is None or before.timeline != face.timeline:
            self._timeline.show_rows(face.timeline)
        if before is None or before.facts != face.facts:
            self._show_facts(face.facts)
        self._rule.setVisible(bool(face.rule[0]))
        self._rule_strong.setText(face.rule[0])
        self._rule_text.setText(face.rule[1])
        self._show_note(face)
        if before is None or before.id != face.id:
            self._scroll.verticalScrollBar().setValue(0)
            self._focus_wanted = False
        if before is None or _buttons(before) != _buttons(face):
            self._show_actions(face)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_caption()

    def _place_caption(self) -> None:
        """Beside the amount while that makes few lines of it, else below."""
        beside = self.width() - 2 * self.PAD - self._sum.sizeHint().width() - GAP
        paragraphs = self._caption.text().split("\n")
        fits = sum(len(broken(self._caption.font(), one, beside)) for one in paragraphs) <= MOST_BESIDE
        self._sum_row.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        self._sum_row.setSpacing(GAP if fits else 2)
        edge = 14 if fits else 7  # more lines stand closer: all of them, and the buttons, in the smallest window
        self._head.setContentsMargins(self.PAD, edge, self.PAD, edge)
        self._head.setSpacing(8 if fits else 6)

    def show_loading(self) -> None:
        self._face = None
        self._stack.setCurrentWidget(self._skeleton)

    def show_message(self, face: MessageFace) -> None:
        self._face = None
        self._message.show_message(face, "arrow-back-up")
        self._stack.setCurrentWidget(self._message)

    def clear_note(self) -> None:
        self.note.edit.clear()

    def focus_action(self) -> None:
        """Also where the button is off for a moment: it gets the focus as it comes on."""
        self._focus_wanted = True
        target = next((one for one in (self._big, *self._buttons) if one is not None and one.isEnabled()), None)
        if target is not None and self._stack.currentWidget() is self._content:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self._focus_wanted = target is not self._big

    def focus_elsewhere(self) -> None:
        self._focus_wanted = False

    def focus_note(self) -> None:
        self.note.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def shown_id(self) -> str:
        """The one shown; empty while there is none."""
        return self._face.id if self._face is not None else ""

    @property
    def face(self) -> DecisionFace | None:
        return self._face

    def key_lines(self) -> tuple[KeyLine, ...]:
        if self._face is None:
            return ()
        actions = (*((self._face.primary,) if self._face.primary else ()), *self._face.secondary)
        return tuple(KeyLine(action.text, action.shortcut) for action in actions if action.shortcut)

    # --- inside ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        kit, pad = self._kit, self.PAD
        outer = QVBoxLayout(self._content)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = self._head = QVBoxLayout()
        who = QHBoxLayout()
        who.setSpacing(12)
        self._avatar = Avatar(kit, "", 40)
        self._sign = Disc(kit, "alert-triangle", 40, "checking-soft", "checking-ink")
        names = QVBoxLayout()
        names.setSpacing(0)
        self._title = Text(kit, "", "title", "ink", wrap=True)
        self._identity = Elided(kit, "", "label", "ink-2", weight=400)
        self._chip = StateChip(kit, StateFace("", Tone.REFUND))
        named = QHBoxLayout()
        named.setSpacing(8)
        named.addWidget(self._title, 1)
        named.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        names.addLayout(named)
        names.addWidget(self._identity)
        who.addWidget(self._avatar)
        who.addWidget(self._sign)
        who.addLayout(names, 1)
        head.addLayout(who)
        sum_row = self._sum_row = QHBoxLayout()
        sum_row.setSpacing(GAP)
        self._sum = Amount(kit, "figure").hug()
        self._caption = Text(kit, "", "small", "ink", wrap=True)
        sum_row.addWidget(self._sum, 0, Qt.AlignmentFlag.AlignVCenter)
        sum_row.addWidget(self._caption, 1)
        head.addLayout(sum_row)
        self._bar = PartsBar(kit)
        head.addWidget(self._bar)
        outer.addLayout(head)
        outer.addWidget(hairline())
        outer.addWidget(self._middle(), 1)
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(0, 0, 0, 0)
        self._foot.setSpacing(0)
        self.note = Field(kit, "", height=40)
        self.note.edit.setMaxLength(MOST_NOTE)
        self.note.edit.setFont(kit.theme.font("body"))
        self.note.edit.textEdited.connect(self.note_typed.emit)
        self._note_box = QWidget()
        note_box = QVBoxLayout(self._note_box)
        note_box.setContentsMargins(pad, 10, pad, 0)
        note_box.addWidget(self.note)
        self._foot_line = hairline()
        outer.addWidget(self._foot_line)
        outer.addWidget(self._note_box)
        outer.addLayout(self._foot)
        self._foot_content: QWidget | None = None

    def _middle(self) -> QScrollArea:
        kit, pad = self._kit, self.PAD
        middle = QWidget()
        middle.setProperty("ground", "none")
        column = QVBoxLayout(middle)
        column.setContentsMargins(pad, 12, pad, 12)
        column.setSpacing(8)
        self._happened = Text(kit, "", "small", "ink-3")
        self._timeline = Timeline(kit)
        column.addWidget(self._happened)
        column.addWidget(self._timeline)
        self._facts = QWidget()
        facts = QVBoxLayout(self._facts)
        facts.setContentsMargins(0, 0, 0, 0)
        self._facts_column = facts
        column.addWidget(self._facts)
        self._rule = QFrame()
        self._rule.setProperty("note", "sunken")
        rule = QHBoxLayout(self._rule)
        rule.setContentsMargins(10, 6, 10, 6)
        rule.setSpacing(8)
        rule.addWidget(Glyph(kit, "shield-check", 18, "ink-2"), 0, Qt.AlignmentFlag.AlignTop)
        self._rule_strong = Text(kit, "", "small", "ink", weight=600)
        self._rule_text = Text(kit, "", "small", "ink-2", wrap=True)
        rule.addWidget(self._rule_strong, 0, Qt.AlignmentFlag.AlignTop)
        rule.addWidget(self._rule_text, 1)
        column.addWidget(self._rule)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(middle)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return self._scroll

    def _show_facts(self, facts: tuple[FactFace, ...]) -> None:
        clear(self._facts_column)
        holder = QWidget()
        across = len(facts) == 2 and bool(facts[0].text)
        row = QHBoxLayout(holder) if across else QVBoxLayout(holder)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(14)
        for at, fact in enumerate(facts):
            if at and across:
                row.addWidget(upright())
            row.addWidget(self._fact(fact), 1)
        self._facts_column.addWidget(holder)

    def _fact(self, fact: FactFace) -> QWidget:
        kit = self._kit
        holder = QWidget()
        holder.setAccessibleName(f"{fact.title}: {fact.strong} {fact.text}".strip())
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Text(kit, fact.title, "small", "ink-3"))
        column.addWidget(Text(kit, fact.strong, "small", "ink", weight=600, wrap=True))
        if fact.text:
            column.addWidget(Text(kit, fact.text, "small", "ink-2", wrap=True))
        column.addStretch(1)
        return holder

    def _show_note(self, face: DecisionFace) -> None:
        if face.note is None and self.note.edit.hasFocus() and self._before_me is not None:
            self._before_me.setFocus(Qt.FocusReason.OtherFocusReason)
        self._note_box.setVisible(face.note is not None)
        if face.note is not None:
            self.note.set_label(face.note.label)
            self.note.show_help(face.note.hint)
            self.note.show_problem(face.note.problem)

    def _show_actions(self, face: DecisionFace) -> None:
        had_focus = self._focus_wanted or any(b.hasFocus() for b in (self._big, *self._buttons) if b is not None)
        if self._foot_content is not None:
            self._foot_content.hide()
            self._foot_content.deleteLater()
        self._big, self._buttons = None, []
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(self.PAD, 10, self.PAD, 14)
        column.setSpacing(8)
        if face.refusal:
            column.addWidget(Refusal(self._kit, face.refusal))
        if face.primary:
            self._big = action_button(self._kit, face.primary, self._act, measure=LARGE, spread=True)
            self._big.setProperty("focusRadius", self._kit.theme.radius("button-large"))
            bind_button(self._big, face.primary.shortcut)
            column.addWidget(self._big)
        if face.secondary:
            grid = ButtonGrid()
            for action in face.secondary:
                button = action_button(self._kit, action, self._act, measure=SMALL)
                bind_button(button, action.shortcut)
                grid.add(button)
                self._buttons.append(button)
            column.addWidget(grid)
        self._foot_line.setVisible(bool(face.primary or face.secondary or face.refusal))
        self._foot_content = content
        self._foot.addWidget(content)
        content.show()  # now, not with the layout's next turn: until then its keys would be dead
        tab_order(self._before_me, self.note.edit, self._big, *self._buttons)
        if had_focus:
            self.focus_action()


def _buttons(face: DecisionFace) -> tuple[object, ...]:
    return face.id, face.primary, face.secondary, face.refusal
