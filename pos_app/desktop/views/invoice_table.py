"""The list of invoices as a table: model, two-line rows painted by a delegate, and widths that give way in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Final, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from pos_app.desktop.presenters.faces.invoices import InvoiceRowFace, SortFace
from pos_app.desktop.say import mark, say
from pos_app.desktop.views.components.chips import chip_width, paint_chip
from pos_app.desktop.views.components.kit import Align, Kit, boxed, broken, draw_text, mirrored

Index = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()
WIDE_FROM: Final = 700
"""Below this width (pixels) of the list the columns Patient total and Paid are dropped."""
LEAST_SERVICE: Final = 90
FEW_WORDS: Final = 150
"""Pixels for the service: where it has less, the date goes below the number."""
MOST_NAMES: Final = 0.9
"""Of the names in the list, those that are to be seen whole; a few very long ones may be cut."""


class Column(IntEnum):
    NUMBER = 0
    PATIENT = 1
    SERVICE = 2
    DATE = 3
    TOTAL = 4
    PAID = 5
    DUE = 6
    STATE = 7


HEADERS: Final = (
    mark("Invoice"),
    mark("Patient"),
    mark("Service"),
    mark("Date"),
    mark("Patient total"),
    mark("Paid"),
    mark("Due"),
    mark("State"),
)
AMOUNTS: Final = (Column.TOTAL, Column.PAID, Column.DUE)
BY_DATE, BY_DUE = "Alt+N", "Alt+M"


_Face: TypeAlias = tuple[str, int, int]
"""Of a text: its role, weight, and size in pixels (0: the role's own)."""
_TEXTS: Final[tuple[Callable[[InvoiceRowFace], tuple[str, str]], ...]] = (
    lambda row: (row.number, ""),
    lambda row: (row.patient, row.mrn),
    lambda row: (row.service, row.department),
    lambda row: (row.day, row.time),
    lambda row: (row.total, ""),
    lambda row: (row.paid, ""),
    lambda row: (row.due, ""),
    lambda row: (row.state.text, ""),
)


def texts(row: InvoiceRowFace, column: int, *, folded: bool = False) -> tuple[str, str]:
    """First and second line of a cell. ``folded``: the date has no column of its own."""
    if folded and column == Column.NUMBER:
        return row.number, f"{row.day} {row.time}"
    return _TEXTS[column](row)


class InvoiceModel(QAbstractTableModel):
    """The rows the presenter has given, and nothing else: no sorting, no filtering."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[InvoiceRowFace] = []

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(HEADERS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        first, second = texts(row, index.column())
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

    def row(self, number: int) -> InvoiceRowFace:
        return self._rows[number]

    @property
    def rows(self) -> list[InvoiceRowFace]:
        return self._rows

    def find(self, invoice_id: str | None) -> int:
        """Its row, or -1."""
        return next((at for at, row in enumerate(self._rows) if row.id == invoice_id), -1)

    def reset(self, rows: tuple[InvoiceRowFace, ...]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def append(self, rows: tuple[InvoiceRowFace, ...]) -> None:
        if not rows:
            return
        at = len(self._rows)
        self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
        self._rows.extend(rows)
        self.endInsertRows()

    def replace_in_place(self, rows: tuple[InvoiceRowFace, ...]) -> bool:
        """True if the same invoices stand in the same order: only their contents have changed."""
        if [row.id for row in rows] != [row.id for row in self._rows]:
            return False
        for at, row in enumerate(rows):
            if row != self._rows[at]:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(HEADERS) - 1))
        return True


@dataclass(slots=True)
class TableState:
    """What the delegate must know of the table around it."""

    stale: bool = False
    folded: bool = False
    """The date stands below the number."""
    sort: SortFace = field(default_factory=SortFace)

    @property
    def date(self) -> Column:
        """Where the date stands."""
        return Column.NUMBER if self.folded else Column.DATE

    @property
    def sorted(self) -> Column:
        return Column.DUE if self.sort.by_due else self.date


class InvoiceDelegate(QStyledItemDelegate):
    """Who and what above, identifiers below in grey; the sum that is due in bold; zero in grey."""

    PAD = 7

    def __init__(self, kit: Kit, table: QTableView, model: InvoiceModel, state: TableState) -> None:
        super().__init__(table)
        self._kit, self._table, self._model, self._state = kit, table, model, state
        self._advances: dict[tuple[str, str, int, int], float] = {}  # pixels, of texts in these rows and of no others
        model.modelReset.connect(self._advances.clear)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(60, self._kit.theme.height("table-row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, row = self._kit.theme, self._model.row(index.row())
        box = boxed(option.rect)
        direction = self._table.layoutDirection()
        selected = index.row() == self._table.currentIndex().row()
        ground = "select" if selected else "surface"
        painter.save()
        painter.fillRect(box, theme.colour(ground))
        if row.changed and not selected:
            painter.fillRect(box, theme.colour("primary-soft", 0.5))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line"))
        self._cell(painter, box, row, Column(index.column()), direction)
        if selected:
            self._selection(painter, box, index.column(), direction)
        painter.restore()

    def _cell(
        self, painter: QPainter, box: QRectF, row: InvoiceRowFace, column: Column, direction: Qt.LayoutDirection
    ) -> None:
        first, second = texts(row, column, folded=self._state.folded)
        lead = 14 if column is Column.NUMBER else self.PAD
        inner = QRectF(box.left() + lead, box.top(), box.width() - lead - self.PAD, box.height() - 1)
        inner = mirrored(inner, box, direction)
        stale = self._state.stale
        if column is Column.STATE:
            wide = min(chip_width(self._kit, first), inner.width() + self.PAD)
            chip = QRectF(inner.left(), inner.center().y() - 12, wide, 24)
            paint_chip(painter, self._kit, mirrored(chip, inner, direction), row.state, direction, faint=stale)
            return
        weight, tone, size = 400, "ink-2" if stale else "ink", 13
        if column is Column.NUMBER:
            weight = 500
        elif column is Column.PATIENT:
            weight = 600
        elif column in AMOUNTS:
            size = 14
            zero = (column is Column.PAID and row.paid_zero) or (column is Column.DUE and row.due_zero)
            tone = "ink-3" if zero else tone
            weight = 600 if column is Column.DUE and not row.due_zero else 400
        align: Align = "end" if column in AMOUNTS else "start"
        if align == "end" or not second:
            self._line(painter, inner, first, ("body", weight, size), tone, align, direction)
        else:
            above = QRectF(inner.left(), inner.top() + 9, inner.width(), 18)
            below = QRectF(inner.left(), inner.top() + 27, inner.width(), 16)
            body, small, under = ("body", weight, size), ("label", 400, 0), "ink-2"
            if column is Column.SERVICE and self._advance(first, body) > inner.width():
                # What was done is worth more than where: it takes both lines.
                lines = broken(self._font(body), first, inner.width())
                if len(lines) > 1:
                    first, second, small, under = lines[0], " ".join(lines[1:]), body, tone
            self._line(painter, above, first, body, tone, align, direction)
            self._line(painter, below, second, small, under, align, direction)

    def _line(
        self, painter: QPainter, box: QRectF, text: str, face: _Face, tone: str, align: Align,
        direction: Qt.LayoutDirection,
    ) -> None:  # fmt: skip
        colour = self._kit.theme.colour(tone)
        draw_text(painter, box, text, self._font(face), colour, align, direction, self._advance(text, face))

    def _font(self, face: _Face) -> QFont:
        role, weight, size = face
        return self._kit.theme.font(role, weight, size or None)

    def _advance(self, text: str, face: _Face) -> float:
        found = self._advances.get((text, *face))
        if found is None:
            found = self._advances[text, *face] = QFontMetricsF(self._font(face)).horizontalAdvance(text)
        return found

    def _selection(self, painter: QPainter, box: QRectF, column: int, direction: Qt.LayoutDirection) -> None:
        """A bar at the start; with the focus in the table or the search box, a line all around."""
        theme = self._kit.theme
        first, last = column == Column.NUMBER, column == Column.STATE
        bar = mirrored(QRectF(box.left(), box.top(), 4, box.height()), box, direction)
        if self._table.property("live") != "no":
            ring = theme.colour("focus")
            painter.fillRect(QRectF(box.left(), box.top(), box.width(), 2), ring)
            painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), ring)
            if last:
                edge = mirrored(QRectF(box.right() - 2, box.top(), 2, box.height()), box, direction)
                painter.fillRect(edge, ring)
        if first:
            painter.fillRect(bar, theme.colour("primary"))


class InvoiceHeader(QHeaderView):
    """Small words over the columns; an arrow says in which order the rows stand. One presses Date or Due for theirs."""

    date_pressed = Signal()
    due_pressed = Signal()

    def __init__(self, kit: Kit, parent: QWidget, state: TableState) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._kit, self._state = kit, state
        self.setSectionsClickable(False)  # a table that hears of a press chooses the whole column
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self.setFixedHeight(36)
        self.setMouseTracking(True)
        self.setAccessibleName(say("Columns"))
        self._pressed = -1

    def words(self, section: int) -> str:
        """Its words, with an arrow where the list is in order of it."""
        arrow = " ↑" if self._state.sort.rising else " ↓"
        return say(HEADERS[section]) + (arrow if section == self._state.sorted else "")

    def _sorting(self, event: QMouseEvent) -> int:
        """The column under the pointer, if it can be sorted by; else -1."""
        section = self.logicalIndexAt(event.position().toPoint())
        due = section == Column.DUE and self._state.sort.due_offered
        return section if due or section == self._state.date else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        shape = Qt.CursorShape.PointingHandCursor if self._sorting(event) >= 0 else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._sorting(event) if event.button() is Qt.MouseButton.LeftButton else -1

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, -1
        if pressed < 0 or pressed != self._sorting(event):
            return
        if pressed == Column.DUE:
            self.due_pressed.emit()
        else:
            self.date_pressed.emit()

    def paintSection(self, painter: QPainter, rect: object, section: int) -> None:
        theme = self._kit.theme
        box = QRectF(rect)  # type: ignore[call-overload]  # a QRect: the base class says object
        direction = self.layoutDirection()
        painter.fillRect(box, theme.colour("surface-2"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line"))
        lead = 14 if section == Column.NUMBER else InvoiceDelegate.PAD
        inner = QRectF(box.left() + lead, box.top(), box.width() - lead - InvoiceDelegate.PAD, box.height())
        inner = mirrored(inner, box, direction)
        here = section == self._state.sorted
        font = theme.font("label", 600 if here else 500)
        colour = theme.colour("ink" if here else "ink-2")
        align: Align = "end" if section in AMOUNTS else "start"
        draw_text(painter, inner, self.words(section), font, colour, align, direction)


def column_widths(kit: Kit, rows: list[InvoiceRowFace], width: int) -> dict[Column, int]:
    """Widths that add up to ``width``; 0 hides a column. Patient total and Paid go first (a currency may be written
    longer than "$"), then the date goes below the number, then the service is cut; the name is cut last."""
    theme = kit.theme
    pad = 2 * InvoiceDelegate.PAD + 1
    sample = rows[:200]  # what can be seen, and some way down

    def widest(column: Column, role: str, weight: int, size: int, least: str) -> float:
        metrics = theme.metrics(role, weight, size)
        found = max((metrics.horizontalAdvance(texts(row, column)[0]) for row in sample), default=0.0)
        sorts = column in (Column.DATE, Column.DUE)  # the arrow has its room also while it is elsewhere
        words = say(HEADERS[column]) + (" ↓" if sorts else "")
        head = theme.metrics("label", 600 if sorts else 500).horizontalAdvance(words)
        return max(found, metrics.horizontalAdvance(least), head)

    number = widest(Column.NUMBER, "body", 500, 13, "INV-00000") + 14 + InvoiceDelegate.PAD + 1
    dated = widest(Column.DATE, "body", 400, 13, "30 Nov") + pad
    due = widest(Column.DUE, "body", 600, 14, "$000.00") + pad
    total = widest(Column.TOTAL, "body", 400, 14, "") + pad
    paid = widest(Column.PAID, "body", 400, 14, "$00.00") + pad
    state = max((chip_width(kit, row.state.text) for row in sample), default=90.0) + pad + 6
    names, longest, numbers = _patients(kit, sample)
    patient = max(names, numbers) + pad
    left = width - number - dated - due - state
    if width < WIDE_FROM or left - paid < patient + LEAST_SERVICE:
        total = paid = 0
    elif left - paid - total < patient + LEAST_SERVICE:
        total = 0
    left -= total + paid
    if not paid and left - patient < FEW_WORDS:
        below = theme.metrics("label", 400)
        folded = max(
            (below.horizontalAdvance(texts(row, Column.NUMBER, folded=True)[1]) for row in sample), default=0.0
        )
        wider = max(number, folded + 14 + InvoiceDelegate.PAD + 1)
        left += number + dated - wider
        number, dated = wider, 0
    left = max(160.0, left)
    patient = max(patient, min(longest + pad, left - FEW_WORDS))  # all of them, where the service has its room
    patient = min(max(patient, left * 0.36), max(left - LEAST_SERVICE, left * 0.5, numbers + pad))
    found = {
        Column.NUMBER: round(number),
        Column.PATIENT: round(patient),
        Column.DATE: round(dated),
        Column.TOTAL: round(total),
        Column.PAID: round(paid),
        Column.DUE: round(due),
        Column.STATE: round(state),
    }
    found[Column.SERVICE] = max(60, width - sum(found.values()))
    return found


def _patients(kit: Kit, rows: list[InvoiceRowFace]) -> tuple[float, float, float]:
    """What most names take, what the longest does, and what every number below them does."""
    names, numbers = kit.theme.metrics("body", 600, 13), kit.theme.metrics("label", 400)
    wide = sorted(names.horizontalAdvance(row.patient) for row in rows)
    most = wide[int((len(wide) - 1) * MOST_NAMES)] if wide else 0.0
    longest = wide[-1] if wide else 0.0
    return most + 1, longest + 1, max((numbers.horizontalAdvance(row.mrn) for row in rows), default=0.0) + 1
