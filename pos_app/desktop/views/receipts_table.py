"""The list of receipts as a table: two lines a cell, what was paid at the end."""

from __future__ import annotations

from math import ceil
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from pos_app.desktop.presenters.faces.receipts import ReceiptRowFace
from pos_app.desktop.say import mark, say
from pos_app.desktop.views.components.columns import Need, widths
from pos_app.desktop.views.components.kit import Kit, boxed, draw_text, is_rtl, mirrored
from pos_app.desktop.views.invoice_table import MOST_NAMES, ROOT, Index
from pos_app.desktop.views.row_table import MOVES, RowTable, Thumb

HEADERS: Final = (mark("Receipt"), mark("Patient"), mark("Invoice"), mark("Served by"), mark("Paid"))
PAID: Final = 4
SHARES: Final = (18, 28, 22, 18, 14)
"""Of the width that the words of all columns leave over. The patient's name is cut after who served and the card."""
PATIENT: Final = 1
LEAD, PAD = 14, 7
SAMPLE: Final = 60
"""Rows that are measured: what can be seen, and some way down."""


def texts(row: ReceiptRowFace, column: int) -> tuple[str, str]:
    """First and second line of a cell."""
    return (
        (row.number, row.when),
        (row.patient, row.mrn),
        (row.invoice, row.tender),
        (row.served_by, row.till),
        (row.paid, row.copies),
    )[column]


class ReceiptModel(QAbstractTableModel):
    """The rows the presenter has given, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ReceiptRowFace] = []

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(HEADERS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        first, second = texts(self.rows[index.row()], index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return first
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{say(HEADERS[index.column()])}: {first} {second}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{first}\n{second}".strip()
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say(HEADERS[section])
        return None

    def find(self, number: str | None) -> int:
        """Its row, or -1."""
        return next((at for at, row in enumerate(self.rows) if row.number == number), -1)

    def reset(self, rows: tuple[ReceiptRowFace, ...]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def append(self, rows: tuple[ReceiptRowFace, ...]) -> None:
        if rows:
            at = len(self.rows)
            self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
            self.rows.extend(rows)
            self.endInsertRows()

    def replace_in_place(self, rows: tuple[ReceiptRowFace, ...]) -> bool:
        """True if the same receipts stand in the same order: only their contents have changed."""
        if [row.number for row in rows] != [row.number for row in self.rows]:
            return False
        for at, row in enumerate(rows):
            if row != self.rows[at]:
                self.rows[at] = row
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(HEADERS) - 1))
        return True


class ReceiptDelegate(QStyledItemDelegate):
    def __init__(self, kit: Kit, table: QTableView, model: ReceiptModel) -> None:
        super().__init__(table)
        self._kit, self._table, self._model = kit, table, model
        self.stale = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(60, self._kit.theme.height("table-row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box, column = self._kit.theme, boxed(option.rect), index.column()
        direction = self._table.layoutDirection()
        selected = index.row() == self._table.currentIndex().row()
        painter.save()
        painter.fillRect(box, theme.colour("select" if selected else "surface"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line"))
        first, second = texts(self._model.rows[index.row()], column)
        lead = LEAD if column == 0 else PAD
        inner = mirrored(box.adjusted(lead, 0, -(LEAD if column == PAID else PAD), -1), box, direction)
        ink = theme.colour("ink-2" if self.stale else "ink")
        if column == PAID:
            above = QRectF(
                inner.left(), inner.top() + (9 if second else 0), inner.width(), 18 if second else inner.height()
            )
            draw_text(painter, above, first, theme.font("body", 600, 14), ink, "end", direction)
            below = QRectF(inner.left(), inner.top() + 27, inner.width(), 16)
            draw_text(painter, below, second, theme.font("label", 400), theme.colour("ink-2"), "end", direction)
        else:
            above = QRectF(inner.left(), inner.top() + 9, inner.width(), 18)
            below = QRectF(inner.left(), inner.top() + 27, inner.width(), 16)
            font = theme.font("body", {0: 500, 1: 600}.get(column, 400), 13)
            draw_text(painter, above, first, font, ink, "start", direction)
            draw_text(painter, below, second, theme.font("label", 400), theme.colour("ink-2"), "start", direction)
        if selected:
            self._mark(painter, box, column, direction)
        painter.restore()

    def _mark(self, painter: QPainter, box: QRectF, column: int, direction: Qt.LayoutDirection) -> None:
        """A bar at the start and a line around: these rows take the arrow keys wherever the focus is on the page."""
        theme = self._kit.theme
        ring = theme.colour("focus")
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), 2), ring)
        painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), ring)
        if column == PAID:
            painter.fillRect(mirrored(QRectF(box.right() - 2, box.top(), 2, box.height()), box, direction), ring)
        if column == 0:
            bar = mirrored(QRectF(box.left(), box.top(), 4, box.height()), box, direction)
            painter.fillRect(bar, theme.colour("primary"))


class ReceiptHeader(QHeaderView):
    def __init__(self, kit: Kit, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._kit = kit
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self.setFixedHeight(36)
        self.setAccessibleName(say("Columns"))

    def paintSection(self, painter: QPainter, rect: object, section: int) -> None:
        theme, box = self._kit.theme, QRectF(rect)  # type: ignore[call-overload]  # a QRect: the base class says object
        direction = self.layoutDirection()
        painter.fillRect(box, theme.colour("surface-2"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line"))
        lead = LEAD if section == 0 else PAD
        inner = mirrored(box.adjusted(lead, 0, -(LEAD if section == PAID else PAD), 0), box, direction)
        font, ink = theme.font("label", 500), theme.colour("ink-2")
        draw_text(painter, inner, say(HEADERS[section]), font, ink, "end" if section == PAID else "start", direction)


class ReceiptTableView(RowTable):
    """Arrows move; letters are left to the page, which searches with them."""

    moved = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.receipts = ReceiptModel()
        self.setModel(self.receipts)
        self.look = ReceiptDelegate(kit, self, self.receipts)
        self.setItemDelegate(self.look)
        self.setHorizontalHeader(ReceiptHeader(kit, self))
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
        self.receipts.modelReset.connect(self._share_out)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setProperty("focusRing", "none")
        self.setAccessibleName(say("Receipts"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit()

    def choose(self, row: int) -> None:
        """Make ``row`` the current one (-1: none), scrolling only if it can't be seen."""
        if row < 0:
            self.selectionModel().clearCurrentIndex()
            return
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.receipts.index(row, 0), flag.ClearAndSelect | flag.Rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()
        head = self.horizontalHeader().height()
        self._thumb.setGeometry(0 if is_rtl(self) else self.width() - 10, head, 10, self.height() - head)

    def _share_out(self) -> None:
        """As the words of the rows at the top need it."""
        needs = [
            Need(self._words(column), share, last=column == PATIENT, fixed=column in (0, PAID))
            for column, share in enumerate(SHARES)
        ]
        for column, wide in enumerate(widths(self.viewport().width(), needs)):
            self.setColumnWidth(column, wide)

    def _words(self, column: int) -> float:
        theme, rows = self._kit.theme, [texts(row, column) for row in self.receipts.rows[:SAMPLE]]
        weight = 600 if column in (PATIENT, PAID) else 500
        above, below = theme.metrics("body", weight, 14 if column == PAID else 13), theme.metrics("label", 400)
        head = theme.metrics("label", 500).horizontalAdvance(say(HEADERS[column]))
        lines = sorted(max(above.horizontalAdvance(one), below.horizontalAdvance(other)) for one, other in rows)
        if column == PATIENT and lines:  # a few very long names may be cut
            lines = lines[: int((len(lines) - 1) * MOST_NAMES) + 1]
        return ceil(max([head, *lines[-1:]])) + (LEAD if column in (0, PAID) else PAD) + PAD + 1

    def seen(self) -> tuple[int, int]:
        """First and last row in sight."""
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        return first, last if last >= 0 else max(0, self.receipts.rowCount() - 1)
