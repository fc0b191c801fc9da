"""Receipts as pictures and on paper, with a real PDF; the printer is a file."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter
from pytestqt.qtbot import QtBot

from pos_app.desktop.ports import PrintFailed
from pos_app.desktop.printing.preview import PdfPages, UnreadablePdf, pages
from pos_app.desktop.printing.system import SystemPrinter


@pytest.fixture
def receipt(tmp_path: Path, qtbot: QtBot) -> bytes:
    """A receipt of two pages, 80 by 120 mm."""
    file = tmp_path / "made.pdf"
    writer = QPdfWriter(str(file))
    writer.setPageSize(QPageSize(QSizeF(80, 120), QPageSize.Unit.Millimeter))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    painter.drawRect(100, 100, 1000, 1000)
    writer.newPage()
    painter.drawRect(100, 100, 1000, 1000)
    painter.end()
    return file.read_bytes()


def test_pictures_have_the_shape_of_the_paper(receipt: bytes) -> None:
    first, second = pages(receipt, 400)
    assert (first.width(), second.width()) == (400, 400)
    assert abs(first.height() - 600) <= 4
    assert first.pixelColor(390, 590).name() == "#ffffff", "on white, not on nothing"
    colours = {first.pixelColor(x, y).name() for x in range(0, 400, 2) for y in range(0, 300, 2)}
    assert len(colours) > 1, "something is drawn"


@pytest.mark.parametrize("broken", [b"", b"no pdf", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\x00" * 5000])
def test_what_is_no_pdf_says_so(qtbot: QtBot, broken: bytes) -> None:
    with pytest.raises(UnreadablePdf):
        pages(broken, 400)
    with pytest.raises(PrintFailed):
        SystemPrinter().print_pdf(broken, "R-1")


def test_printing_in_a_worker_thread(receipt: bytes, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "printed.pdf"
    names: list[str] = []
    worker = threading.Thread(target=lambda: names.append(SystemPrinter(file).print_pdf(receipt, "R-10457")))
    worker.start()
    worker.join(30)
    assert names == ["printed.pdf"]
    printed = PdfPages(file.read_bytes())
    assert len(printed) == 2
    across, down = printed.size_points(0)
    assert abs(across / down - 80 / 120) < 0.02
    printed.close()


def test_no_printer(receipt: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtPrintSupport import QPrinterInfo

    monkeypatch.setattr(QPrinterInfo, "defaultPrinter", staticmethod(QPrinterInfo))
    with pytest.raises(PrintFailed, match="No printer is set up"):
        SystemPrinter().print_pdf(receipt, "R-1")


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false")  # the failure that is tried
def test_a_printer_that_cannot_be_written_to(receipt: bytes, tmp_path: Path) -> None:
    with pytest.raises(PrintFailed):
        SystemPrinter(tmp_path / "missing" / "x.pdf").print_pdf(receipt, "R-1")
