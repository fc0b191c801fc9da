"""A layer over the window: scrim, card, and the keyboard kept inside until it closes. Never a dialog of its own."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.common import Answered, Question
from pos_app.desktop.views.components.buttons import Button, action_button
from pos_app.desktop.views.components.keys import sequences
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.components.pieces import Disc, card
from pos_app.desktop.views.components.text import Text

MARGIN = 32
"""Around the card, at least."""
WIDE, PAD, GAP = 560, 24, 8
"""A question's card, its padding, and between its buttons."""


class Overlay(QWidget):
    """Covers ``host``. Keys go to its own widgets and nowhere else; Esc calls :meth:`dismissed`."""

    closed = Signal()

    def __init__(self, kit: Kit, host: QWidget) -> None:
        super().__init__(host)
        self.kit = kit
        self._host = host
        self._keys: list[tuple[str, QAbstractButton]] = []
        self._before: QWidget | None = QApplication.focusWidget()
        self.frame: QFrame = card()
        self.frame.setObjectName("overlayCard")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        outer.addWidget(self.frame, 0, Qt.AlignmentFlag.AlignCenter)
        self._inside: QWidget | None = None  # who of the layer had the keyboard last, while it is open
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        host.installEventFilter(self)
        self.setGeometry(host.rect())

    def add_key(self, shortcut: str, button: QAbstractButton) -> None:
        self._keys.append((shortcut, button))

    def open(self, first: QWidget | None = None) -> None:
        self.show()
        self.raise_()
        self._inside = first or self
        self._inside.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_layer(self) -> None:
        """Gone, and the focus back where it was."""
        self._inside = None
        self._host.removeEventFilter(self)
        self.hide()
        before = self._before
        self.closed.emit()
        self.deleteLater()
        # What lies below may have been drawn anew meanwhile.
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismissed(self) -> None:
        self.close_layer()

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        """A screen below may take the keyboard when news comes, an invoice or an outcome. It gets it, after this."""
        if self._inside is None or now is None or now.window() is not self.window():
            return
        if self is now or self.isAncestorOf(now):
            self._inside = now
        elif not _in_a_layer(now):
            self._before, back = now, self._inside
            if not (shiboken6.isValid(back) and back.isVisible()):
                back = self
            back.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._host.rect())
        return False

    def event(self, event: QEvent) -> bool:
        # Taking every override keeps the screen's own shortcuts from firing underneath.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed()
            return
        pressed = QKeySequence(event.keyCombination())
        for shortcut, button in self._keys:
            if button.isEnabled() and button.isVisible() and pressed in sequences(shortcut):
                button.click()
                return
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        stops = [
            w
            for w in self.findChildren(QWidget)
            if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible() and w.isEnabled()
        ]
        if stops:
            now = QApplication.focusWidget()
            at = stops.index(now) if now in stops else -1
            stops[(at + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.kit.theme.colour("scrim"))


def _in_a_layer(widget: QWidget) -> bool:
    at: QWidget | None = widget
    while at is not None and not isinstance(at, Overlay):
        at = at.parentWidget()
    return at is not None


def _row_or_column(buttons: list[Button]) -> QBoxLayout:
    """Beside each other, or below where their words would be cut: what is chosen must be read whole."""
    needed = sum(button.sizeHint().width() for button in buttons) + GAP * (len(buttons) - 1)
    if needed > WIDE - 2 * PAD:
        column = QVBoxLayout()
        column.setSpacing(GAP)
        for button in buttons:
            column.addWidget(button)
        return column
    row = QHBoxLayout()
    row.setSpacing(GAP)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row


class QuestionOverlay(Overlay):
    """A question with its choices as buttons. ``answered`` is called exactly once."""

    def __init__(self, kit: Kit, host: QWidget, question: Question, answered: Answered) -> None:
        super().__init__(kit, host)
        self._question = question
        self._answered: Callable[[str], None] | None = answered
        self.frame.setAccessibleName(question.title)
        self.frame.setFixedWidth(WIDE)
        layout = QVBoxLayout(self.frame)
        layout.setContentsMargins(PAD, PAD, PAD, 20)
        layout.setSpacing(20)
        head = QHBoxLayout()
        head.setSpacing(16)
        fill, ink = ("declined-soft", "declined-ink") if question.danger else ("primary-soft", "primary-ink")
        icon = "alert-triangle" if question.danger else "info-circle"
        head.addWidget(Disc(kit, icon, 44, fill, ink), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(Text(kit, question.title, "title", wrap=True))
        if question.detail:
            words.addWidget(Text(kit, question.detail, "body", "ink-2", wrap=True))
        head.addLayout(words, 1)
        layout.addLayout(head)
        buttons: list[Button] = []
        first: Button | None = None
        for face in question.choices:
            danger = question.danger and face.key != question.escape and not face.primary
            button = action_button(kit, face, self.answer, variant="danger" if danger else None)
            buttons.append(button)
            if face.shortcut:
                self.add_key(face.shortcut, button)
            if face.primary or first is None:
                first = button
        layout.addLayout(_row_or_column(buttons))
        self.first = first

    def answer(self, key: str) -> None:
        answered, self._answered = self._answered, None
        if answered is not None:
            self.close_layer()
            answered(key)

    def dismissed(self) -> None:
        self.answer(self._question.escape)
