"""The till from its window's first showing on: the log-in can be used at once, the rest comes by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.desktop.counter import Counter
from pos_app.desktop.presenters.front import SamplePerson
from pos_app.desktop.settings import Settings
from pos_app.desktop.views.key_overlay import KeyOverlay
from pos_app.desktop.wishes import Wishes
from tests.support.processes import free_port

PEOPLE = (SamplePerson("cashier", "sample-cashier", "Tomasz Zieliński", "cashier"),)
WAIT_MS = 20_000


class Opening:
    """A till on a server that does not answer; ``done`` is not empty once all of it is there."""

    def __init__(self, app: QApplication, profile: Path) -> None:
        settings = Settings(profile)
        settings.theme = "light"
        wishes = Wishes(f"http://127.0.0.1:{free_port()}", "Front desk 3", "en_US", PEOPLE)
        self.counter = Counter(app, profile, settings, wishes)
        self.window, self.login = self.counter.window, self.counter.window.login
        self.done: list[bool] = []
        self.counter.completed = lambda: self.done.append(True)

    def close(self) -> None:
        self.counter.close()
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def opening(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Opening]:
    with closing(Opening(qapp, tmp_path)) as opening:
        opening.counter.show()
        opening.window.activateWindow()
        qtbot.waitUntil(opening.window.isActiveWindow)
        yield opening
    qapp.setStyleSheet("")


def test_the_form_is_as_it_stays(opening: Opening, qtbot: QtBot) -> None:
    def look() -> tuple[object, ...]:
        login = opening.login
        return (
            login.key_groups(),
            login.name.text(),
            login.server.text(),
            login.sign_in.label,
            login.name.edit.hasFocus(),
        )

    assert not opening.done
    before = look()
    assert opening.login.name.edit.hasFocus()
    qtbot.waitUntil(lambda: bool(opening.done), timeout=WAIT_MS)
    assert look() == before


def test_what_was_typed_stays_where_it_is(opening: Opening, qtbot: QtBot) -> None:
    name, password = opening.login.name.edit, opening.login.password.edit
    QTest.keyClicks(name, "marta")
    QTest.keyClick(name, Qt.Key.Key_Tab)
    QTest.keyClicks(password, "half a pass")
    QTest.keyClick(password, Qt.Key.Key_Home)
    assert not opening.done
    qtbot.waitUntil(lambda: bool(opening.done), timeout=WAIT_MS)
    assert (name.text(), password.text()) == ("marta", "half a pass")
    assert password.hasFocus()
    assert password.cursorPosition() == 0


def test_enter_signs_in_however_early(opening: Opening) -> None:
    QTest.keyClicks(opening.login.name.edit, "marta")
    QTest.keyClicks(opening.login.password.edit, "secret")
    assert not opening.done
    QTest.keyClick(opening.login.password.edit, Qt.Key.Key_Return)
    assert opening.done
    assert opening.login.sign_in.busy


def test_the_browser_starts_while_the_server_is_asked(opening: Opening, qtbot: QtBot) -> None:
    QTest.keyClicks(opening.login.name.edit, "marta")
    QTest.keyClicks(opening.login.password.edit, "secret")
    QTest.keyClick(opening.login.password.edit, Qt.Key.Key_Return)
    card = opening.window.payment.card
    assert card.browser is None  # the question leaves first
    qtbot.waitUntil(lambda: card.browser is not None, timeout=WAIT_MS)


def test_so_do_the_other_keys(opening: Opening) -> None:
    QTest.keyClick(opening.login.name.edit, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert opening.login.password.text() == "sample-cashier"
    QTest.keyClick(opening.login.name.edit, Qt.Key.Key_F1)
    assert opening.window.findChildren(KeyOverlay)


def test_it_can_be_closed_before_all_is_there(qapp: QApplication, tmp_path: Path) -> None:
    opening = Opening(qapp, tmp_path)
    opening.counter.show()
    assert opening.window.close()
    opening.close()
    assert not opening.done
    assert (tmp_path / "till.ini").exists()
    assert not (tmp_path / "journal.sqlite").exists()
    qapp.setStyleSheet("")
