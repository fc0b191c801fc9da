"""Paid: a full green field with a circle, the receipt beside it, and the next patient by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.payment import CountdownFace, PaidFace
from pos_app.desktop.views.components.bands import Field, OutcomeMark
from pos_app.desktop.views.components.buttons import HERO, Button, action_button
from pos_app.desktop.views.components.keys import KeyLine, bind_button
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.components.pieces import CountdownBar
from pos_app.desktop.views.components.text import Amount, Elided, Text
from pos_app.desktop.views.receipt_panel import AskWhere, ReceiptPanel

SIDE = 48
HINT_GAP = 16


class PaymentSuccess(QWidget):
    """Paid. Moving the mouse or pressing a key keeps it open."""

    stayed = Signal()

    def __init__(self, kit: Kit, act: Callable[[str], None], ask_where: AskWhere) -> None:
        super().__init__()
        self._kit, self._act = kit, act
        self._next: Button | None = None
        self._face: PaidFace | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        field = Field(kit, "paid-fill")
        field.setMouseTracking(True)
        column = QVBoxLayout(field)
        self._field = field
        column.setContentsMargins(SIDE, 40, SIDE, 38)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(34)
        head.addWidget(OutcomeMark(kit, "paid"))
        self._word = Amount(kit, "outcome", "paid-on")
        head.addWidget(self._word, 1)
        column.addLayout(head)
        column.addSpacing(40)
        self._amount = Amount(kit, "hero", "paid-on", size=128)
        column.addWidget(self._amount)
        column.addSpacing(14)
        self._sentence = Text(kit, "", "heading", "paid-on", weight=500, wrap=True)
        column.addWidget(self._sentence)
        column.addSpacing(6)
        self._detail = Elided(kit, "", "lead", "paid-on-2")
        column.addWidget(self._detail)
        column.addStretch(1)
        self._count = QWidget()
        count = QVBoxLayout(self._count)
        count.setContentsMargins(0, 0, 0, 0)
        count.setSpacing(9)
        line = QHBoxLayout()
        self._count_text = Text(kit, "", "lead", "paid-on", weight=600)
        self._count_hint = Elided(kit, "", "body", "paid-on-2", align="end")
        line.addWidget(self._count_text)
        line.addWidget(self._count_hint, 1)
        count.addLayout(line)
        self._bar = CountdownBar(kit, "paid-on")
        count.addWidget(self._bar)
        self._hint_below = Text(kit, "", "body", "paid-on-2", wrap=True)
        count.addWidget(self._hint_below)
        column.addWidget(self._count)
        self._count.hide()
        row.addWidget(field, 1)
        side = QWidget()
        side.setProperty("ground", "surface")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(400)
        self._side = QVBoxLayout(side)
        self._side.setContentsMargins(20, 20, 20, 20)
        self._side.setSpacing(18)
        self.receipt = ReceiptPanel(kit, ask_where)
        self._side.addWidget(self.receipt, 1)
        row.addWidget(side)
        self.setMouseTracking(True)

    def show_paid(self, face: PaidFace) -> None:
        self._word.setText(face.word)
        self._amount.setText(face.amount)
        self._sentence.setText(face.sentence)
        self._detail.setText(face.detail)
        self.setAccessibleName(f"{face.word} {face.amount}. {face.sentence}")
        if self._next is None or self._face is None or self._face.next != face.next:
            if self._next is not None:
                self._next.hide()
                self._next.deleteLater()
            self._next = action_button(self._kit, face.next, self._act, measure=HERO, spread=True)
            self._next.setProperty("focusRadius", self._kit.theme.radius("button-large"))
            bind_button(self._next, face.next.shortcut)
            self._side.addWidget(self._next)
        self._face = face

    def show_countdown(self, face: CountdownFace | None) -> None:
        self._count.setVisible(face is not None)
        if face is not None:
            self._count_text.setText(face.text)
            self._count_hint.setText(face.hint)
            self._hint_below.setText(face.hint)
            self._place_hint()
            self._bar.show_left(face.permille)

    def _place_hint(self) -> None:
        """At the end of the line, or below it where it would be cut there."""
        room = self._field.width() - 2 * SIDE - self._count_text.sizeHint().width() - HINT_GAP
        below = self._count_hint.sizeHint().width() > room
        self._count_hint.setVisible(not below)
        self._hint_below.setVisible(below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_hint()

    def first(self) -> QWidget | None:
        return self._next

    def key_lines(self) -> tuple[KeyLine, ...]:
        return self.receipt.key_lines()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.stayed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        self.stayed.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.HoverMove:
            self.stayed.emit()
        return super().event(event)
