"""The figures of a day as a PDF: readable, on the paper asked for, with as many pages as it takes."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from pos_app.desktop.presenters.faces.sheet import SheetFace
from pos_app.desktop.printing.sheet import sheet_pdf
from tests.unit.desktop.views import samples


@pytest.fixture
def face(qtbot: QtBot) -> SheetFace:
    shown = samples.takings()
    return SheetFace(
        "Larkfield <General> & Hospital", "North Wing · Front desk 3", "Today, whole site", "Monday 23 November",
        "TEST: no real money", shown.sums, shown.others, "By till", shown.table, shown.measures, shown.reasons,
        "Printed 23 November 2026, 15:42 by Amara Diallo", letter=False, rtl=False,
    )  # fmt: skip


def read(pdf: bytes) -> tuple[str, list[tuple[int, int]]]:
    """The text of all pages, and the size of each in points."""
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(pdf)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    pages = range(document.pageCount())
    sizes = [document.pagePointSize(page).toSize().toTuple() for page in pages]
    text = " ".join(document.getAllText(page).text() for page in pages)
    document.close()
    return text, sizes


def test_it_says_all_that_the_screen_says(face: SheetFace) -> None:
    text, sizes = read(sheet_pdf(face))
    assert sizes == [(595, 842)]
    for said in (face.hospital, face.place, face.title, face.subtitle, face.test, "By till", face.foot):
        assert said in text, said
    for one in face.sums:
        assert one.amount in text
    for row in (*face.table.rows, face.table.total):
        assert all(cell in text for cell in row.cells)
    assert all(row.text in text for row in face.reasons.rows)


def test_a_long_table_goes_on_with_its_titles_on_every_page(face: SheetFace) -> None:
    long = replace(face, table=replace(face.table, rows=face.table.rows * 30), letter=True)
    text, sizes = read(sheet_pdf(long))
    assert len(sizes) > 2
    assert set(sizes) == {(612, 792)}
    assert text.count("Payments") >= len(sizes) - 1
    assert text.count("Front desk 1") == 30


def test_right_to_left_the_first_column_is_at_the_right(face: SheetFace) -> None:
    def left_of(pdf: bytes, word: str) -> float:
        document, buffer = QPdfDocument(), QBuffer()
        buffer.setData(pdf)
        buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        document.load(buffer)
        whole = document.getAllText(0).text()
        found = document.getSelectionAtIndex(0, whole.index(word), len(word)).boundingRectangle().left()
        document.close()
        return found

    ltr, rtl = sheet_pdf(face), sheet_pdf(replace(face, rtl=True))
    assert left_of(ltr, "Front desk 2") < left_of(ltr, "$4,226.84")
    assert left_of(rtl, "Front desk 2") > left_of(rtl, "$4,226.84")


def test_it_is_made_in_a_worker_thread(face: SheetFace) -> None:
    made: list[bytes] = []
    worker = threading.Thread(target=lambda: made.append(sheet_pdf(face)))
    worker.start()
    worker.join(60)
    assert made[0].startswith(b"%PDF-")
