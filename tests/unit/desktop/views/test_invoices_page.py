"""The list: what is typed, moved, scrolled and scanned, and what stays where it is when it is refreshed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from pos_app.desktop.presenters.faces.invoices import SortFace
from pos_app.desktop.views.components.kit import Kit, reading_direction
from pos_app.desktop.views.invoice_list import InvoiceTableView
from pos_app.desktop.views.invoice_table import Column, InvoiceDelegate, InvoiceModel, column_widths
from pos_app.desktop.views.window import MainWindow
from tests.unit.desktop.views import samples
from tests.unit.desktop.views.conftest import Recorder


def table(window: MainWindow) -> InvoiceTableView:
    return window.invoices.list.table


class TestModel:
    def test_it_keeps_qts_rules(self) -> None:
        model = InvoiceModel()
        tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
        model.reset(samples.rows(5))
        model.append(samples.rows(8)[5:])
        assert model.rowCount() == 8
        assert model.columnCount() == len(Column)
        assert model.rowCount(model.index(0, 0)) == 0
        assert tester.model() is model

    def test_cells_are_read_out_whole(self) -> None:
        model = InvoiceModel()
        model.reset(samples.rows(1))
        cell = model.index(0, Column.PATIENT)
        assert model.data(cell, Qt.ItemDataRole.AccessibleTextRole) == "Patient: Margaret Okafor MRN 4021 7730"
        assert model.data(cell, Qt.ItemDataRole.ToolTipRole) == "Margaret Okafor\nMRN 4021 7730"
        assert model.data(QModelIndex()) is None

    def test_the_same_rows_are_changed_in_place(self) -> None:
        model = InvoiceModel()
        model.reset(samples.rows(3))
        resets: list[bool] = []
        model.modelReset.connect(lambda: resets.append(True))
        first, *rest = samples.rows(3)
        assert model.replace_in_place((replace(first, due="$0.00"), *rest))
        assert model.row(0).due == "$0.00"
        assert not resets
        assert not model.replace_in_place(samples.rows(2))


class TestPainting:
    def test_a_second_time_looks_as_the_first_and_nothing_of_a_row_outlives_it(self, window: MainWindow) -> None:
        shown = table(window)
        delegate = shown.itemDelegate()
        assert isinstance(delegate, InvoiceDelegate)
        window.invoices.reset_rows(samples.rows(8))
        delegate._advances.clear()
        first = shown.viewport().grab().toImage()
        assert ("Margaret Okafor", "body", 600, 13) in delegate._advances
        assert shown.viewport().grab().toImage() == first
        window.invoices.reset_rows(())
        assert not delegate._advances


class TestWidths:
    def test_they_fill_the_width(self, kit: Kit) -> None:
        for width in (560, 699, 700, 810, 1100):
            assert sum(column_widths(kit, list(samples.rows()), width).values()) == width

    def test_a_narrow_list_drops_total_and_paid(self, kit: Kit) -> None:
        narrow = column_widths(kit, list(samples.rows()), 580)
        assert narrow[Column.TOTAL] == narrow[Column.PAID] == 0
        assert narrow[Column.DUE] > 0

    def test_a_long_name_does_not_eat_the_service(self, kit: Kit) -> None:
        long = replace(samples.rows(1)[0], patient="Wolfeschlegelsteinhausenbergerdorff " * 3)
        found = column_widths(kit, [long], 810)
        assert found[Column.SERVICE] >= 60


class TestKeyboard:
    def test_typing_anywhere_searches(self, window: MainWindow, recorder: Recorder) -> None:
        window.invoices.focus_rows()
        QTest.keyClicks(table(window), "ok")
        assert window.invoices.search.edit.hasFocus()
        assert recorder.named("search_typed") == [("o",), ("ok",)]
        QTest.keyClicks(QApplication.focusWidget(), "a")
        assert window.invoices.search.edit.text() == "oka"

    def test_typing_with_the_focus_in_the_rail_searches_too(self, window: MainWindow, recorder: Recorder) -> None:
        window.rail.settings.setFocus()
        QTest.keyClick(window.rail.settings, "m")
        assert recorder.named("search_typed") == [("m",)]

    def test_a_shortcut_is_not_typing(self, window: MainWindow, recorder: Recorder) -> None:
        window.invoices.focus_rows()
        QTest.keyClick(table(window), Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
        assert recorder.named("choose_filter") == [("part_paid",)]
        assert not recorder.named("search_typed")

    def test_arrows_in_the_box_move_the_rows_and_enter_opens(self, window: MainWindow, recorder: Recorder) -> None:
        window.invoices.focus_search()
        for _ in range(2):
            QTest.keyClick(window.invoices.search.edit, Qt.Key.Key_Down)
        assert recorder.named("chosen") == [("inv_1",), ("inv_2",)]
        QTest.keyClick(window.invoices.search.edit, Qt.Key.Key_Return, delay=60)
        assert recorder.named("opened") == [("inv_2",)]

    def test_home_and_end_are_the_first_and_last_row(self, window: MainWindow) -> None:
        window.invoices.focus_rows()
        QTest.keyClick(table(window), Qt.Key.Key_End)
        assert table(window).currentIndex().row() == table(window).rows.rowCount() - 1 > 0
        QTest.keyClick(table(window), Qt.Key.Key_Home)
        assert table(window).currentIndex().row() == 0

    def test_enter_is_not_lost_while_rows_are_on_their_way(self, window: MainWindow, recorder: Recorder) -> None:
        window.invoices.focus_search()
        window.invoices.show_loading("Fetching invoices.")
        QTest.keyClick(window.invoices.search.edit, Qt.Key.Key_Return, delay=60)
        assert recorder.named("opened") == [("",)]

    def test_two_enters_take_the_whole_due(self, window: MainWindow, recorder: Recorder) -> None:
        window.invoices.focus_rows()
        QTest.keyClick(table(window), Qt.Key.Key_Return)
        assert recorder.named("opened") == [("inv_0",)]
        window.invoices.detail.focus_action()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        assert recorder.named("act") == [("take_whole",)]

    def test_the_button_of_an_invoice_that_comes_late_gets_the_focus(self, window: MainWindow) -> None:
        detail = window.invoices.detail
        window.invoices.focus_rows()
        detail.show_loading()
        detail.focus_action()
        detail.show_detail(replace(samples.DETAIL, id="inv_1"))
        assert detail.action_has_focus

    def test_but_not_if_the_person_has_moved_on(self, window: MainWindow) -> None:
        detail = window.invoices.detail
        window.invoices.focus_rows()
        detail.show_loading()
        detail.focus_action()
        QTest.keyClick(table(window), Qt.Key.Key_Down)
        detail.show_detail(replace(samples.DETAIL, id="inv_1"))
        assert table(window).hasFocus()

    def test_esc_clears_the_search_and_goes_back_to_the_rows(self, window: MainWindow, recorder: Recorder) -> None:
        window.invoices.focus_search()
        QTest.keyClicks(window.invoices.search.edit, "abc")
        QTest.keyClick(window.invoices.search.edit, Qt.Key.Key_Escape)
        assert recorder.named("search_typed")[-1] == ("",)
        assert table(window).hasFocus()

    def test_a_burst_of_keys_and_enter_is_a_scan(self, window: MainWindow, recorder: Recorder) -> None:
        window.invoices.focus_rows()
        for at, key in enumerate("INV-20405"):
            QTest.keyClick(QApplication.focusWidget(), key)
            assert at >= 0
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        assert recorder.named("scanned") == [("INV-20405",)]
        assert not recorder.named("opened")


class TestStaying:
    def test_a_refresh_keeps_selection_and_scroll(self, window: MainWindow, recorder: Recorder) -> None:
        rows = samples.rows(60)
        window.invoices.select("inv_30")
        view = table(window)
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
        top = view.rows.row(view.rowAt(0)).id
        window.invoices.replace_rows(rows[3:])
        assert view.rows.row(view.rowAt(0)).id == top
        assert view.rows.row(view.currentIndex().row()).id == "inv_30"
        assert not recorder.named("chosen")

    def test_another_question_scrolls_to_the_top(self, window: MainWindow) -> None:
        view = table(window)
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
        window.invoices.reset_rows(samples.rows(40))
        assert view.verticalScrollBar().value() == 0

    def test_select_is_not_reported_as_chosen(self, window: MainWindow, recorder: Recorder) -> None:
        window.invoices.select("inv_5")
        assert table(window).currentIndex().row() == 5
        window.invoices.select(None)
        assert not table(window).currentIndex().isValid()
        assert not recorder.named("chosen")

    def test_scrolling_tells_which_rows_are_seen(self, window: MainWindow, recorder: Recorder) -> None:
        bar = table(window).verticalScrollBar()
        bar.setValue(bar.maximum())
        first, last = recorder.named("rows_visible")[-1]
        assert 0 < first < last == 59

    def test_rows_come_back_after_a_message(self, window: MainWindow) -> None:
        window.invoices.show_message(samples.NOTHING)
        assert not window.invoices.list.showing_rows
        window.invoices.replace_rows(samples.rows(3))
        assert window.invoices.list.showing_rows

    def test_an_enter_on_nothing_found_takes_the_offer(self, window: MainWindow, recorder: Recorder) -> None:
        window.invoices.show_message(samples.NOTHING)
        window.invoices.focus_search()
        QTest.keyClick(window.invoices.search.edit, Qt.Key.Key_Return)
        assert recorder.named("message_action") == [("show_all",)]


class TestOrder:
    ALT = Qt.KeyboardModifier.AltModifier

    def press(self, window: MainWindow, column: Column, *, let_go_over: Column | None = None) -> None:
        """With the mouse, on a column's name."""
        head = table(window).head

        def middle(one: Column) -> QPoint:
            return QPoint(head.sectionViewportPosition(one) + head.sectionSize(one) // 2, head.height() // 2)

        QTest.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=middle(column))
        end = column if let_go_over is None else let_go_over
        QTest.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=middle(end))

    def test_a_press_on_date_or_due_asks_for_their_order(self, window: MainWindow, recorder: Recorder) -> None:
        window.invoices.select("inv_3")
        self.press(window, Column.DATE)
        self.press(window, Column.DUE)
        for other in (Column.NUMBER, Column.PATIENT, Column.SERVICE, Column.STATE):
            self.press(window, other)
        self.press(window, Column.DUE, let_go_over=Column.STATE)
        self.press(window, Column.STATE, let_go_over=Column.DUE)
        asked = [name for name, _args in recorder.calls if name.startswith("sort_")]
        assert asked == ["sort_by_date", "sort_by_due"]
        assert table(window).currentIndex().row() == 3
        assert len(table(window).selectionModel().selectedRows()) == 1

    def test_keys_do_too(self, window: MainWindow, recorder: Recorder) -> None:
        window.invoices.focus_search()
        for key in (Qt.Key.Key_N, Qt.Key.Key_M):
            QTest.keyClick(window.invoices.search.edit, key, self.ALT)
        assert (len(recorder.named("sort_by_date")), len(recorder.named("sort_by_due"))) == (1, 1)
        assert window.invoices.search.edit.text() == ""

    def test_due_is_not_pressed_where_that_is_not_offered(self, window: MainWindow, recorder: Recorder) -> None:
        window.invoices.show_sort(SortFace(due_offered=False, text="Newest first"))
        self.press(window, Column.DUE)
        assert not recorder.named("sort_by_due")

    def test_where_the_date_is_below_the_number_that_is_pressed(self, window: MainWindow, recorder: Recorder) -> None:
        table(window).look.folded = True
        self.press(window, Column.NUMBER)
        assert len(recorder.named("sort_by_date")) == 1

    @pytest.mark.parametrize(
        ("face", "column"),
        [
            (SortFace(text="Newest first"), Column.DATE),
            (SortFace(rising=True, text="Oldest first"), Column.DATE),
            (SortFace(by_due=True, text="Most due first"), Column.DUE),
            (SortFace(by_due=True, rising=True, text="Least due first"), Column.DUE),
        ],
    )
    def test_an_arrow_stands_at_what_it_is_in_order_of(
        self, window: MainWindow, face: SortFace, column: Column
    ) -> None:
        head = table(window).head
        window.invoices.show_sort(SortFace(by_due=True, text="Most due first"))
        window.invoices.show_sort(face)
        for one in (Column.DATE, Column.DUE):
            assert (head.words(one)[-1] in "↑↓") is (one is column)
        assert head.words(column).endswith("↑") is face.rising
        assert table(window).accessibleDescription() == face.text


def test_filters_and_site_are_told_but_not_set_by_a_click(window: MainWindow, recorder: Recorder) -> None:
    chips = window.invoices._chips
    QTest.mouseClick(chips["all"], Qt.MouseButton.LeftButton)
    assert recorder.named("choose_filter") == [("all",)]
    assert chips["open"].isChecked()
    assert not chips["all"].isChecked()
    QTest.mouseClick(window.invoices.site, Qt.MouseButton.LeftButton)
    assert recorder.named("choose_site") == [(False,)]


@pytest.mark.parametrize(
    ("text", "rtl"), [("Margaret", False), ("مريم", True), ("$12.00", False), ("", False), ("… قسم", True)]
)
def test_a_text_is_set_in_its_own_direction(text: str, *, rtl: bool) -> None:
    assert (reading_direction(text) is Qt.LayoutDirection.RightToLeft) is rtl
