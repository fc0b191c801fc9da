"""The ways to pay on the screen: tiles that keep the keyboard, a code that a camera reads."""

from __future__ import annotations

from dataclasses import replace

import pytest
import segno
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.desktop.presenters.faces.common import Tone
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.components.qr_code import QUIET, QrCode
from pos_app.desktop.views.theme import Scheme
from pos_app.desktop.views.window import MainWindow
from tests.unit.desktop.views import samples
from tests.unit.desktop.views.conftest import Recorder, show

LINK = f"https://pay.larkfield.example/p/{'Z' * 43}"


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("size", [(200, 200), (333, 260)])
def test_the_code_is_drawn_module_by_module_dark_on_light(
    kit: Kit, qtbot: QtBot, qapp: QApplication, scheme: Scheme, size: tuple[int, int]
) -> None:
    kit.theme.choose(scheme)
    code = QrCode(kit)
    qtbot.addWidget(code)
    code.resize(*size)
    code.show_text(LINK)
    matrix = [[bool(module) for module in row] for row in segno.make_qr(LINK, error="m").matrix]
    picture = code.grab().toImage()
    side = len(matrix) + 2 * QUIET
    module = min(size) // side
    assert module >= 3, "a phone's camera can tell them apart"
    left, top = round((size[0] - side * module) / 2), round((size[1] - side * module) / 2)

    def dark(row: int, column: int) -> bool:
        found = QColor(picture.pixel(left + column * module + module // 2, top + row * module + module // 2))
        return found.lightness() < 128

    for row in range(side):
        for column in range(side):
            inside = QUIET <= row < side - QUIET and QUIET <= column < side - QUIET
            assert dark(row, column) == (inside and matrix[row - QUIET][column - QUIET]), (row, column)


def test_the_keyboard_stays_on_a_tile_that_is_chosen(window: MainWindow, recorder: Recorder) -> None:
    show(window, "saved")
    methods = window.payment.methods
    tile = methods.tiles[1]
    tile.setFocus()
    methods.show_methods(tuple(replace(way, chosen=way.key == "phone") for way in samples.WAYS))
    assert methods.tiles[1] is tile
    assert tile.hasFocus()
    assert [one.isChecked() for one in methods.tiles] == [False, True, False, False]


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800)])
def test_removing_a_saved_card_is_in_sight_however_many_there_are(
    window: MainWindow, recorder: Recorder, size: tuple[int, int], qtbot: QtBot
) -> None:
    window.resize(*size)
    show(window, "saved")
    many = (*samples.WAYS, *(replace(samples.WAYS[2], key=f"card:{n}", shortcut="", chosen=False) for n in range(5, 9)))
    window.payment.methods.show_methods(many)
    remove = window.payment.methods.remove
    assert remove is not None
    qtbot.waitUntil(lambda: remove.visibleRegion().boundingRect() == remove.rect())
    remove.setFocus()
    QTest.keyClick(remove, Qt.Key.Key_Return)
    assert recorder.named("act") == [("remove_card",)]


def test_every_way_has_its_key_and_what_cannot_be_chosen_says_why(window: MainWindow, recorder: Recorder) -> None:
    show(window, "saved")
    for key, way in ((Qt.Key.Key_1, "new_card"), (Qt.Key.Key_2, "phone"), (Qt.Key.Key_3, "card:1")):
        QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
        assert recorder.named("choose_method")[-1] == (way,)
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    assert recorder.named("act") == [("remove_card",)]
    expired = window.payment.methods.tiles[3]
    expired.click()
    assert len(recorder.named("choose_method")) == 3
    assert "Expired" in expired.accessibleDescription()
    lines = {line.keys: line.text for line in window.payment.key_groups()[0].lines}
    assert (lines["Alt+2"], lines["Alt+3"], lines["Alt+R"]) == (
        "On the patient’s phone", "Visa ending 4242", "Remove a saved card"
    )  # fmt: skip


def test_tiles_that_come_later_leave_the_others_as_they_are(window: MainWindow) -> None:
    show(window, "form")
    methods = window.payment.methods
    first = methods.tiles[0]
    methods.show_methods(samples.WAYS)
    methods.show_methods(samples.WAYS[:2])
    assert methods.tiles[0] is first
    assert len(methods.tiles) == 2


def test_the_phone_stands_over_the_form_and_its_cover(window: MainWindow, recorder: Recorder) -> None:
    show(window, "phone")
    frame = window.payment.form.frame
    assert frame.phone.isVisible()
    assert not window.payment.form.card_usable
    assert "Waiting for the patient’s phone" in frame.phone.accessibleName()
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert recorder.named("act") == [("new_link",)]
    assert "F5" in {line.keys for line in window.payment.key_groups()[0].lines}
    window.payment.form.show_phone(replace(samples.PHONE, code="", sentence="", status="No link", tone=Tone.BAD))
    assert not frame.phone.code.isVisible()
    window.payment.form.show_phone(None)
    window.payment.form.show_cover(None)
    assert window.payment.form.card_usable


def test_removing_is_not_what_enter_does(window: MainWindow, recorder: Recorder) -> None:
    show(window, "saved")
    window.payment.form.focus_first()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert recorder.named("act") == [("charge",)]


def test_nothing_of_a_patient_stays_on_the_screen(window: MainWindow) -> None:
    show(window, "phone")
    window.payment.forget()
    assert window.payment.methods.tiles == []
    assert window.payment.form.frame.phone.code.text == ""
    assert "4242" not in window.payment.form.frame._cover.accessibleName()


def test_the_next_payment_begins_at_the_top_of_the_ways(window: MainWindow, qtbot: QtBot) -> None:
    show(window, "saved")
    window.resize(1024, 700)
    form = window.payment.form
    bar = form._ways.verticalScrollBar()
    more = tuple(replace(samples.WAYS[-1], key=f"card-{at}", shortcut="", chosen=False) for at in range(4))
    form.methods.show_methods((*samples.WAYS, *more))
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    window.payment.show_header(samples.HEADER)
    assert bar.value() == 0


def test_opening_the_next_payment_chooses_no_other_way(window: MainWindow) -> None:
    """Nothing has a place yet, and what is shown first would be scrolled to where it was."""
    show(window, "saved")
    methods = window.payment.methods
    told: list[str] = []
    methods.chosen.connect(lambda tile: told.append(tile.face.key))
    window.payment.forget()
    methods.show_methods(samples.WAYS)
    assert told == []
    methods.show_methods(tuple(replace(way, chosen=way.key == "phone") for way in samples.WAYS))
    assert told == ["phone"]
