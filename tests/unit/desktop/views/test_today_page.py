"""Today: what a reader hears, what is painted, and what keys do."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.presenters.faces.today import BarFace, BarPart, ChartFace, DaysFace
from pos_app.desktop.views.components.bars import BarChart
from pos_app.desktop.views.components.figures import FiguresModel
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.days_overlay import DaysOverlay
from pos_app.desktop.views.window import MainWindow
from tests.unit.desktop.views import samples
from tests.unit.desktop.views.conftest import Recorder, show

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_the_rail_leads_there_and_esc_back(window: MainWindow, recorder: Recorder) -> None:
    QTest.keyClick(window, Qt.Key.Key_5, CTRL)
    assert recorder.named("go") == [(Screen.TODAY,)]
    window.show_screen(Screen.TODAY)
    assert window.rail.places[Screen.TODAY].isChecked()
    assert not window.rail.places[Screen.INVOICES].isChecked()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert recorder.named("go")[-1] == (Screen.INVOICES,)


def test_from_a_payment_the_rail_says_where_to_and_leaves_the_rest_to_the_places(
    window: MainWindow, recorder: Recorder
) -> None:
    show(window, "form")
    QTest.keyClick(window, Qt.Key.Key_5, CTRL)
    assert recorder.named("go") == [(Screen.TODAY,)]
    assert window.screen_shown is Screen.PAYMENT


@pytest.mark.parametrize(
    ("key", "modifier", "call"),
    [
        (Qt.Key.Key_2, ALT, ("choose_period", ("yesterday",))),
        (Qt.Key.Key_4, ALT, ("choose_period", ("days",))),
        (Qt.Key.Key_P, ALT, ("choose_table", ("person",))),
        (Qt.Key.Key_E, CTRL, ("act", ("export",))),
        (Qt.Key.Key_P, CTRL, ("act", ("print",))),
        (Qt.Key.Key_S, CTRL, ("act", ("save_pdf",))),
        (Qt.Key.Key_C, ALT, ("act", ("switch_currency",))),
    ],
)
def test_keys(
    window: MainWindow, recorder: Recorder, key: Qt.Key, modifier: Qt.KeyboardModifier, call: tuple[str, object]
) -> None:
    show(window, "today")
    QTest.keyClick(window, key, modifier)
    assert call in recorder.calls


def test_every_key_of_the_page_is_in_the_list_of_keys(window: MainWindow) -> None:
    show(window, "today")
    first = window.key_groups()[0]
    assert first.title == "Today"
    assert {line.keys for line in first.lines} >= {
        "Alt+1",
        "Alt+4",
        "Alt+T",
        "Alt+H",
        "Alt+P",
        "Alt+C",
        "Ctrl+E",
        "Ctrl+P",
        "Ctrl+S",
    }


def test_what_is_read_out(window: MainWindow) -> None:
    show(window, "today")
    page = window.today
    assert page.sums.cells[0].accessibleName() == "Card at the till $13,190.25. 24 payments"
    assert page.chart.accessibleDescription().startswith("08:00: $1,543.00, Card at the till")
    assert page.reasons.accessibleName() == "Why 13 of 161 tries failed"
    assert page.table.foot.accessibleName().startswith("Till: All; Payments: 40; ")
    model = page.table.figures
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) == "Till: Front desk 1"


def test_the_model_keeps_qts_rules() -> None:
    model = FiguresModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_table(samples.takings().table)
    assert (model.rowCount(), model.columnCount()) == (4, 8)
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None
    assert tester.model() is model


def test_bars_are_painted_in_the_colours_of_the_tokens(window: MainWindow) -> None:
    show(window, "today")
    QApplication.processEvents()
    image = window.today.chart.grab().toImage()
    assert {QColor(image.pixel(x, image.height() // 2)).name() for x in range(image.width())} >= {
        window._kit.theme.colour("primary").name(), window._kit.theme.colour("control-border").name()
    }  # fmt: skip


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize(("before", "after"), [("$", ""), ("US$ ", ""), ("", " US$")])
@pytest.mark.parametrize("width", [380, 460, 680])
def test_figures_over_bars_touch_nothing(
    kit: Kit, qtbot: QtBot, direction: Qt.LayoutDirection, before: str, after: str, width: int
) -> None:
    sums = (52, 221, 674, 930, 802, 238, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 990)
    bars = tuple(
        BarFace(
            f"{hour:02d}:00", f"{before}{one}{after}" if one else "", f"{one}" if one else "",
            (BarPart(0, one),) if one else (), 40 if hour == 15 else 0, "",
        )
        for hour, one in enumerate(sums)
    )  # fmt: skip
    chart = BarChart(kit)
    qtbot.addWidget(chart)
    chart.setLayoutDirection(direction)
    chart.resize(width, 240)
    ticks = ((0, f"{before}0{after}"), (1000, f"{before}1,000{after}"))
    chart.show_chart(ChartFace("By hour", (), ticks, bars))
    figures = chart.figures()
    assert figures
    assert len({text in {bar.above for bar in bars} for text, _ in figures}) == 1, "all with the currency, or none"
    axis = chart.width() - chart._left() if direction is Qt.LayoutDirection.RightToLeft else chart._left()
    floor, room = chart.height() - chart.FOOT, chart.height() - chart.FOOT - chart.TOP
    columns = [
        box for bar, place in zip(bars, chart._places(), strict=True) for box in chart._boxes(bar, place, floor, room)
    ]
    for at, (text, words) in enumerate(figures):
        assert chart.rect().toRectF().contains(words), text
        assert words.right() <= axis if direction is Qt.LayoutDirection.RightToLeft else words.left() >= axis
        assert not [box for box in columns if box.intersects(words)], text
        assert not [other for other, place in figures[at + 1 :] if place.intersects(words)], text
    assert {text.strip("US$ ") for text, _ in figures} >= {"930", "990"}


def test_what_is_old_is_set_back(window: MainWindow) -> None:
    show(window, "today")
    before = window.today.chart.grab().toImage()
    window.today.show_stale(True)
    assert window.today.chart.grab().toImage() != before


def test_picking_days(window: MainWindow) -> None:
    show(window, "today")
    answers: list[tuple[str, str]] = []

    def answered(first: str, last: str) -> str:
        answers.append((first, last))
        return "" if len(answers) > 1 else "That day is still to come."

    window.today.ask_days(DaysFace("Pick days", "2026-11-30", "2026-11-30", "As 2026-11-23."), answered)
    layer = window.today.findChild(DaysOverlay)
    assert layer is not None
    assert QApplication.focusWidget() is layer.first.edit
    QTest.keyClick(layer.first.edit, Qt.Key.Key_Return)
    assert layer.first.edit.accessibleDescription() == "That day is still to come."
    layer.first.edit.selectAll()
    QTest.keyClicks(layer.first.edit, "2026-11-20")
    QTest.keyClick(layer.first.edit, Qt.Key.Key_Return)
    assert answers == [("2026-11-30", "2026-11-30"), ("2026-11-20", "2026-11-30")]
    assert not layer.isVisible()


def test_where_to_save(window: MainWindow, tmp_path: Path) -> None:
    assert window.today.ask_where_to_save("payments.csv") == tmp_path / "payments.csv"
