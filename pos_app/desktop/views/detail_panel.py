"""The chosen invoice: who, how much, what for, whose share, what happened, and the one big action."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.common import MessageFace, StateFace, Tone
from pos_app.desktop.presenters.faces.detail import AmountRow, DetailActions, DetailFace, RefusalFace
from pos_app.desktop.say import say
from pos_app.desktop.views.components.buttons import LARGE, SMALL, Button, ButtonGrid, action_button
from pos_app.desktop.views.components.chips import StateChip
from pos_app.desktop.views.components.keys import KeyLine, bind_button
from pos_app.desktop.views.components.kit import Kit, boxed, clear, draw_box, tab_order
from pos_app.desktop.views.components.notices import Message
from pos_app.desktop.views.components.pieces import Avatar, Glyph, ShareBar, Skeleton, hairline
from pos_app.desktop.views.components.steps import Timeline
from pos_app.desktop.views.components.text import Amount, Elided, Text

SKELETON = ((50, 520, 340), (760, 190, 0))


class _Swatch(QWidget):
    def __init__(self, kit: Kit, tone: str) -> None:
        super().__init__()
        self._kit, self._tone = kit, tone
        self.setFixedSize(9, 9)

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_box(QPainter(self), boxed(self.rect()), 2, self._kit.theme.colour(self._tone))


class AmountLine(QWidget):
    """A text and its amount, set by what kind of line it is."""

    def __init__(self, kit: Kit, row: AmountRow) -> None:
        super().__init__()
        strong = row.kind == "patient"
        tone = {"insurer": "ink-2", "paid": "ink-2", "refund": "ink-2"}.get(row.kind, "ink")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 3, 0, 3)
        line.setSpacing(8)
        if row.kind in ("insurer", "patient"):
            line.addWidget(_Swatch(kit, "brand" if strong else "line-strong"))
        line.addWidget(Text(kit, row.text, "small", tone, weight=600 if strong else 400, wrap=True), 1)
        line.addWidget(Text(kit, row.amount, "small", tone, weight=600 if strong else 400))
        self.setAccessibleName(f"{row.text}: {row.amount}")


class Refusal(QFrame):
    """Why nothing can be charged here now."""

    def __init__(self, kit: Kit, face: RefusalFace) -> None:
        super().__init__()
        self.setProperty("note", "checking" if face.checking else "sunken")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(12)
        icon, tone = ("hourglass", "checking-ink") if face.checking else ("lock", "ink-2")
        row.addWidget(Glyph(kit, icon, 20, tone), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(Text(kit, face.title, "body-strong", "ink", wrap=True))
        words.addWidget(Text(kit, face.detail, "small", "ink-2", wrap=True))
        row.addLayout(words, 1)


class DetailPanel(QFrame):
    """A ``DetailView``."""

    PAD = 18

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._actions: DetailActions | None = None
        self._face: DetailFace | None = None
        self._big: Button | None = None
        self._focus_wanted = False
        self._before_me: QWidget | None = None
        self.setProperty("card", "true")
        self.setAccessibleName(say("The chosen invoice"))
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._content = QWidget()
        self._skeleton = Skeleton(kit, SKELETON, 64)
        self._message = Message(kit, self._act, compact=True)
        for page in (self._message, self._skeleton, self._content):
            self._stack.addWidget(page)
        self._build()

    # --- DetailView -----------------------------------------------------------------------------------------------

    def bind(self, actions: DetailActions) -> None:
        self._actions = actions

    def show_detail(self, face: DetailFace) -> None:
        before, self._face = self._face, face
        self._stack.setCurrentWidget(self._content)
        if face == before:
            return
        self._avatar.set_initials(face.initials)
        self._patient.setText(face.patient)
        self._identity.setText(face.identity)
        self._subject.setText(face.subject)
        self._chip.show_state(face.state)
        self._due.setText(face.due)
        self._due.set_tone("ink-3" if face.due_zero or face.stale else "ink")
        self._caption.setText(face.due_caption)
        self._fill(self._lines, face.lines)
        words = "; ".join(f"{row.text} {row.amount}" for row in face.share.rows)
        self._bar.show_share(face.share.insurer_permille, words)
        self._fill(self._shares, face.share.rows)
        self._timeline.show_rows(face.timeline)
        self._happened.setVisible(bool(face.timeline))
        if before is None or before.id != face.id:
            self._scroll.verticalScrollBar().setValue(0)
        if before is None or (before.primary, before.secondary, before.refusal) != (
            face.primary,
            face.secondary,
            face.refusal,
        ):
            self._show_actions(face)
        elif self._focus_wanted:
            self.focus_action()

    def follow(self, before: QWidget) -> None:
        """Tab comes here from ``before``."""
        self._before_me = before

    def focus_elsewhere(self) -> None:
        """The person has moved on: what comes now must not take the focus."""
        self._focus_wanted = False

    def show_loading(self) -> None:
        self._forget()
        self._stack.setCurrentWidget(self._skeleton)

    def show_message(self, face: MessageFace) -> None:
        self._forget()
        self._message.show_message(face, "" if face.failed else "file-invoice")
        self._stack.setCurrentWidget(self._message)

    def _forget(self) -> None:
        """What is out of sight is not kept either."""
        if self._face is None:
            return
        self._face = None
        self._avatar.set_initials("")
        for line in (self._patient, self._identity, self._subject, self._due):
            line.setText("")
        self._fill(self._lines, ())
        self._fill(self._shares, ())
        self._bar.show_share(0, "")
        self._timeline.show_rows(())

    def focus_action(self) -> None:
        """Also when the invoice is not there yet: its button gets the focus as it comes."""
        self._focus_wanted = True
        if self._big is not None and self._stack.currentWidget() is self._content:
            self._big.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def shown_id(self) -> str:
        """The invoice shown; empty while it is a skeleton or a message."""
        return self._face.id if self._face is not None else ""

    @property
    def action_has_focus(self) -> bool:
        return self._big is not None and self._big.hasFocus()

    def key_lines(self) -> tuple[KeyLine, ...]:
        if self._face is None:
            return ()
        return tuple(KeyLine(a.text, a.shortcut) for a in self._face.secondary if a.shortcut)

    # --- inside ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        kit, pad = self._kit, self.PAD
        outer = QVBoxLayout(self._content)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(pad, 14, pad, 10)
        head.setSpacing(10)
        who = QHBoxLayout()
        who.setSpacing(12)
        self._avatar = Avatar(kit, "", 40)
        names = QVBoxLayout()
        names.setSpacing(0)
        self._patient = Elided(kit, "", "title", "ink")
        self._identity = Text(kit, "", "label", "ink-2", weight=400, wrap=True)
        names.addWidget(self._patient)
        names.addWidget(self._identity)
        who.addWidget(self._avatar)
        who.addLayout(names, 1)
        head.addLayout(who)
        what = QHBoxLayout()
        self._subject = Elided(kit, "", "small", "ink-2")
        self._chip = StateChip(kit, StateFace("", Tone.OPEN))
        what.addWidget(self._subject, 1)
        what.addWidget(self._chip)
        head.addLayout(what)
        sum_row = QHBoxLayout()
        sum_row.setSpacing(10)
        self._due = Amount(kit, "figure").hug()
        self._caption = Text(kit, "", "small", "ink", weight=600)
        sum_row.addWidget(self._due)
        sum_row.addWidget(self._caption, 0, Qt.AlignmentFlag.AlignBottom)
        sum_row.addStretch(1)
        self._caption.setContentsMargins(0, 0, 0, 7)
        head.addLayout(sum_row)
        outer.addLayout(head)
        outer.addWidget(hairline())

        middle = QWidget()
        middle.setProperty("ground", "none")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 10, 0, 6)
        column.setSpacing(0)
        self._lines = self._section(column, say("What it is for"))
        column.addSpacing(8)
        column.addWidget(hairline())
        column.addSpacing(12)
        share = QVBoxLayout()
        share.setContentsMargins(pad, 0, pad, 0)
        self._bar = ShareBar(kit)
        share.addWidget(self._bar)
        column.addLayout(share)
        column.addSpacing(6)
        self._shares = self._section(column, "")
        column.addSpacing(8)
        self._happened = QWidget()
        happened = QVBoxLayout(self._happened)
        happened.setContentsMargins(0, 0, 0, 0)
        happened.setSpacing(0)
        happened.addWidget(hairline())
        inner = QVBoxLayout()
        inner.setContentsMargins(pad, 10, pad, 6)
        inner.setSpacing(8)
        inner.addWidget(Text(kit, say("What happened"), "small", "ink-3"))
        self._timeline = Timeline(kit)
        inner.addWidget(self._timeline)
        happened.addLayout(inner)
        column.addWidget(self._happened)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(middle)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(self._scroll, 1)
        self._foot = QWidget()
        self._foot_column = QVBoxLayout(self._foot)
        self._foot_column.setContentsMargins(0, 0, 0, 0)
        self._foot_column.setSpacing(0)
        outer.addWidget(self._foot)
        self._foot_content: QWidget | None = None

    def _section(self, column: QVBoxLayout, title: str) -> QVBoxLayout:
        inner = QVBoxLayout()
        inner.setContentsMargins(self.PAD, 0, self.PAD, 0)
        inner.setSpacing(0)
        if title:
            inner.addWidget(Text(self._kit, title, "small", "ink-3"))
            inner.addSpacing(4)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        inner.addLayout(rows)
        column.addLayout(inner)
        return rows

    def _fill(self, layout: QVBoxLayout, rows: tuple[AmountRow, ...]) -> None:
        clear(layout)
        for row in rows:
            layout.addWidget(AmountLine(self._kit, row))

    def _show_actions(self, face: DetailFace) -> None:
        had_focus = self._focus_wanted or (self._big is not None and self._big.hasFocus())
        if self._foot_content is not None:
            self._foot_content.hide()
            self._foot_content.deleteLater()
        self._big = None
        buttons: list[Button] = []
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if face.primary or face.refusal or face.secondary:
            column.addWidget(hairline())
        inner = QVBoxLayout()
        inner.setContentsMargins(self.PAD, 12, self.PAD, 14)
        inner.setSpacing(10)
        if face.refusal:
            inner.addWidget(Refusal(self._kit, face.refusal))
        if face.primary:
            # Enter presses it once it has the focus: the first Enter, on the row, brings the focus here.
            self._big = action_button(self._kit, face.primary, self._act, measure=LARGE, spread=True)
            self._big.setProperty("focusRadius", self._kit.theme.radius("button-large"))
            inner.addWidget(self._big)
        if face.secondary:
            grid = ButtonGrid()
            for action in face.secondary:
                button = action_button(self._kit, action, self._act, measure=SMALL)
                bind_button(button, action.shortcut)
                grid.add(button)
                buttons.append(button)
            inner.addWidget(grid)
        column.addLayout(inner)
        self._foot_content = content
        self._foot_column.addWidget(content)
        content.show()  # now, not with the layout's next turn: until then its keys would be dead
        tab_order(self._before_me, self._big, *buttons)
        if had_focus:
            self.focus_action()

    def _act(self, key: str) -> None:
        if self._actions is not None:
            self._actions.act(key)
