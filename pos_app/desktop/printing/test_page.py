"""A page that shows whether a printer prints what receipts need: their width, fine lines, figures, greys."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPageSize, QPainter, QPdfWriter, QPen

WIDTH, HEIGHT = 226.0, 300.0
"""Points: a roll of 80 mm, as receipts have it."""
GREYS = 8


def test_page(title: str, lines: tuple[str, ...], at: datetime) -> bytes:
    """The PDF. ``lines`` say which till it is; ``at`` is written as ISO 8601, so that no locale is needed."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setResolution(72)
    writer.setPageSize(QPageSize(QSizeF(WIDTH, HEIGHT), QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    painter.setPen(QPen(QColor("black"), 0.5))
    painter.drawRect(QRectF(6, 6, WIDTH - 12, HEIGHT - 12))
    _text(painter, 24, title, 14, bold=True)
    for number, line in enumerate((*lines, at.isoformat(" ", "minutes"), "0123456789  $ € £ ¥  1,234.56")):
        _text(painter, 52 + 16 * number, line, 9)
    top = 52 + 16 * (len(lines) + 3)
    for number in range(GREYS):
        grey = round(255 * number / (GREYS - 1))
        painter.fillRect(QRectF(16 + 24 * number, top, 24, 20), QColor(grey, grey, grey))
    for number in range(12):  # each as thin as the one before, and a tenth of a point thinner
        painter.setPen(QPen(QColor("black"), 1.2 - number / 10))
        painter.drawLine(QPointF(16, top + 34 + 5 * number), QPointF(WIDTH - 16, top + 34 + 5 * number))
    painter.end()
    found = bytes(buffer.data().data())
    buffer.close()
    return found


def _text(painter: QPainter, top: float, text: str, size: int, *, bold: bool = False) -> None:
    font = QFont(painter.font())
    font.setPointSize(size)
    font.setBold(bold)
    painter.setFont(font)
    painter.setPen(QColor("black"))
    painter.drawText(QRectF(16, top, WIDTH - 32, size + 8), Qt.AlignmentFlag.AlignLeft, text)
