"""Receipts: typing searches, arrows move, and what a reader hears."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from pos_app.desktop.presenters.faces.common import MessageFace, Screen
from pos_app.desktop.views.receipts_table import HEADERS, ReceiptModel
from pos_app.desktop.views.window import MainWindow
from tests.unit.desktop.views import samples
from tests.unit.desktop.views.conftest import Recorder, show

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_model_keeps_qts_rules() -> None:
    model = ReceiptModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.reset(samples.RECEIPTS[:5])
    model.append(samples.RECEIPTS[5:8])
    assert (model.rowCount(), model.columnCount()) == (8, len(HEADERS))
    assert model.data(QModelIndex()) is None
    cell = model.index(0, 1)
    assert model.data(cell, Qt.ItemDataRole.AccessibleTextRole) == "Patient: Margaret Okafor MRN 4021 7730"
    assert tester.model() is model


def test_the_rail_leads_there_and_typing_searches(window: MainWindow, recorder: Recorder) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert recorder.named("go") == [(Screen.RECEIPTS,)]
    show(window, "receipts")
    window.receipts.table.setFocus()
    QTest.keyClicks(window.receipts.table, "ok")
    assert window.receipts.search.edit.text() == "ok"
    assert recorder.named("search_typed") == [("o",), ("ok",)]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert recorder.named("search_typed")[-1] == ("",)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert recorder.named("go")[-1] == (Screen.INVOICES,)


def test_arrows_move_from_the_search_box(window: MainWindow, recorder: Recorder) -> None:
    show(window, "receipts")
    QTest.keyClick(window.receipts.search.edit, Qt.Key.Key_Down)
    assert recorder.named("chosen") == [("R-10456",)]


def test_a_copy_has_its_keys(window: MainWindow, recorder: Recorder) -> None:
    show(window, "receipts")
    QTest.keyClick(window, Qt.Key.Key_P, CTRL)
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert recorder.named("act") == [("print_copy",), ("save_copy",)]
    assert {line.keys for line in window.key_groups()[0].lines} >= {"Ctrl+P", "Ctrl+S", "Esc"}


def test_what_is_fresher_keeps_selection_and_place(window: MainWindow, recorder: Recorder) -> None:
    show(window, "receipts")
    QApplication.processEvents()
    page = window.receipts
    page.select("R-10440")
    bar = page.table.verticalScrollBar()
    before = bar.value()
    assert before > 0
    page.replace_rows(samples.RECEIPTS[1:])
    assert page.table.receipts.rows[page.table.currentIndex().row()].number == "R-10440"
    assert recorder.named("chosen") == []


def test_a_message_stands_in_place_of_rows(window: MainWindow) -> None:
    show(window, "receipts")
    window.receipts.show_message(MessageFace("No receipt matches “x”."))
    assert not window.receipts.showing_rows
    window.receipts.reset_rows(samples.RECEIPTS)
    assert window.receipts.showing_rows
