"""A receipt on a printer of the operating system. Loads Qt's print module, so import it when first printing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from pos_app.desktop.ports import PrintFailed
from pos_app.desktop.printing.preview import PdfPages, UnreadablePdf
from pos_app.desktop.say import say


def default_printer() -> str:
    """Its name, empty where none is set up. A spooler may hang: ask in a worker."""
    info = QPrinterInfo.defaultPrinter()
    return "" if info.isNull() else info.description() or info.printerName()


class SystemPrinter:
    """The computer's default printer, or a PDF file when ``file`` is given. Runs in a worker: a spooler may hang."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file

    def print_pdf(self, pdf: bytes, title: str) -> str:
        """Print, and return the printer's name. Raises PrintFailed."""
        try:
            document = PdfPages(pdf)
        except UnreadablePdf as error:
            raise PrintFailed(say("The receipt could not be read.")) from error
        try:
            printer, name = self._open(title)
            self._draw(document, printer)
        finally:
            document.close()
        return name

    def _open(self, title: str) -> tuple[QPrinter, str]:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if self._file:
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(self._file))
            name = self._file.name
        else:
            info = QPrinterInfo.defaultPrinter()
            if info.isNull():
                raise PrintFailed(say("No printer is set up on this computer."))
            printer.setPrinterName(info.printerName())
            name = info.description() or info.printerName()
        printer.setDocName(title)
        printer.setFullPage(True)
        return printer, name

    def _draw(self, document: PdfPages, printer: QPrinter) -> None:
        width, height = document.size_points(0)
        printer.setPageSize(QPageSize(QSizeF(width, height), QPageSize.Unit.Point))
        printer.setPageMargins(QMarginsF(0, 0, 0, 0))
        painter = QPainter()
        if not painter.begin(printer):
            raise PrintFailed(say("The printer does not answer."))
        try:
            for page in range(len(document)):
                if page and not printer.newPage():
                    raise PrintFailed(say("The printer stopped in the middle."))
                self._page(document, page, painter, printer.pageRect(QPrinter.Unit.DevicePixel))
        finally:
            if not painter.end() and printer.printerState() is QPrinter.PrinterState.Error:
                raise PrintFailed(say("The printer reported an error."))

    def _page(self, document: PdfPages, page: int, painter: QPainter, area: QRectF) -> None:
        width, height = document.size_points(page)
        scale = min(area.width() / width, area.height() / height)
        image = document.image(page, max(1, round(width * scale)))
        painter.drawImage(QRectF(0, 0, width * scale, height * scale), image)
