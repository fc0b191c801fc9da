"""The table of the list with its footer, its skeleton and its message: one of the three at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from pos_app.desktop.presenters.faces.common import MessageFace
from pos_app.desktop.presenters.faces.invoices import InvoiceRowFace, SortFace
from pos_app.desktop.say import say
from pos_app.desktop.views.components.buttons import ENTER
from pos_app.desktop.views.components.keycaps import KeyCaps
from pos_app.desktop.views.components.kit import Kit, is_rtl
from pos_app.desktop.views.components.notices import Message
from pos_app.desktop.views.components.pieces import Glyph, Skeleton, hairline
from pos_app.desktop.views.components.text import Elided, Text
from pos_app.desktop.views.invoice_table import (
    Column,
    Index,
    InvoiceDelegate,
    InvoiceHeader,
    InvoiceModel,
    TableState,
    column_widths,
)
from pos_app.desktop.views.row_table import MOVES, RowTable, Thumb

SKELETON = ((18, 70, 0), (125, 150, 100), (310, 170, 110), (560, 60, 50), (720, 80, 0), (850, 110, 0))


class InvoiceTableView(RowTable):
    """Arrows move, Enter opens; letters are left to the page, which searches with them."""

    opened = Signal(str)
    moved = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.look = TableState()
        self.rows = InvoiceModel()
        self.setModel(self.rows)
        self.setItemDelegate(InvoiceDelegate(kit, self, self.rows, self.look))
        self.head = InvoiceHeader(kit, self, self.look)
        self.setHorizontalHeader(self.head)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(kit.theme.height("table-row"))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._thumb = Thumb(self.verticalScrollBar(), self)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setProperty("focusRing", "none")
        self.setAccessibleName(say("Invoices"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.open_current()
        elif event.key() in MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def open_current(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.opened.emit(self.rows.row(index.row()).id)

    def step(self, event: QKeyEvent) -> None:
        """A key that came from the search box."""
        if event.key() in ENTER:
            self.open_current()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.open_current()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._repaint_row(previous)
        self._repaint_row(current)
        self.moved.emit()

    def _repaint_row(self, index: Index) -> None:
        if index.isValid():
            top = self.rowViewportPosition(index.row())
            self.viewport().update(0, top, self.viewport().width(), self.rowHeight(index.row()))

    def choose(self, row: int) -> None:
        """Make ``row`` the current one (-1: none), scrolling only if it can't be seen."""
        if row < 0:
            self.selectionModel().clearCurrentIndex()
            return
        flag = QItemSelectionModel.SelectionFlag
        index = self.rows.index(row, self.currentIndex().column() if self.currentIndex().isValid() else 0)
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)

    def fit_columns(self) -> None:
        widths = column_widths(self._kit, self.rows.rows, self.viewport().width())
        self.look.folded = not widths[Column.DATE]
        for column, wide in widths.items():
            self.setColumnHidden(column, wide == 0)
            if wide:
                self.setColumnWidth(column, wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()
        head = self.horizontalHeader().height()
        left = 0 if is_rtl(self) else self.width() - 10
        self._thumb.setGeometry(left, head, 10, self.height() - head)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.choose(0)

    def seen(self) -> tuple[int, int]:
        """First and last row in sight."""
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        return first, last if last >= 0 else max(0, self.rows.rowCount() - 1)


class InvoiceList(QFrame):
    """The card that holds the table."""

    def __init__(self, kit: Kit, message_action: Callable[[str], None]) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.table = InvoiceTableView(kit)
        self._skeleton = Skeleton(kit, SKELETON, kit.theme.height("table-row"))
        self.message = Message(kit, message_action)
        self._hints: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        body = QWidget()
        self._stack = QStackedLayout(body)
        for page in (self.table, self._skeleton, self.message):
            self._stack.addWidget(page)
        self._stack.currentChanged.connect(self._show_hints)
        column.addWidget(body, 1)
        column.addWidget(hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(15, 7, 14, 7)
        foot.setSpacing(8)
        self._busy = Glyph(kit, "loader-2", 16, "ink-2")
        self._busy.hide()
        self._count = Elided(kit, "", "small", "ink-2")
        foot.addWidget(self._busy)
        foot.addWidget(self._count, 1)
        gap = 0
        for keys, word in (
            (("Up", "Down"), say("move")),
            (("Enter",), say("open", "what a key does")),
            (("Enter", "Enter"), say("take the whole due")),
        ):
            hint = QWidget()
            hint.setProperty("ground", "none")
            inside = QHBoxLayout(hint)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(4)
            for key in keys:
                inside.addWidget(KeyCaps(kit, key))
            inside.addSpacing(2)
            inside.addWidget(Text(kit, word, "small", "ink-2"))
            foot.addSpacing(gap)
            gap = 8
            keep = hint.sizePolicy()
            keep.setRetainSizeWhenHidden(True)  # nothing jumps
            hint.setSizePolicy(keep)
            self._hints.append(hint)
            foot.addWidget(hint)
        column.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_hints()

    def _show_hints(self, _page: int = 0) -> None:
        """Of what there is to move in."""
        for hint in self._hints:
            hint.setVisible(self.width() > 560 and self._stack.currentWidget() is not self.message)

    def reset_rows(self, rows: tuple[InvoiceRowFace, ...]) -> None:
        self.table.rows.reset(rows)
        self.table.fit_columns()
        self.table.scrollToTop()
        self._stack.setCurrentWidget(self.table)

    def append_rows(self, rows: tuple[InvoiceRowFace, ...]) -> None:
        self.table.rows.append(rows)

    def replace_rows(self, rows: tuple[InvoiceRowFace, ...]) -> None:
        """Selection by id and scroll position by the topmost row stay."""
        table, model = self.table, self.table.rows
        self._stack.setCurrentWidget(table)
        if model.replace_in_place(rows):
            return
        top = table.rowAt(0)
        anchor = model.row(top).id if top >= 0 else None
        offset = table.rowViewportPosition(top) if top >= 0 else 0
        current = table.currentIndex()
        chosen = model.row(current.row()).id if current.isValid() else None
        model.reset(rows)
        table.fit_columns()
        table.choose(model.find(chosen))
        found = model.find(anchor)
        if found >= 0:
            bar = table.verticalScrollBar()
            bar.setValue(bar.value() + table.rowViewportPosition(found) - offset)

    def show_loading(self, text: str) -> None:
        self._stack.setCurrentWidget(self._skeleton)
        self.show_footer(text, busy=True)

    def show_message(self, face: MessageFace) -> None:
        self.message.show_message(face)
        self._stack.setCurrentWidget(self.message)

    def show_stale(self, stale: bool) -> None:
        self.table.look.stale = stale
        self.table.viewport().update()

    def show_sort(self, face: SortFace) -> None:
        if face != self.table.look.sort:
            self.table.look.sort = face
            self.table.setAccessibleDescription(face.text)
            self.table.head.viewport().update()

    def show_footer(self, text: str, *, busy: bool) -> None:
        self._count.setText(text)
        self._busy.setVisible(busy)

    @property
    def showing_rows(self) -> bool:
        return self._stack.currentWidget() is self.table
