"""The receipt beside Paid: as it is printed, what became of the last print, and the buttons. A ``ReceiptView``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.common import ActionFace
from pos_app.desktop.presenters.faces.receipt import ReceiptActions, ReceiptFace, ReceiptPanelFace, ReceiptRow
from pos_app.desktop.say import say
from pos_app.desktop.views.components.buttons import CLOSE, ButtonGrid, action_button
from pos_app.desktop.views.components.chips import StateChip
from pos_app.desktop.views.components.keys import KeyLine, bind_button
from pos_app.desktop.views.components.kit import Kit, boxed, draw_box, draw_text
from pos_app.desktop.views.components.pieces import Skeleton
from pos_app.desktop.views.components.text import Text

AskWhere = Callable[[QWidget, str], Path | None]
"""Asks for a file name: (parent, suggested name) -> path, or None."""


def ask_with_dialog(parent: QWidget, suggested: str) -> Path | None:
    kind = Path(suggested).suffix
    title = say("Save the receipt") if kind == ".pdf" else say("Save the payments")
    name, _filter = QFileDialog.getSaveFileName(parent, title, suggested, f"{kind[1:].upper()} (*{kind})")
    return Path(name) if name else None


class ReceiptPaper(QWidget):
    """A strip of paper, in paper's colours in every scheme."""

    WIDTH, PAD, ROW = 252, 18, 17

    def __init__(self, kit: Kit, face: ReceiptFace) -> None:
        super().__init__()
        self._kit, self._face = kit, face
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        rows = "; ".join(f"{row.text} {row.value}" for group in face.groups for row in group)
        self.setAccessibleName(f"{face.hospital}. {face.test} {rows}")

    def sizeHint(self) -> QSize:
        rows = sum(len(group) for group in self._face.groups)
        tall = 56 + (27 if self._face.test else 0) + rows * self.ROW + len(self._face.groups) * 20 + 12
        return QSize(self.WIDTH, tall)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, face = self._kit.theme, QPainter(self), self._face
        box = boxed(self.rect())
        ink, soft = theme.colour("paper-ink"), theme.colour("paper-ink-2")
        draw_box(painter, box, 3, theme.colour("paper"), theme.colour("line"))
        left, wide, top = float(self.PAD), box.width() - 2 * self.PAD, 15.0
        draw_text(painter, QRectF(left, top, wide, 18), face.hospital, theme.font("small", 600), ink, "center")
        draw_text(painter, QRectF(left, top + 18, wide, 17), face.place, theme.font("label", 400), soft, "center")
        top += 43
        if face.test:
            frame = QRectF(left, top, wide, 19)
            draw_box(painter, frame, 3, None, ink)
            font = theme.font("label", 600, 11)
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 108)
            draw_text(painter, frame, face.test, font, ink, "center")
            top += 27
        for group in face.groups:
            painter.setPen(QPen(soft, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(left, top + 1.5), QPointF(left + wide, top + 1.5))
            top += 10
            for row in group:
                self._row(painter, QRectF(left, top, wide, self.ROW), row)
                top += self.ROW
            top += 10

    def _row(self, painter: QPainter, place: QRectF, row: ReceiptRow) -> None:
        theme, direction = self._kit.theme, self.layoutDirection()
        font = theme.font("small", 700) if row.strong else theme.font("label", 400)
        ink = theme.colour("paper-ink")
        value_wide = theme.metrics("small", 700).horizontalAdvance(row.value) + 2
        name = QRectF(place)
        value = QRectF(place)
        if direction == Qt.LayoutDirection.LeftToRight:
            name.setRight(place.right() - value_wide)
        else:
            name.setLeft(place.left() + value_wide)
        draw_text(painter, name, row.text, font, ink, "start", direction)
        draw_text(painter, value, row.value, font, ink, "end", direction)


class ReceiptPanel(QWidget):
    def __init__(self, kit: Kit, ask_where: AskWhere) -> None:
        super().__init__()
        self._kit, self._ask_where = kit, ask_where
        self._actions: ReceiptActions | None = None
        self._shown: tuple[ActionFace, ...] | None = None
        self._face: ReceiptFace | None = None
        self.pdf = b""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        head = QHBoxLayout()
        self._title = Text(kit, say("Receipt"), "lead", weight=600)
        head.addWidget(self._title, 1)
        self._note: StateChip | None = None
        self._head = head
        column.addLayout(head)
        ground = QFrame()
        ground.setProperty("note", "sunken")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(12, 12, 12, 12)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll = scroll
        inside.addWidget(scroll)
        column.addWidget(ground, 1)
        self._buttons = ButtonGrid()
        column.addWidget(self._buttons)

    # --- ReceiptView ----------------------------------------------------------------------------------------------

    def bind_receipt(self, actions: ReceiptActions) -> None:
        self._actions = actions

    def show_receipt(self, face: ReceiptPanelFace) -> None:
        self._title.setText(face.title)
        if self._note is not None:
            self._head.removeWidget(self._note)
            self._note.hide()
            self._note.deleteLater()
            self._note = None
        if face.note is not None:
            self._note = StateChip(self._kit, face.note)
            self._head.addWidget(self._note)
        if face.kind != "ready":
            self.pdf = b""
        if face.receipt is None or face.receipt != self._face or self._scroll.widget() is None:
            self._show_paper(face)
        self._face = face.receipt
        if face.actions != self._shown:
            self._show_buttons(face.actions)

    def show_pdf(self, pdf: bytes) -> None:
        """Kept for who looks at it; the paper above shows the same rows at once and in any size."""
        self.pdf = pdf

    def ask_where_to_save(self, suggested: str) -> Path | None:
        return self._ask_where(self, suggested)

    def answer_where(self, ask_where: AskWhere) -> None:
        """Ask somebody else than the person for file names: the self-test answers for itself."""
        self._ask_where = ask_where

    @property
    def accessible_words(self) -> str:
        """The receipt as a reader hears it; empty while there is none."""
        rows = (row for group in (self._face.groups if self._face else ()) for row in group)
        return "; ".join(f"{row.text} {row.value}" for row in rows)

    # --- inside ---------------------------------------------------------------------------------------------------

    def key_lines(self) -> tuple[KeyLine, ...]:
        return tuple(KeyLine(a.text, a.shortcut) for a in self._shown or () if a.shortcut)

    def _show_paper(self, face: ReceiptPanelFace) -> None:
        holder = QWidget()
        holder.setProperty("ground", "none")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 4, 0, 4)
        if face.receipt is not None:
            column.addWidget(ReceiptPaper(self._kit, face.receipt), 0, Qt.AlignmentFlag.AlignHCenter)
            column.addStretch(1)
        elif face.kind == "loading":
            column.addWidget(Skeleton(self._kit, ((60, 400, 300), (660, 280, 200)), 60), 1)
            column.addWidget(self._centred(face.message))
        else:
            column.addStretch(1)
            column.addWidget(self._centred(face.message))
            column.addStretch(1)
        self._scroll.setWidget(holder)

    def _centred(self, text: str) -> Text:
        label = Text(self._kit, text, "body", "ink-2", wrap=True)
        label.centred()
        return label

    def _show_buttons(self, actions: tuple[ActionFace, ...]) -> None:
        self._shown = actions
        self._buttons.empty()
        for action in actions:
            button = action_button(self._kit, action, self._act, measure=CLOSE)
            bind_button(button, action.shortcut)
            self._buttons.add(button)

    def _act(self, key: str) -> None:
        if self._actions is not None:
            self._actions.act(key)
