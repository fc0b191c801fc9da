"""The form of a refund: which payment, how much, why, and what the patient will see."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.payment import FooterFace, MethodFace, PaymentHeader
from pos_app.desktop.presenters.faces.refund import ReasonFace, RefundFormFace
from pos_app.desktop.say import say
from pos_app.desktop.views import blank_faces
from pos_app.desktop.views.components.buttons import HERO, Button, Measure
from pos_app.desktop.views.components.fields import Field
from pos_app.desktop.views.components.keys import KeyGroup, KeyLine, bind_button, bind_key
from pos_app.desktop.views.components.kit import Kit, clear, tab_order
from pos_app.desktop.views.components.pieces import Avatar, Glyph, card, hairline
from pos_app.desktop.views.components.segment import Segment
from pos_app.desktop.views.components.steps import Timeline
from pos_app.desktop.views.components.text import Amount, Elided, Text
from pos_app.desktop.views.payment_form import Bar
from pos_app.desktop.views.payment_methods import MethodTile

LONGEST = 500
REASON = Measure(40, 13, 17, 8, 5, 500)


class ReasonButton(Button):
    """One reason of the list; the chosen one stands on the soft ground."""

    def __init__(self, kit: Kit, face: ReasonFace) -> None:
        super().__init__(kit, face.text, shortcut=face.shortcut, measure=REASON, spread=True)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # all as wide as each other
        bind_button(self, face.shortcut)
        self.show_chosen(chosen=face.chosen)

    def show_chosen(self, *, chosen: bool) -> None:
        self.setChecked(chosen)
        self.variant = "soft" if chosen else "secondary"
        self.update()

    def nextCheckState(self) -> None:
        """Which one is chosen is said by the presenter."""

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self.measure.height)


class RefundForm(QWidget):
    payment_chosen = Signal(str)
    whole_chosen = Signal()
    part_chosen = Signal()
    part_typed = Signal(str)
    reason_chosen = Signal(str)
    words_typed = Signal(str)
    acted = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._face: RefundFormFace | None = None
        self._action_key = ""
        self.tiles: list[MethodTile] = []
        self.reasons: dict[str, ReasonButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        body = self._body = QHBoxLayout()
        body.setContentsMargins(24, 20, 24, 20)
        body.setSpacing(32)
        body.addWidget(self._left(), 1)
        self._card = self._right()
        body.addWidget(self._card)
        column.addLayout(body, 1)
        column.addWidget(self._foot())
        bind_key(self.ask, "Enter", self.ask.click)

    def _left(self) -> QWidget:
        kit = self._kit
        page = QWidget()
        page.setProperty("ground", "none")
        column = QVBoxLayout(page)
        column.setContentsMargins(4, 4, 6, 6)
        column.setSpacing(0)
        who = QHBoxLayout()
        who.setSpacing(12)
        self._avatar = Avatar(kit, "", 40)
        names = QVBoxLayout()
        names.setSpacing(0)
        self._patient = Elided(kit, "", "lead", "ink", weight=600)
        self._identity = Elided(kit, "", "small", "ink-2")
        names.addWidget(self._patient)
        names.addWidget(self._identity)
        who.addWidget(self._avatar)
        who.addLayout(names, 1)
        column.addLayout(who)
        column.addSpacing(18)
        self._caption = Text(kit, "", "body", "ink-2", size=15)
        column.addWidget(self._caption)
        self._amount = Amount(kit, "hero")
        column.addWidget(self._amount)
        column.addSpacing(6)
        self._note = Text(kit, "", "small", "ink-2", wrap=True)  # sums stand in it: never cut
        column.addWidget(self._note)
        column.addSpacing(16)
        segment = Segment(kit)
        self.whole = segment.add("", "circle-check", on_click=self.whole_chosen.emit)
        self.part = segment.add("", "circle-half-2", shortcut="Alt+P", on_click=self.part_chosen.emit)
        bind_button(self.part, "Alt+P")
        column.addWidget(segment)
        self.part_field = Field(kit, say("The amount to give back"))
        self.part_field.edit.textEdited.connect(self.part_typed.emit)
        self._part_gap = QWidget()
        self._part_gap.setFixedHeight(12)
        column.addWidget(self._part_gap)
        column.addWidget(self.part_field)
        column.addSpacing(18)
        column.addWidget(Text(kit, say("Of which payment"), "body", "ink-2", size=15))
        column.addSpacing(8)
        self._tiles = QVBoxLayout()
        self._tiles.setSpacing(8)
        column.addLayout(self._tiles)
        column.addStretch(1)
        return _scrolled(page)

    def _right(self) -> QWidget:
        kit = self._kit
        frame = card()
        page = QWidget()
        page.setProperty("ground", "none")
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(0)
        column.addWidget(Text(kit, say("Why"), "body", "ink-2", size=15))
        column.addSpacing(8)
        self._reasons = QGridLayout()
        self._reasons.setSpacing(8)
        self._reasons.setColumnStretch(0, 1)
        self._reasons.setColumnStretch(1, 1)
        column.addLayout(self._reasons)
        column.addSpacing(14)
        self.words_field = Field(kit, say("In your own words"))
        self.words_field.edit.setMaxLength(LONGEST)
        self.words_field.edit.textEdited.connect(self.words_typed.emit)
        column.addWidget(self.words_field)
        column.addSpacing(14)
        column.addWidget(hairline())
        column.addSpacing(12)
        column.addWidget(Text(kit, say("What the patient sees, and when"), "small", "ink-3"))
        column.addSpacing(2)
        self._sees = Text(kit, "", "body-strong", "ink", wrap=True)
        self._sees_detail = Text(kit, "", "small", "ink-2", wrap=True)
        column.addWidget(self._sees)
        column.addWidget(self._sees_detail)
        self._earlier = QWidget()
        earlier = QVBoxLayout(self._earlier)
        earlier.setContentsMargins(0, 12, 0, 0)
        earlier.setSpacing(8)
        earlier.addWidget(hairline())
        earlier.addWidget(Text(kit, say("Refunds of this payment so far"), "small", "ink-3"))
        self._timeline = Timeline(kit)
        earlier.addWidget(self._timeline)
        column.addWidget(self._earlier)
        column.addStretch(1)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(_scrolled(page))
        return frame

    def _foot(self) -> QWidget:
        kit = self._kit
        bar = Bar(kit, 76, "surface", line_above=True)
        row = QHBoxLayout(bar)
        bar.grow()
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(14)
        self._foot_icon = Glyph(kit, "info-circle", 20)
        row.addWidget(self._foot_icon)
        words = QVBoxLayout()
        words.setSpacing(1)
        self._note_title = Text(kit, "", "body", "ink", weight=500, wrap=True)
        self._note_detail = Text(kit, "", "small", "ink-2", wrap=True)  # what leaving does: never cut
        words.addStretch(1)
        words.addWidget(self._note_title)
        words.addWidget(self._note_detail)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.ask = Button(
            kit, "", icon="arrow-back-up", shortcut="Enter", variant="primary", measure=HERO, spread=True,
            on_click=self._asked,
        )  # fmt: skip
        self.ask.setProperty("focusRadius", kit.theme.radius("button-large"))
        row.addWidget(self.ask)
        return bar

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_header(self, face: PaymentHeader) -> None:
        self._avatar.set_initials(face.initials)
        self._patient.setText(face.patient)
        self._identity.setText(face.identity)

    def show_form(self, face: RefundFormFace) -> None:
        before, self._face = self._face, face
        self._caption.setText(face.caption)
        self._amount.setText(face.amount)
        self._note.setText(face.note)
        self.whole.set_label(face.whole)
        self.part.set_label(face.part)
        self.whole.setChecked(not face.part_chosen)
        self.part.setChecked(face.part_chosen)
        self.part_field.setVisible(face.part_chosen)
        self._part_gap.setVisible(face.part_chosen)
        self.part_field.show_help(face.part_hint)
        self.part_field.show_problem(face.problem)
        self.words_field.show_help(face.words_hint)
        self.words_field.show_problem(face.words_problem)
        for field, text in ((self.part_field, face.part_text), (self.words_field, face.words_text)):
            if not field.edit.hasFocus() and field.text() != text:
                field.edit.setText(text)
        self._sees.setText(face.sees)
        self._sees.setVisible(bool(face.sees))
        self._sees_detail.setText(face.sees_detail)
        self._earlier.setVisible(bool(face.earlier))
        if before is None or before.earlier != face.earlier:
            self._timeline.show_rows(face.earlier)
        self._show_payments(face.payments)
        self._show_reasons(face.reasons)
        for widget in (self.whole, self.part, self.part_field.edit, self.words_field.edit, *self.tiles):
            widget.setEnabled(not face.locked)
        for reason in self.reasons.values():
            reason.setEnabled(not face.locked)
        if before is None or [p.key for p in before.payments] != [p.key for p in face.payments]:
            self._order_tabs()

    def show_footer(self, face: FooterFace) -> None:
        self._note_title.setText(face.note_title)
        self._note_detail.setText(face.note_detail)
        self._foot_icon.set_icon("loader-2" if face.busy else "info-circle", "ink-2")
        action = face.action
        self._action_key = action.key
        self.ask.busy = face.busy
        self.ask.shortcut_text = action.shortcut
        self.ask.set_label(action.text)
        self.ask.setEnabled(action.enabled)
        self.ask.setToolTip(action.why)
        self.ask.setAccessibleDescription(action.why)

    def forget(self) -> None:
        """What was typed, too, wherever the cursor is."""
        for field in (self.part_field, self.words_field):
            field.edit.clear()
        self.show_form(blank_faces.REFUND_FORM)
        self.show_footer(blank_faces.REFUND_FOOTER)

    def focus_first(self) -> None:
        self.words_field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_part(self) -> None:
        self.part_field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.part_field.edit.selectAll()

    def key_groups(self) -> tuple[KeyGroup, ...]:
        face = self._face
        payments = face.payments if face else ()
        reasons = face.reasons if face else ()
        lines = (
            KeyLine(say("Ask for it"), "Enter"),
            KeyLine(say("Part of it"), "Alt+P"),
            *(KeyLine(say("Of {title}", title=one.title), one.shortcut) for one in payments if one.shortcut),
            *(KeyLine(say("Why: {text}", text=one.text), one.shortcut) for one in reasons),
            KeyLine(say("Next field"), "Tab"),
            KeyLine(say("Leave, nothing is asked for"), "Esc"),
        )
        return (KeyGroup(say("Refund"), "arrow-back-up", lines),)

    # --- inside ---------------------------------------------------------------------------------------------------

    def _show_payments(self, faces: tuple[MethodFace, ...]) -> None:
        if [one.face for one in self.tiles] == list(faces):
            return
        focused = next((one.face.key for one in self.tiles if one.hasFocus()), None)
        clear(self._tiles)
        self.tiles = []
        for face in faces:
            tile = MethodTile(self._kit, face, partial(self.payment_chosen.emit, face.key))
            self._tiles.addWidget(tile)
            self.tiles.append(tile)
            if face.key == focused:
                tile.setFocus(Qt.FocusReason.OtherFocusReason)
        self._order_tabs()

    def _show_reasons(self, faces: tuple[ReasonFace, ...]) -> None:
        if list(self.reasons) != [face.key for face in faces]:
            clear(self._reasons)
            self.reasons = {}
            for at, face in enumerate(faces):
                button = ReasonButton(self._kit, face)
                button.clicked.connect(partial(self._choose_reason, face.key))
                self._reasons.addWidget(button, at // 2, at % 2)
                self.reasons[face.key] = button
            self._order_tabs()
        for face in faces:
            self.reasons[face.key].show_chosen(chosen=face.chosen)

    def _choose_reason(self, key: str, _checked: bool = False) -> None:
        self.reason_chosen.emit(key)

    def _order_tabs(self) -> None:
        tab_order(
            self.whole, self.part, self.part_field.edit, *self.tiles, *self.reasons.values(), self.words_field.edit,
            self.ask,
        )  # fmt: skip

    def _asked(self) -> None:
        if self._action_key:
            self.acted.emit(self._action_key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = max(440, min(600, round(self.width() * 0.44)))
        self._card.setFixedWidth(wide)
        self.ask.setFixedWidth(min(wide, 520))
        low = self.height() < 640
        self._amount.set_size(60 if low else 88)
        self._body.setContentsMargins(24, 10 if low else 20, 24, 10 if low else 20)


def _scrolled(page: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidget(page)
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return scroll
