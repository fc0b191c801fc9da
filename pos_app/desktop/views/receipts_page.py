"""Receipts: search box, list, and the chosen receipt beside it. A ``ReceiptsView``."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.common import MessageFace
from pos_app.desktop.presenters.faces.receipts import ReceiptRowFace, ReceiptsActions
from pos_app.desktop.say import mark, say
from pos_app.desktop.views.components.buttons import ENTER
from pos_app.desktop.views.components.fields import SearchBox
from pos_app.desktop.views.components.keycaps import KeyCaps
from pos_app.desktop.views.components.keys import KeyGroup, KeyLine, bind_key
from pos_app.desktop.views.components.kit import Kit, tab_order
from pos_app.desktop.views.components.notices import Banner, Message
from pos_app.desktop.views.components.pieces import Glyph, Skeleton, card, hairline
from pos_app.desktop.views.components.text import Elided, Text
from pos_app.desktop.views.receipt_panel import AskWhere, ReceiptPanel
from pos_app.desktop.views.receipts_table import ReceiptTableView

HINT = mark("Receipt or invoice number, MRN, or name")
SKELETON = ((18, 80, 100), (190, 170, 110), (470, 90, 130), (690, 110, 90), (900, 80, 0))
SIDE, NARROW_SIDE, WIDE_LIST = 368, 320, 1100


class ReceiptsPage(QWidget):
    """``leave`` goes back to the invoices."""

    def __init__(self, kit: Kit, banner: Banner, ask_where: AskWhere, leave: Callable[[], None]) -> None:
        super().__init__()
        self._kit, self._leave = kit, leave
        self._actions: ReceiptsActions | None = None
        self._quiet = False
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchBox(kit, say(HINT), say("Just type"), say("clears"))
        self.table = ReceiptTableView(kit)
        self.message = Message(kit, self._message_action)
        self._skeleton = Skeleton(kit, SKELETON, kit.theme.height("table-row"))
        self.receipt = ReceiptPanel(kit, ask_where)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 14, 16, 14)
        outer.setSpacing(12)
        outer.addWidget(banner)
        body = QHBoxLayout()
        body.setSpacing(14)
        left = QWidget()
        left.setMaximumWidth(WIDE_LIST)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(self._list(), 1)
        body.addWidget(left, 1)
        self._side = card()
        inside = QVBoxLayout(self._side)
        inside.setContentsMargins(16, 14, 16, 14)
        inside.addWidget(self.receipt)
        body.addWidget(self._side)
        outer.addLayout(body, 1)

        self.table.moved.connect(self._moved)
        self.table.verticalScrollBar().valueChanged.connect(self._report_seen)
        self.table.verticalScrollBar().rangeChanged.connect(self._report_seen)
        self.search.edit.textEdited.connect(self._typed)
        self.search.edit.row_key.connect(self._row_key)
        bind_key(self, "Esc", self._escape)
        tab_order(self.search.edit, self.table)

    # --- ReceiptsView ---------------------------------------------------------------------------------------------

    def bind(self, actions: ReceiptsActions) -> None:
        self._actions = actions

    def show_search(self, text: str) -> None:
        if self.search.edit.text() != text:
            self.search.edit.setText(text)

    def reset_rows(self, rows: tuple[ReceiptRowFace, ...]) -> None:
        self._silently(lambda: self.table.receipts.reset(rows))
        self.table.scrollToTop()
        self._stack.setCurrentWidget(self.table)
        self._report_seen()

    def append_rows(self, rows: tuple[ReceiptRowFace, ...]) -> None:
        self.table.receipts.append(rows)

    def replace_rows(self, rows: tuple[ReceiptRowFace, ...]) -> None:
        self._stack.setCurrentWidget(self.table)
        if self.table.receipts.replace_in_place(rows):
            return
        at, current = self.table.verticalScrollBar().value(), self._current()
        self._silently(lambda: self.table.receipts.reset(rows))
        self.select(current)
        self.table.verticalScrollBar().setValue(at)

    def show_loading(self, text: str) -> None:
        self._stack.setCurrentWidget(self._skeleton)
        self.show_footer(text, busy=True)

    def show_message(self, face: MessageFace) -> None:
        self.message.show_message(face)
        self._stack.setCurrentWidget(self.message)

    def show_stale(self, stale: bool) -> None:
        self.table.look.stale = stale
        self.table.viewport().update()

    def show_footer(self, text: str, busy: bool) -> None:
        self._count.setText(text)
        self._busy.setVisible(busy)

    def select(self, number: str | None) -> None:
        self._silently(lambda: self.table.choose(self.table.receipts.find(number)))

    # --- for the window -------------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        self.search.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_key(self, event: QKeyEvent) -> bool:
        """A key that nobody under the window wanted: letters go to the search box. True: it was taken."""
        return self.search.take_key(event)

    def key_groups(self) -> tuple[KeyGroup, ...]:
        lines = (
            KeyLine(say("Search"), "", say("just type")),
            KeyLine(say("Move"), "Up Down"),
            KeyLine(say("Print a copy"), "Ctrl+P"),
            KeyLine(say("Save a copy as PDF"), "Ctrl+S"),
            KeyLine(say("Clear the search, or back"), "Esc"),
        )
        return (KeyGroup(say("Receipts"), "receipt", lines),)

    @property
    def showing_rows(self) -> bool:
        return self._stack.currentWidget() is self.table

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        window = self.width() + self._kit.theme.height("rail-width")
        self._side.setFixedWidth(NARROW_SIDE if window < 1200 else SIDE)
        for hint in self._hints:
            hint.setVisible(window >= 1200)
        self._report_seen()

    # --- inside ---------------------------------------------------------------------------------------------------

    def _list(self) -> QWidget:
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        body = QWidget()
        self._stack = QStackedLayout(body)
        for page in (self.table, self._skeleton, self.message):
            self._stack.addWidget(page)
        column.addWidget(body, 1)
        column.addWidget(hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(15, 7, 14, 7)
        foot.setSpacing(8)
        self._busy = Glyph(self._kit, "loader-2", 16, "ink-2")
        self._busy.hide()
        self._count = Elided(self._kit, "", "small", "ink-2")
        foot.addWidget(self._busy)
        foot.addWidget(self._count, 1)
        self._hints: list[QWidget] = [
            KeyCaps(self._kit, "Up"), KeyCaps(self._kit, "Down"), Text(self._kit, say("move"), "small", "ink-2"),
            KeyCaps(self._kit, "Ctrl+P"), Text(self._kit, say("print a copy"), "small", "ink-2"),
        ]  # fmt: skip
        for hint in self._hints:
            foot.addWidget(hint)
        column.addLayout(foot)
        return frame

    def _row_key(self, event: QKeyEvent) -> None:
        if self.showing_rows and event.key() not in ENTER:
            self.table.step(event)
        elif not self.showing_rows and event.key() in ENTER:
            self._message_action("clear")

    def _typed(self, text: str) -> None:
        if self._actions is not None:
            self._actions.search_typed(text)

    def _escape(self) -> None:
        if self.search.edit.text():
            self.search.edit.clear()
            self._typed("")
            self.focus_first()
        else:
            self._leave()

    def _message_action(self, key: str) -> None:
        if self._actions is not None:
            self._actions.message_action(key)

    def _current(self) -> str | None:
        index = self.table.currentIndex()
        return self.table.receipts.rows[index.row()].number if index.isValid() else None

    def _moved(self) -> None:
        if self._actions is not None and not self._quiet and self._current() is not None:
            self._actions.chosen(self._current())

    def _report_seen(self, *_range: int) -> None:
        if self._actions is not None and self.showing_rows and self.table.receipts.rowCount():
            self._actions.rows_visible(*self.table.seen())

    def _silently(self, act: Callable[[], None]) -> None:
        before, self._quiet = self._quiet, True
        act()
        self._quiet = before
