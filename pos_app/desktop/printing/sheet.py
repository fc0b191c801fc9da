"""The figures of a day as a PDF, A4 or Letter, black on white."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTableCellFormat,
    QTextTableFormat,
)

from pos_app.desktop.presenters.faces.sheet import SheetFace

MARGIN_MM: Final = 15.0
SMALL, NORMAL, LARGE, TITLE = 8.0, 9.0, 12.0, 16.0
INK, GREY, LINE = QColor(0, 0, 0), QColor(80, 80, 80), QColor(180, 180, 180)
GAP: Final = 12.0
"""Between one part and the next. Qt scales all lengths of a document, of 1/96 inch each, to the paper's dots."""


def sheet_pdf(face: SheetFace) -> bytes:
    """As many pages as it takes. Runs in any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(f"{face.title} · {face.subtitle}")
    size = QPageSize(QPageSize.PageSizeId.Letter if face.letter else QPageSize.PageSizeId.A4)
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter))
    document = _Sheet(face.rtl)
    # Laid out in the printer's own dots, so that a point is a point.
    document.setPageSize(writer.pageLayout().paintRectPixels(writer.resolution()).size().toSizeF())
    document.documentLayout().setPaintDevice(writer)
    document.write(face)
    document.print_(writer)
    found = bytes(buffer.data().data())
    buffer.close()
    return found


class _Sheet(QTextDocument):
    """``rtl``: lines begin at the right, and so do tables."""

    def __init__(self, rtl: bool) -> None:
        super().__init__()
        self._rtl = rtl
        self._direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        self._end = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
        option = QTextOption()
        option.setTextDirection(self._direction)
        self.setDefaultTextOption(option)
        font = QFont(QGuiApplication.font().families())
        font.setPointSizeF(NORMAL)
        # Signs that a font replaces for their neighbours' sake would be copied and searched as something else.
        font.setFeature(QFont.Tag.fromString("calt"), 0)
        self.setDefaultFont(font)
        self.setDocumentMargin(0)  # the paper has its own
        self._cursor = QTextCursor(self)

    def write(self, face: SheetFace) -> None:
        """All at once: laid out anew after each cell, a hundred rows would take a minute."""
        self._cursor.beginEditBlock()
        self._write(face)
        self._cursor.endEditBlock()

    def _write(self, face: SheetFace) -> None:
        self._line(face.hospital, LARGE, bold=True)
        self._line(face.place, colour=GREY)
        if face.test:
            self._line(face.test, LARGE, bold=True, above=GAP)
        self._line(face.title, TITLE, above=GAP)
        self._line(face.subtitle, colour=GREY)
        self._table([(f"{one.sign} {one.text}".strip(), one.detail, one.amount) for one in face.sums], {2}, last=True)
        for other in face.others:
            self._line(other.text)
        self._line(face.table_title, bold=True, above=GAP)
        table = face.table
        figures = {at for at, column in enumerate(table.columns) if column.figures}
        rows = [tuple(column.text for column in table.columns), *(row.cells for row in (*table.rows, table.total))]
        self._table(rows, figures, head=True, last=True)
        self._table([(one.title, one.detail, one.value) for one in face.measures], {2})
        self._line(face.reasons.title, bold=True, above=GAP)
        if face.reasons.rows:
            self._table([(one.text, one.count) for one in face.reasons.rows], {1})
        else:
            self._line(face.reasons.empty)
        self._line(face.foot, SMALL, colour=GREY, above=GAP)

    def _line(
        self, text: str, size: float = NORMAL, *, bold: bool = False, colour: QColor = INK, above: float = 0.0
    ) -> None:
        if not text:
            return
        block = QTextBlockFormat()
        block.setLayoutDirection(self._direction)
        block.setTopMargin(above)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._cursor.insertBlock(block)
        self._cursor.insertText(text, _ink(size, colour, bold=bold))

    def _table(
        self, rows: Sequence[Sequence[str]], figures: set[int], *, head: bool = False, last: bool = False
    ) -> None:
        """``head``: the first row holds titles, again on each page; ``last``: the last one is the sum of the others."""
        shape = QTextTableFormat()
        shape.setBorder(0)
        shape.setBorderCollapse(True)
        shape.setCellPadding(3)
        shape.setTopMargin(GAP / 2)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        shape.setHeaderRowCount(1 if head else 0)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        table = self._cursor.insertTable(len(rows), len(rows[0]), shape)
        for at, row in enumerate(rows):
            title, total = head and at == 0, last and at == len(rows) - 1
            for column, text in enumerate(row):
                # Qt mirrors lines by itself, and columns not at all.
                cell = table.cellAt(at, len(row) - 1 - column if self._rtl else column)
                look = QTextTableCellFormat()
                look.setBottomBorder(0.5)
                look.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                look.setBottomBorderBrush(QBrush(INK if title or (at == len(rows) - 2 and last) else LINE))
                cell.setFormat(look)
                inside = cell.firstCursorPosition()
                block = QTextBlockFormat()
                block.setLayoutDirection(self._direction)
                if column in figures:
                    block.setAlignment(self._end | Qt.AlignmentFlag.AlignAbsolute)
                inside.setBlockFormat(block)
                inside.insertText(text, _ink(NORMAL, GREY if title else INK, bold=total))


def _ink(size: float, colour: QColor, *, bold: bool) -> QTextCharFormat:
    found = QTextCharFormat()
    found.setFontPointSize(size)
    found.setForeground(QBrush(colour))
    found.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return found
