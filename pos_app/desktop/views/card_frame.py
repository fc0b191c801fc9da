"""Our frame around the card form: whose it is above, what test cards there are below, and a cover while it waits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.payment import CoverFace, PhoneFace
from pos_app.desktop.say import mark, say
from pos_app.desktop.views.components.buttons import Button, action_button
from pos_app.desktop.views.components.keys import KeyLine, bind_button
from pos_app.desktop.views.components.kit import Kit, draw_box
from pos_app.desktop.views.components.pieces import Disc, Glyph, hairline
from pos_app.desktop.views.components.text import Text
from pos_app.desktop.views.phone_panel import PhonePanel

CARD_FORM = mark("Card form")
BY_STRIPE = mark("by Stripe. The card number never reaches this till.")
ON_STRIPES_PAGE = mark("The card is typed there, in Stripe’s form.")


class FormBones(QWidget):
    """The form in outline: a field of full width, then two rows of two."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tone = QPainter(self), self._kit.theme.colour("skeleton")
        half = (self.width() - 14) / 2
        fields = [(0.0, 0, float(self.width()))]
        fields += [(left, 88 * row, half) for row in (1, 2) for left in (0.0, half + 14)]
        for left, top, wide in fields:
            if top + 76 <= self.height():
                draw_box(painter, QRectF(left, top + 4, 84, 9), 4.5, tone)
                draw_box(painter, QRectF(left, top + 24, wide, 48), self._kit.theme.radius("input"), tone)


class Cover(QWidget):
    """In place of the form while it can't be used: what is going on, and a button where there is one to press."""

    def __init__(self, kit: Kit, act: Callable[[str], None]) -> None:
        super().__init__()
        self._kit, self._act = kit, act
        self._face: CoverFace | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 20, 20, 20)
        self._content: QWidget | None = None
        self._button: Button | None = None
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def focus_action(self) -> None:
        if self._button is not None:
            self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_cover(self, face: CoverFace) -> None:
        if face == self._face:
            return
        self._face = face
        self._button = None
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        kit, content = self._kit, QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        if face.busy and face.action is None:
            column.addWidget(FormBones(kit), 1)
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(Glyph(kit, "loader-2", 18, "ink-2"), 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(2)
            words.addWidget(Text(kit, face.title, "body-strong", "ink", wrap=True))
            if face.detail:
                words.addWidget(Text(kit, face.detail, "small", "ink-2", wrap=True))
            row.addLayout(words, 1)
            column.addLayout(row)
        else:
            column.addStretch(2)
            icon = "loader-2" if face.busy else "credit-card"
            column.addWidget(Disc(kit, icon, 52, "sunken", "ink-2"), 0, Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(6)
            for text, role, tone in ((face.title, "title", "ink"), (face.detail, "body", "ink-2")):
                if text:
                    label = Text(kit, text, role, tone, wrap=True)
                    label.centred()
                    column.addWidget(label)
            if face.action is not None:
                column.addSpacing(8)
                button = action_button(kit, face.action, self._act)
                bind_button(button, face.action.shortcut)
                self._button = button
                column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addStretch(3)
        self._content = content
        self._column.addWidget(content)
        self.setAccessibleName(f"{face.title} {face.detail}".strip())


class CardFrame(QFrame):
    def __init__(self, kit: Kit, card: QWidget, act: Callable[[str], None]) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._card = card
        self._kept: tuple[str, str] | None = None
        self._on_phone = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = self._head = QHBoxLayout()
        head.setContentsMargins(20, 9, 20, 9)
        head.setSpacing(11)
        self._sign = Glyph(kit, "shield-lock", 20, "primary")
        head.addWidget(self._sign)
        self._title = Text(kit, say(CARD_FORM), "body-strong", size=15)
        head.addWidget(self._title)
        self._about = Text(kit, say(BY_STRIPE), "small", "ink-2", wrap=True)
        self._about.setMinimumHeight(34)
        head.addWidget(self._about, 1)
        column.addLayout(head)
        column.addWidget(hairline())
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.setContentsMargins(8, 8, 8, 4)
        # The page stays shown under its cover: a hidden web view does not load.
        self._stack.setStackingMode(QStackedLayout.StackingMode.StackAll)
        self._cover = Cover(kit, act)
        self.phone = PhonePanel(kit, act)
        self._stack.addWidget(card)
        self._stack.addWidget(self._cover)
        self._stack.addWidget(self.phone)
        column.addWidget(body, 1)
        self._note = QFrame()
        self._note.setProperty("note", "test")
        row = QHBoxLayout(self._note)
        row.setContentsMargins(14, 9, 14, 9)
        row.setSpacing(10)
        row.addWidget(Glyph(kit, "flask-2", 18, "test-ink"))
        row.addWidget(Text(kit, say("Test cards"), "small", "test-ink", weight=600))
        self._note_text = Text(kit, "", "small", "test-ink", wrap=True)
        row.addWidget(self._note_text, 1)
        holder = self._holder = QVBoxLayout()
        holder.setContentsMargins(20, 6, 20, 18)
        holder.addWidget(self._note)
        column.addLayout(holder)
        self._note.hide()
        self.show_cover(None)

    def set_low(self, *, low: bool) -> None:
        """The card form has the room of what stands around it."""
        self._holder.setContentsMargins(*(8, 2, 8, 8) if low else (20, 6, 20, 18))
        self._head.setContentsMargins(*(20, 3, 20, 3) if low else (20, 9, 20, 9))

    @property
    def covered(self) -> bool:
        return not self._cover.isHidden() or not self.phone.isHidden()

    def focus_cover(self) -> None:
        self._cover.focus_action()

    def show_cover(self, face: CoverFace | None) -> None:
        self._kept = face.frame if face is not None else None
        if face is None:
            self._cover.hide()
        else:
            self._cover.show_cover(face)
            self._cover.show()
        self._raise()

    def show_phone(self, face: PhoneFace | None) -> None:
        """Over the form and its cover."""
        self.phone.show_phone(face)
        self._on_phone = "" if face is None else face.title
        self._raise()

    def _raise(self) -> None:
        """What is on top, and what the frame is called for it; test cards are of use in the card form only."""
        if self._on_phone:
            sign, title, about = "qrcode", self._on_phone, say(ON_STRIPES_PAGE)
        else:
            sign, (title, about) = "shield-lock", self._kept or (say(CARD_FORM), say(BY_STRIPE))
        self._sign.set_icon(sign, "primary")
        self._title.setText(title)
        self._about.setText(about)
        self._note.setVisible(bool(self._note_text.text()) and self._kept is None)
        top = next((one for one in (self.phone, self._cover) if not one.isHidden()), self._card)
        self._stack.setCurrentWidget(top)
        self._card.setEnabled(top is self._card)

    def key_lines(self) -> tuple[KeyLine, ...]:
        """What can be pressed here now."""
        button = self.phone.button
        return (KeyLine(button.label, button.shortcut_text),) if button is not None and self.phone.isVisible() else ()

    def show_test_note(self, text: str) -> None:
        self._note_text.setText(text)
        self._raise()
