"""A list of what waits: rows of two lines, with a footer, a skeleton and a message; one of the three at a time."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from pos_app.desktop.presenters.faces.common import MessageFace, StateFace, Tone
from pos_app.desktop.presenters.faces.queue import CellFace, ColumnFace, FollowedFace, QueueRow, StepsFace
from pos_app.desktop.say import say
from pos_app.desktop.views.components.buttons import ENTER
from pos_app.desktop.views.components.chips import LOOKS
from pos_app.desktop.views.components.columns import Need, widths
from pos_app.desktop.views.components.keycaps import KeyCaps
from pos_app.desktop.views.components.kit import Align, Kit, boxed, draw_text, is_rtl, mirrored
from pos_app.desktop.views.components.notices import Message
from pos_app.desktop.views.components.pieces import Glyph, Skeleton, hairline
from pos_app.desktop.views.components.text import Elided, Text
from pos_app.desktop.views.invoice_table import ROOT, Index
from pos_app.desktop.views.row_table import MOVES, RowTable, Thumb

SKELETON: Final = ((22, 60, 0), (130, 170, 130), (420, 150, 110), (680, 120, 0), (880, 90, 0))
PAD: Final = 8
LEAD: Final = 14
SAMPLE: Final = 60
"""Rows that are measured: what can be seen, and some way down."""
HEAD: Final = 45
"""Pixels of height of a card's title."""
MESSAGE: Final = 250
"""Pixels of height for what is said in place of rows."""
MARK: Final = 18
"""Pixels that a state's sign takes before its words."""
DASH, GAP = 15, 4
"""Of the steps, in pixels."""
NARROW: Final = 560
"""Below this width (pixels) the columns that give way are dropped."""


class QueueModel(QAbstractTableModel):
    """The rows the presenter has given, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[ColumnFace, ...] = ()
        self.rows: list[QueueRow] = []

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.rows[index.row()].cells[index.column()]
        first = cell.steps.text if cell.steps else cell.first
        if role == Qt.ItemDataRole.DisplayRole:
            return first
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[index.column()].title}: {first} {_below(cell)}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{first}\n{_below(cell)}".strip()
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def find(self, row_id: str | None) -> int:
        """Its row, or -1."""
        return next((at for at, row in enumerate(self.rows) if row.id == row_id), -1)

    def show(self, columns: tuple[ColumnFace, ...], rows: tuple[QueueRow, ...]) -> bool:
        """True if the same rows stand in the same order: only their contents have changed."""
        if columns == self.columns and [row.id for row in rows] == [row.id for row in self.rows]:
            for at, row in enumerate(rows):
                if row != self.rows[at]:
                    self.rows[at] = row
                    self.dataChanged.emit(self.index(at, 0), self.index(at, len(columns) - 1))
            return True
        self.beginResetModel()
        self.columns, self.rows = columns, list(rows)
        self.endResetModel()
        return False


def _below(cell: CellFace) -> str:
    return cell.mark.text if cell.mark and not cell.leads else cell.second


def _ink(tone: Tone) -> str:
    """On the row's own ground, without the chip's."""
    return "checking-ink" if tone is Tone.CHECKING else LOOKS[tone].ink


class QueueDelegate(QStyledItemDelegate):
    def __init__(self, kit: Kit, table: QueueTable) -> None:
        super().__init__(table)
        self._kit, self._table = kit, table

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(60, self._kit.theme.height("table-row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, table = self._kit.theme, self._table
        box, direction = boxed(option.rect), table.layoutDirection()
        selected = index.row() == table.currentIndex().row()
        painter.save()
        painter.fillRect(box, theme.colour("select" if selected else "surface"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line"))
        self._cell(painter, box, index, direction)
        if selected:
            self._selection(painter, box, index.column(), direction)
        painter.restore()

    def _cell(self, painter: QPainter, box: QRectF, index: Index, direction: Qt.LayoutDirection) -> None:
        theme, model = self._kit.theme, self._table.model_
        cell, column = model.rows[index.row()].cells[index.column()], model.columns[index.column()]
        first_column, last = index.column() == 0, index.column() == len(model.columns) - 1
        left, right = LEAD if first_column else PAD, LEAD if last else PAD
        inner = QRectF(box.left() + left, box.top(), box.width() - left - right, box.height() - 1)
        inner = mirrored(inner, box, direction)
        stale = self._table.stale
        font = theme.font("body", 600 if cell.strong else 400, 14 if column.end else 13)
        ink = theme.colour("ink-2" if stale else "ink")
        align: Align = "end" if column.end else "start"
        if cell.steps is not None:
            self._steps(painter, inner, cell.steps, direction)
            return
        if not _below(cell) and not cell.leads:
            draw_text(painter, inner, cell.first, font, ink, align, direction)
            return
        above = QRectF(inner.left(), inner.top() + 9, inner.width(), 18)
        below = QRectF(inner.left(), inner.top() + 27, inner.width(), 16)
        if cell.mark is not None and cell.leads:
            self._mark(painter, above, cell.mark, theme.font("body", 600, 13), direction)
        else:
            draw_text(painter, above, cell.first, font, ink, align, direction)
        if cell.mark is not None and not cell.leads:
            self._mark(painter, below, cell.mark, theme.font("label", 600), direction)
        else:
            small = theme.font("label", 400)
            draw_text(painter, below, cell.second, small, theme.colour("ink-2"), align, direction)

    def _mark(
        self, painter: QPainter, box: QRectF, face: StateFace, font: QFont, direction: Qt.LayoutDirection
    ) -> None:
        colour = self._kit.theme.colour("ink-2" if self._table.stale else _ink(face.tone))
        icon = QRectF(box.left(), box.center().y() - 7, 14, 14)
        words = QRectF(box.left() + MARK, box.top(), box.width() - MARK, box.height())
        self._kit.icons.paint(painter, mirrored(icon, box, direction), LOOKS[face.tone].icon, colour, stroke="2")
        draw_text(painter, mirrored(words, box, direction), face.text, font, colour, "start", direction)

    def _steps(self, painter: QPainter, box: QRectF, face: StepsFace, direction: Qt.LayoutDirection) -> None:
        """A dash for each: those that are done, one that went wrong, those to come."""
        theme = self._kit.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for at in range(face.of):
            went = Tone.REFUND if face.bad else face.tone
            tone = _ink(went) if at < face.done else _ink(face.tone) if face.bad and at == face.done else "line-strong"
            dash = QRectF(box.left() + at * (DASH + GAP), box.center().y() - 3, DASH, 6)
            painter.setBrush(theme.colour("ink-3" if self._table.stale and at <= face.done else tone))
            painter.drawRoundedRect(mirrored(dash, box, direction), 3, 3)

    def _selection(self, painter: QPainter, box: QRectF, column: int, direction: Qt.LayoutDirection) -> None:
        """A bar at the start; with the focus in the table, a line all around."""
        theme, last = self._kit.theme, len(self._table.model_.columns) - 1
        if self._table.hasFocus():
            ring = theme.colour("focus")
            painter.fillRect(QRectF(box.left(), box.top(), box.width(), 2), ring)
            painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), ring)
            if column == last:
                painter.fillRect(mirrored(QRectF(box.right() - 2, box.top(), 2, box.height()), box, direction), ring)
        if column == 0:
            bar = mirrored(QRectF(box.left(), box.top(), 4, box.height()), box, direction)
            painter.fillRect(bar, theme.colour("primary"))


class QueueHeader(QHeaderView):
    def __init__(self, kit: Kit, table: QueueTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._kit, self._table = kit, table
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self.setFixedHeight(36)
        self.setAccessibleName(say("Columns"))

    def paintSection(self, painter: QPainter, rect: object, section: int) -> None:
        theme, columns = self._kit.theme, self._table.model_.columns
        box = QRectF(rect)  # type: ignore[call-overload]  # a QRect: the base class says object
        direction = self.layoutDirection()
        painter.fillRect(box, theme.colour("surface-2"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line"))
        left, right = LEAD if section == 0 else PAD, LEAD if section == len(columns) - 1 else PAD
        inner = mirrored(QRectF(box.left() + left, box.top(), box.width() - left - right, box.height()), box, direction)
        column = columns[section]
        font = theme.font("label", 500)
        draw_text(
            painter, inner, column.title, font, theme.colour("ink-2"), "end" if column.end else "start", direction
        )


class QueueTable(RowTable):
    """Arrows move, Enter opens. ``left``: an arrow went past the first row (-1) or the last (1)."""

    opened = Signal(str)
    moved = Signal()
    left = Signal(int)

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__()
        self._kit = kit
        self.stale = False
        self.model_ = QueueModel()
        self.setModel(self.model_)
        self.setItemDelegate(QueueDelegate(kit, self))
        self.setHorizontalHeader(QueueHeader(kit, self))
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
        self.setAccessibleName(name)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self._open()
        elif event.key() in MOVES:
            self.step(event)
        else:
            event.ignore()

    def step(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        super().step(event)
        if row == self.currentIndex().row() and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.left.emit(1 if event.key() == Qt.Key.Key_Down else -1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self._open()

    def _open(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.opened.emit(self.model_.rows[index.row()].id)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model_.rowCount():
            self.choose(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def choose(self, row: int) -> None:
        """Make ``row`` the current one (-1: none)."""
        if row < 0:
            self.selectionModel().clearCurrentIndex()
            return
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.model_.index(row, 0), flag.ClearAndSelect | flag.Rows)

    def show_stale(self, stale: bool) -> None:
        self.stale = stale
        self.viewport().update()

    @property
    def chosen_id(self) -> str | None:
        index = self.currentIndex()
        return self.model_.rows[index.row()].id if index.isValid() else None

    def fit_columns(self) -> None:
        """As the first lines need it; what somebody wrote is cut first, a name last."""
        width = self.viewport().width()
        columns = self.model_.columns
        shown = [at for at, column in enumerate(columns) if width >= NARROW or not column.gives_way]
        for at in range(len(columns)):
            self.setColumnHidden(at, at not in shown)
        needs = [self._need(at, first=at == shown[0], end=at == shown[-1]) for at in shown]
        for at, wide in zip(shown, widths(width, needs), strict=True):
            self.setColumnWidth(at, max(20, wide))

    def _need(self, at: int, *, first: bool, end: bool) -> Need:
        theme, column = self._kit.theme, self.model_.columns[at]
        cells = [row.cells[at] for row in self.model_.rows[:SAMPLE]]
        below = theme.metrics("label", 400)
        words, more = theme.metrics("label", 500).horizontalAdvance(column.title), 0.0
        for cell in cells:
            above = theme.metrics("body", 600 if cell.strong else 400, 14 if column.end else 13)
            words = max(words, above.horizontalAdvance(cell.first))
            more = max(more, below.horizontalAdvance(cell.second))
            if cell.mark is not None:
                marked = theme.metrics("body", 600, 13) if cell.leads else theme.metrics("label", 600)
                words = max(words, MARK + marked.horizontalAdvance(cell.mark.text))
            if cell.steps is not None:
                words = max(words, cell.steps.of * (DASH + GAP) - GAP)
        named = any(cell.strong for cell in cells) and not column.end
        fixed = column.end or any(cell.steps for cell in cells)
        edges = (LEAD if first else PAD) + (LEAD if end else PAD) + 1
        return Need(ceil(words) + edges, column.share, ceil(more) + edges, last=named, fixed=fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()
        head = self.viewport().y()
        self._thumb.setGeometry(0 if is_rtl(self) else self.width() - 10, head, 10, self.height() - head)


class QueueList(QFrame):
    """The card that holds the table."""

    def __init__(self, kit: Kit, name: str, act: Callable[[str], None]) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.table = QueueTable(kit, name)
        self._skeleton = Skeleton(kit, SKELETON, kit.theme.height("table-row"))
        self.message = Message(kit, act)
        column = QVBoxLayout(self)
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
        self._busy = Glyph(kit, "loader-2", 16, "ink-2")
        self._busy.hide()
        self._count = Elided(kit, "", "small", "ink-2")
        foot.addWidget(self._busy)
        foot.addWidget(self._count, 1)
        self._keys = QWidget()
        self._keys.setProperty("ground", "none")
        shown = QHBoxLayout(self._keys)
        shown.setContentsMargins(0, 0, 0, 0)
        shown.setSpacing(4)
        for keys, word in ((("Up", "Down"), say("move")), (("Enter",), say("decide"))):
            shown.addSpacing(12 if shown.count() else 0)
            for key in keys:
                shown.addWidget(KeyCaps(kit, key))
            shown.addSpacing(2)
            shown.addWidget(Text(kit, word, "small", "ink-2"))
        hold = self._keys.sizePolicy()
        hold.setRetainSizeWhenHidden(True)  # nothing jumps
        self._keys.setSizePolicy(hold)
        foot.addWidget(self._keys)
        column.addLayout(foot)

    def show_rows(self, columns: tuple[ColumnFace, ...], rows: tuple[QueueRow, ...]) -> None:
        """Selection by id and scroll position stay."""
        table = self.table
        self._stack.setCurrentWidget(table)
        self._keys.show()
        chosen, at = table.chosen_id, table.verticalScrollBar().value()
        if table.model_.show(columns, rows):
            return
        table.fit_columns()
        table.choose(table.model_.find(chosen))
        table.verticalScrollBar().setValue(at)

    def show_loading(self, text: str) -> None:
        self._stack.setCurrentWidget(self._skeleton)
        self.show_footer(text, busy=True)

    def show_message(self, face: MessageFace) -> None:
        self.message.show_message(face, "" if face.failed else "circle-check")
        self._stack.setCurrentWidget(self.message)
        self._keys.hide()  # there is nothing to move in, nothing to decide

    def show_stale(self, stale: bool) -> None:
        self.table.show_stale(stale)

    def show_footer(self, text: str, *, busy: bool) -> None:
        self._count.setText(text)
        self._busy.setVisible(busy)

    @property
    def showing_rows(self) -> bool:
        return self._stack.currentWidget() is self.table

    def wanted(self) -> int:
        """Pixels of height for all its rows, or for three of them, or for what stands in their place."""
        if not self.showing_rows:
            return MESSAGE
        return self._around() + max(3, self.table.model_.rowCount()) * self._row

    def least(self) -> int:
        return self._around() + 3 * self._row if self.showing_rows else MESSAGE

    @property
    def _row(self) -> int:
        return self.table.verticalHeader().defaultSectionSize()

    def _around(self) -> int:
        return self.table.horizontalHeader().height() + self._keys.sizeHint().height() + 18


class FollowedList(QFrame):
    """A card below: a title in place of the names of columns, and as many rows as there is room for."""

    LEAST = 2

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.table = QueueTable(kit, "")
        self.table.horizontalHeader().hide()
        self._title = Text(kit, "", "body-strong", "ink")
        self._note = Elided(kit, "", "small", "ink-2")
        self._title.setBuddy(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QWidget()
        head.setProperty("ground", "none")
        head.setFixedHeight(HEAD)
        words = QHBoxLayout(head)
        words.setContentsMargins(15, 0, 14, 0)
        words.setSpacing(10)
        words.addWidget(self._title)
        words.addWidget(self._note, 1)
        column.addWidget(head)
        column.addWidget(hairline())
        column.addWidget(self.table, 1)
        self.hide()

    def show_followed(self, face: FollowedFace) -> None:
        self._title.setText(face.title)
        self._note.setText(face.note)
        self.table.setAccessibleName(face.title)
        self.table.setAccessibleDescription(face.note)
        chosen = self.table.chosen_id
        if not self.table.model_.show(face.columns, face.rows):
            self.table.fit_columns()
            self.table.choose(self.table.model_.find(chosen))

    def forget(self) -> None:
        self.table.model_.show(self.table.model_.columns, ())

    def height_in(self, room: int) -> int:
        """Pixels it takes of ``room``; 0 where that is too little for it to be of use."""
        row = self.table.verticalHeader().defaultSectionSize()
        count = self.table.model_.rowCount()
        shown = min(count, (room - HEAD - 3) // row)
        return HEAD + 3 + shown * row if shown >= min(self.LEAST, count) and count else 0
