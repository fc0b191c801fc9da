"""A table of figures: names at the start, amounts at the end of their columns, the total at the foot."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from pos_app.desktop.presenters.faces.today import ColumnFace, TableFace, TableRowFace
from pos_app.desktop.say import say
from pos_app.desktop.views.components.kit import Kit, boxed, draw_text, mirrored
from pos_app.desktop.views.components.pieces import hairline

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW, HEAD, PAD = 30, 30, 16
EMPTY = TableFace((), (), TableRowFace(()))


class FiguresModel(QAbstractTableModel):
    """The rows without the total, which stands below them and does not scroll away."""

    def __init__(self) -> None:
        super().__init__()
        self.face = EMPTY

    def show_table(self, face: TableFace) -> None:
        self.beginResetModel()
        self.face = face
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.face.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.face.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text = self.face.rows[index.row()].cells[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.face.columns[index.column()].text}: {text}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.face.columns[section].text
        return None


def paint_cell(
    painter: QPainter, box: QRectF, column: ColumnFace, text: str, font: QFont, colour: QColor,
    direction: Qt.LayoutDirection,
) -> None:  # fmt: skip
    lead, tail = (4, PAD) if column.figures else (PAD, 4)
    inner = mirrored(box.adjusted(lead, 0, -tail, 0), box, direction)
    draw_text(painter, inner, text, font, colour, "end" if column.figures else "start", direction)


class FiguresDelegate(QStyledItemDelegate):
    def __init__(self, kit: Kit, table: QTableView, model: FiguresModel) -> None:
        super().__init__(table)
        self._kit, self._table, self._model = kit, table, model
        self.faint = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(60, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = self._kit.theme, boxed(option.rect)
        row, column = self._model.face.rows[index.row()], self._model.face.columns[index.column()]
        painter.save()
        here = index.row() == self._table.currentIndex().row() and self._table.hasFocus()
        painter.fillRect(box, theme.colour("select" if here else "surface"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line"))
        zero = index.column() in row.zeros
        weight = 400 if zero else 600 if column.strong else 400 if column.figures else 500
        tone = "ink-3" if zero else "ink-2" if self.faint else "ink"
        font, colour = theme.font("small", weight), theme.colour(tone)
        paint_cell(painter, box, column, row.cells[index.column()], font, colour, self._table.layoutDirection())
        painter.restore()


class FiguresHeader(QHeaderView):
    def __init__(self, kit: Kit, parent: QTableView, model: FiguresModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._kit, self._model = kit, model
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self.setFixedHeight(HEAD)
        self.setAccessibleName(say("Columns"))

    def paintSection(self, painter: QPainter, rect: object, section: int) -> None:
        theme, box = self._kit.theme, QRectF(rect)  # type: ignore[call-overload]  # a QRect: the base class says object
        column, direction = self._model.face.columns[section], self.layoutDirection()
        painter.fillRect(box, theme.colour("surface-2"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line"))
        font, ink = theme.font("label", 500), theme.colour("ink-2")
        paint_cell(painter, box, column, column.text, font, ink, direction)


class FiguresView(QTableView):
    """Read only; arrows move through the rows for whoever has them read out."""

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__()
        self._kit = kit
        self.figures = FiguresModel()
        self.setModel(self.figures)
        self.look = FiguresDelegate(kit, self, self.figures)
        self.setItemDelegate(self.look)
        self.setHorizontalHeader(FiguresHeader(kit, self, self.figures))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(ROW)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setProperty("focusRadius", 4)
        self.setAccessibleName(name)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.foot = FiguresFoot(kit, self)

    def sizeHint(self) -> QSize:
        return QSize(600, HEAD + 5 * ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, HEAD + 2 * ROW)

    def show_table(self, face: TableFace) -> None:
        """The same place in the table stays in sight."""
        if face == self.figures.face:
            return
        at, current = self.verticalScrollBar().value(), self.currentIndex()
        self.figures.show_table(face)
        self._fit()
        self.foot.show_total(face)
        self.verticalScrollBar().setValue(at)
        if current.isValid() and current.row() < self.figures.rowCount():
            self.setCurrentIndex(self.figures.index(current.row(), 0))

    def show_faint(self, faint: bool) -> None:
        self.look.faint = faint
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Each column as wide as its widest figure; what is left over goes to the names, then to all."""
        face = self.figures.face
        if not face.columns:
            return
        bold, head = self._kit.theme.metrics("small", 600), self._kit.theme.metrics("label", 500)
        widths = []
        for number, column in enumerate(face.columns):
            cells = [bold.horizontalAdvance(row.cells[number]) for row in (*face.rows[:200], face.total)]
            widths.append(max([head.horizontalAdvance(column.text), *cells]) + PAD + 12)
        spare = self.viewport().width() - sum(widths)
        share = max(0.0, spare) * 0.7 / max(1, len(widths) - 1)
        fitted = [round(wide + share) for wide in widths[1:]]
        names = max(90, self.viewport().width() - sum(fitted))
        for number, wide in enumerate((names, *fitted)):
            self.setColumnWidth(number, wide)
        self.foot.update()


class FiguresFoot(QWidget):
    """The total, below its columns."""

    def __init__(self, kit: Kit, table: QTableView) -> None:
        super().__init__()
        self._kit, self._table = kit, table
        self._face = EMPTY
        self.setFixedHeight(ROW + 1)

    def show_total(self, face: TableFace) -> None:
        self._face = face
        named = (f"{column.text}: {cell}" for column, cell in zip(face.columns, face.total.cells, strict=True))
        self.setAccessibleName("; ".join(named))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, box = self._kit.theme, QPainter(self), boxed(self.rect())
        painter.fillRect(QRectF(0, 0, box.width(), 1), theme.colour("line-strong"))
        at, direction = 0.0, self.layoutDirection()
        for number, column in enumerate(self._face.columns):
            wide = self._table.columnWidth(number)
            cell = mirrored(QRectF(at, 1, wide, box.height() - 1), box, direction)
            font = theme.font("small", 600)
            paint_cell(painter, cell, column, self._face.total.cells[number], font, theme.colour("ink"), direction)
            at += wide


def figures_card(head: QWidget, table: FiguresView) -> QFrame:
    """The table in a card, below its headline."""
    frame = QFrame()
    frame.setProperty("card", "true")
    column = QVBoxLayout(frame)
    column.setContentsMargins(1, 1, 1, 1)
    column.setSpacing(0)
    column.addWidget(head)
    column.addWidget(hairline())
    column.addWidget(table, 1)
    column.addWidget(table.foot)
    return frame
