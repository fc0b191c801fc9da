"""The form of a payment: how much, how, the card, and one button that says the amount and the name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.payment import (
    AmountFace,
    CoverFace,
    FooterFace,
    PaymentHeader,
    PhoneFace,
    StepFace,
)
from pos_app.desktop.say import say
from pos_app.desktop.views.card_frame import CardFrame
from pos_app.desktop.views.card_view import CardWebView
from pos_app.desktop.views.components.buttons import HERO, ICONS, SMALL, Button
from pos_app.desktop.views.components.fields import Field
from pos_app.desktop.views.components.keycaps import KeyCaps
from pos_app.desktop.views.components.keys import KeyGroup, KeyLine, bind_button, bind_key
from pos_app.desktop.views.components.kit import Kit, tab_order
from pos_app.desktop.views.components.pieces import Avatar, Glyph
from pos_app.desktop.views.components.segment import Segment
from pos_app.desktop.views.components.steps import Stepper
from pos_app.desktop.views.components.text import Amount, Elided, Text
from pos_app.desktop.views.payment_methods import PaymentMethodSelector

LOW = 700
"""Pixels: below this height every line goes to what is to be typed."""
MARGIN = 8
"""Pixels of sight around the tile that was chosen: the amount above should not be pushed away."""


class Bar(QWidget):
    """A strip on the surface with a hairline above or below."""

    def __init__(self, kit: Kit, height: int, ground: str, *, line_above: bool) -> None:
        super().__init__()
        self._kit, self._ground, self._above = kit, ground, line_above
        self.setFixedHeight(height)

    def grow(self) -> None:
        """As high as its words need, where they are many."""
        self.setMaximumHeight(4 * self.minimumHeight())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._kit.theme, QPainter(self)
        painter.fillRect(self.rect(), theme.colour(self._ground))
        at = 0 if self._above else self.height() - 1
        painter.fillRect(QRectF(0, at, self.width(), 1), theme.colour("line"))


class PaymentForm(QWidget):
    """A ``PaymentFormView``, with the methods and the card inside."""

    escaped = Signal()
    whole_chosen = Signal()
    part_chosen = Signal()
    part_typed = Signal(str)
    method_chosen = Signal(str)
    acted = Signal(str)

    def __init__(self, kit: Kit, card: CardWebView) -> None:
        super().__init__()
        self._kit = kit
        self._action_key = ""
        self._amount_face: AmountFace | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        body = self._body = QHBoxLayout()
        body.setContentsMargins(24, 20, 24, 20)
        body.setSpacing(32)
        body.addWidget(self._left(), 1)
        self.frame = CardFrame(kit, card, self.acted.emit)
        body.addWidget(self.frame)
        column.addLayout(body, 1)
        column.addWidget(self._foot())
        bind_key(self.charge, "Enter", self._enter)
        self.card = card
        self.methods.changed.connect(self._order_tabs)
        card.settled.connect(self._order_tabs)
        self._order_tabs()

    def _head(self) -> QWidget:
        kit = self._kit
        bar = Bar(kit, 64, "canvas", line_above=False)
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(16)
        self.back = Button(
            kit, say("Back"), icon="arrow-left", shortcut="Esc", measure=SMALL, on_click=self.escaped.emit
        )
        row.addWidget(self.back)
        words = QVBoxLayout()
        words.setContentsMargins(0, 12, 0, 12)
        words.setSpacing(1)
        self._title = Elided(kit, "", "body-strong", "ink", size=16)
        self._subject = Elided(kit, "", "small", "ink-2")
        words.addWidget(self._title)
        words.addWidget(self._subject)
        row.addLayout(words, 2)
        self.steps = Stepper(kit)
        row.addWidget(self.steps, 5)
        return bar

    def _left(self) -> QWidget:
        kit = self._kit
        left = QWidget()
        left.setProperty("ground", "none")
        whole = QVBoxLayout(left)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(4, 4, 6, 0)
        column.setSpacing(0)
        whole.addLayout(column)
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
        column.addSpacing(20)
        self._caption = Text(kit, "", "body", "ink-2", size=15)
        column.addWidget(self._caption)
        self._amount = Amount(kit, "hero")
        column.addWidget(self._amount)
        column.addSpacing(8)
        self._note = Text(kit, "", "small", "ink-2", wrap=True)  # sums stand in it: never cut
        column.addWidget(self._note)
        page = QWidget()  # what scrolls in a low window: who pays and how much stay in sight
        page.setProperty("ground", "none")
        column = QVBoxLayout(page)
        column.setContentsMargins(4, 16, 6, 6)
        column.setSpacing(0)
        segment = Segment(kit)
        self.whole = segment.add("", "circle-check", on_click=self.whole_chosen.emit)
        self.part = segment.add("", "circle-half-2", shortcut="Alt+P", on_click=self.part_chosen.emit)
        bind_button(self.part, "Alt+P")
        column.addWidget(segment)
        self.part_field = Field(kit, say("The amount to take now"))
        self.part_field.edit.textEdited.connect(self.part_typed.emit)
        self._part_gap = QWidget()
        self._part_gap.setFixedHeight(12)
        column.addWidget(self._part_gap)
        column.addWidget(self.part_field)
        column.addSpacing(20)
        self.methods = PaymentMethodSelector(kit, self.method_chosen.emit, self.acted.emit)
        column.addWidget(self.methods)
        column.addStretch(1)
        scroll = QScrollArea()
        self.methods.chosen.connect(lambda tile: scroll.ensureWidgetVisible(tile, 0, MARGIN))
        self._ways = scroll
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole.addWidget(scroll, 1)
        return left

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
        self._tab_hint = QWidget()
        hint = QHBoxLayout(self._tab_hint)
        hint.setContentsMargins(0, 0, 12, 0)
        hint.setSpacing(8)
        hint.addWidget(KeyCaps(kit, "Tab"))
        hint.addWidget(Text(kit, say("next field"), "small", "ink-2"))
        row.addWidget(self._tab_hint)
        self.charge = Button(
            kit, "", icon="credit-card", shortcut="Enter", variant="primary", measure=HERO, spread=True,
            on_click=self._charge,
        )  # fmt: skip
        self.charge.setProperty("focusRadius", kit.theme.radius("button-large"))
        row.addWidget(self.charge)
        return bar

    # --- PaymentFormView ------------------------------------------------------------------------------------------

    def show_amount(self, face: AmountFace) -> None:
        self._amount_face = face
        self._caption.setText(face.caption)
        self._amount.setText(face.amount)
        self._note.setText(face.note)
        self.whole.set_label(face.whole)
        self.part.set_label(face.part)
        self.whole.setChecked(not face.part_chosen)
        self.part.setChecked(face.part_chosen)
        self.whole.setEnabled(not face.locked)
        self.part.setEnabled(not face.locked)
        self.part_field.edit.setEnabled(not face.locked)
        self.part_field.setVisible(face.part_chosen)
        self._part_gap.setVisible(face.part_chosen)
        if not self.part_field.edit.hasFocus() and self.part_field.text() != face.part_text:
            self.part_field.edit.setText(face.part_text)
        self.part_field.show_help(face.part_hint)
        self.part_field.show_problem(face.problem)

    def show_footer(self, face: FooterFace) -> None:
        self._note_title.setText(face.note_title)
        self._note_detail.setText(face.note_detail)
        self._foot_icon.set_icon("loader-2" if face.busy else "info-circle", "ink-2")
        action = face.action
        self._action_key = action.key
        self.charge.busy = face.busy
        self.charge.shortcut_text = action.shortcut
        self.charge.set_icon_name(ICONS.get(action.key, "credit-card"))
        self.charge.set_label(action.text)
        if self.charge.hasFocus() and not action.enabled:
            # Qt would hand the keyboard on to Back. While a card is charged it belongs to the form: the bank may ask.
            (self.card if self.card_usable else self.whole).setFocus(Qt.FocusReason.OtherFocusReason)
        self.charge.setEnabled(action.enabled)
        self.charge.setToolTip(action.why)
        self.charge.setAccessibleDescription(action.why)

    def show_cover(self, face: CoverFace | None) -> None:
        self.frame.show_cover(face)
        if face is not None and face.action is not None and face.action.primary and not self.part_field.edit.hasFocus():
            self.frame.focus_cover()

    def show_phone(self, face: PhoneFace | None) -> None:
        self.frame.show_phone(face)

    def show_test_note(self, text: str) -> None:
        self.frame.show_test_note(text)

    def focus_part(self) -> None:
        self.part_field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.part_field.edit.selectAll()

    # --- the frame's part -----------------------------------------------------------------------------------------

    def show_header(self, face: PaymentHeader) -> None:
        self._ways.verticalScrollBar().setValue(0)  # the last patient's saved card may have stood far below
        self._title.setText(face.title)
        self._subject.setText(face.subject)
        self._avatar.set_initials(face.initials)
        self._patient.setText(face.patient)
        self._identity.setText(face.identity)

    def show_steps(self, steps: tuple[StepFace, ...]) -> None:
        self.steps.show_steps(steps)

    def key_groups(self) -> tuple[KeyGroup, ...]:
        lines = (
            KeyLine(say("Next field, in and out of the card form"), "Tab"),
            *(self.methods.key_lines() or (KeyLine(say("New card"), "Alt+1"),)),
            KeyLine(say("Part of it"), "Alt+P"),
            *self.frame.key_lines(),
            KeyLine(say("Charge"), "Enter"),
            KeyLine(say("Leave, nothing is charged"), "Esc"),
        )
        return (KeyGroup(say("Take payment"), "credit-card", lines),)

    @property
    def card_usable(self) -> bool:
        """The card form takes keys: nothing covers it."""
        return not self.frame.covered

    def focus_first(self) -> None:
        """Where the keyboard waits until the card form takes it; Enter is the button's from here too."""
        chosen = self.whole if self.whole.isChecked() else self.part
        targets = (self.charge, chosen, *self.methods.tiles)
        target = next((widget for widget in targets if widget.isEnabled()), self.back)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order_tabs(self) -> None:
        """Into the card form and out of it: from the tiles to the card, from its last field to the charge."""
        tab_order(self.whole, self.part, self.part_field.edit, *self.methods.stops, self.card, self.charge, self.back)

    def _enter(self) -> None:
        self.charge.click()

    def _charge(self) -> None:
        if self._action_key:
            self.acted.emit(self._action_key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = max(420, min(600, round(self.width() * 0.427)))
        self.frame.setFixedWidth(wide)
        self.charge.setFixedWidth(min(wide, 504))
        self._tab_hint.setVisible(self.width() > 1100)
        low = self.height() < LOW
        edge = 8 if low else 20
        self._body.setContentsMargins(24, edge, 24, edge)
        self._amount.set_size(68 if low else 96)
        self.frame.set_low(low=low)
