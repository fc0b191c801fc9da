"""A receipt's PDF as pictures. Loads Qt's PDF module, so import it when the first receipt is shown."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

MOST_PAGES = 5


class UnreadablePdf(ValueError):
    """The bytes are not a PDF that can be drawn."""


class PdfPages:
    """An open PDF. Keep it only as long as it is drawn from; use it in one thread."""

    def __init__(self, pdf: bytes) -> None:
        """Raises UnreadablePdf."""
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument()
        self._document.load(self._buffer)
        if self._document.status() is not QPdfDocument.Status.Ready or self._document.pageCount() < 1:
            self.close()
            raise UnreadablePdf("the receipt can't be drawn")

    def __len__(self) -> int:
        return int(self._document.pageCount())

    def size_points(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points (1/72 inch)."""
        size = self._document.pagePointSize(page)
        return size.width(), size.height()

    def image(self, page: int, width: int) -> QImage:
        """A page on white, ``width`` pixels wide."""
        across, down = self.size_points(page)
        size = QSize(width, max(1, round(width * down / across)))
        drawn = self._document.render(page, size)
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        painter.drawImage(0, 0, drawn)
        painter.end()
        return image

    def close(self) -> None:
        self._document.close()
        self._buffer.close()


def pages(pdf: bytes, width: int) -> tuple[QImage, ...]:
    """The first pages, each ``width`` pixels wide. Raises UnreadablePdf."""
    document = PdfPages(pdf)
    try:
        return tuple(document.image(page, width) for page in range(min(len(document), MOST_PAGES)))
    finally:
        document.close()
