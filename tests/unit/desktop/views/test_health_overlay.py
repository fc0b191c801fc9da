"""The health of a till over the window, and the page its printer is tried with."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.presenters.faces.health import CheckFace, HealthFace, Mark
from pos_app.desktop.printing.preview import PdfPages
from pos_app.desktop.printing.test_page import test_page as page_of
from pos_app.desktop.views.window import MainWindow

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
FACE = HealthFace(
    (
        CheckFace("server", "Server", Mark.GOOD, "Good", "Larkfield General Hospital answers in 12 ms."),
        CheckFace("printer", "Printer", Mark.CARE, "Look at this", "No printer is set up.", "Receipts can be saved."),
        CheckFace("journal", "Journal", Mark.BAD, "Not working", "It can’t be written.", "Tell IT."),
    ),
    "1 thing does not work.",
    Mark.BAD,
)


class Actions:
    def __init__(self, window: MainWindow) -> None:
        self.window, self.calls = window, list[str]()

    def opened(self) -> None:
        self.calls.append("opened")
        self.window.health.show_health(FACE)

    def again(self) -> None:
        self.calls.append("again")

    def print_test_page(self) -> None:
        self.calls.append("page")

    def closed(self) -> None:
        self.calls.append("closed")


@pytest.mark.parametrize("screen", [Screen.LOGIN, Screen.INVOICES, Screen.LOCKED])
def test_its_key_works_everywhere_and_is_told(window: MainWindow, screen: Screen) -> None:
    actions = Actions(window)
    window.health.bind_health(actions)
    window.show_screen(screen)
    assert any(line.keys == "Ctrl+H" for group in window.key_groups() for line in group.lines)
    QTest.keyClick(window, Qt.Key.Key_H, CTRL)
    overlay = window.health.overlay
    assert overlay is not None
    assert overlay.again.hasFocus()
    QTest.keyClick(overlay, Qt.Key.Key_P, ALT)
    QTest.keyClick(overlay, Qt.Key.Key_F5)
    QTest.keyClick(overlay, Qt.Key.Key_Escape)
    assert actions.calls == ["opened", "page", "again", "closed"]
    assert window.health.overlay is None


def test_each_check_is_read_out_with_its_word(window: MainWindow) -> None:
    window.health.bind_health(Actions(window))
    window.health.show()
    overlay = window.health.overlay
    assert overlay is not None
    read = [line.accessibleName() for line in overlay._lines.values()]
    assert read == [
        "Server: Good. Larkfield General Hospital answers in 12 ms.",
        "Printer: Look at this. No printer is set up. Receipts can be saved.",
        "Journal: Not working. It can’t be written. Tell IT.",
    ]
    assert overlay.frame.accessibleDescription() == "1 thing does not work."


def test_settings_lead_there(window: MainWindow) -> None:
    actions = Actions(window)
    window.health.bind_health(actions)
    window.show_screen(Screen.INVOICES)
    window.open_settings()
    QTest.keyClick(window._overlay, Qt.Key.Key_H, CTRL)
    assert actions.calls == ["opened"]
    assert window._overlay is window.health.overlay


@pytest.mark.usefixtures("qapp")
def test_the_test_page_is_as_wide_as_a_receipt() -> None:
    pages = PdfPages(page_of("HMIS POS: test page", ("Front desk 3",), datetime(2026, 11, 26, tzinfo=UTC)))
    assert len(pages) == 1
    assert pages.size_points(0)[0] == pytest.approx(226, abs=1)
    image = pages.image(0, 226)
    dark = sum(image.pixelColor(x, y).lightness() < 128 for x in range(226) for y in range(0, 300, 3))
    pages.close()
    assert dark > 200
