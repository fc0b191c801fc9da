"""The lock in the real window: nothing of the work can be read, focused or pressed, and all of it comes back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from pos_app.desktop.presenters.faces.common import ActionFace, Question, Screen, Toast
from pos_app.desktop.presenters.faces.lock import LockProblem
from pos_app.desktop.presenters.faces.payment import PaymentFace
from pos_app.desktop.presenters.faces.refund import SupervisorFace
from pos_app.desktop.views.activity import ActivityWatch
from pos_app.desktop.views.window import MainWindow
from tests.unit.desktop.views import samples
from tests.unit.desktop.views.conftest import SHOWN, Recorder, each_screen, show

WORK = [name for name in SHOWN if name not in ("login", "locked")]
PATIENT = ("Margaret", "Okafor", "4021", "7730", "M. Okafor")


def said(widget: QWidget) -> str:
    """Whatever of a widget can be read: by eye, by hovering, by a screen reader."""
    words = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle()]
    text = getattr(widget, "text", None)
    if callable(text):
        words.append(str(text()))
    return " ".join(words)


def read_all(window: MainWindow) -> str:
    return " ".join(said(one) for one in (window, *window.findChildren(QWidget)) if one.isVisible())


@each_screen(*WORK)
def test_nothing_of_a_patient_can_be_read(shown: MainWindow) -> None:
    window = shown
    show(window, "locked")
    words = read_all(window)
    assert "This till is locked" in words
    assert not [part for part in PATIENT if part in words]
    for page in (window.invoices, window.payment, window.refund, window.receipts, window.refunds, window.exceptions,
                 window.today):  # fmt: skip
        assert not page.isVisible()
        assert not page.isEnabled()


@each_screen(*WORK)
def test_what_is_drawn_is_the_same_whatever_lies_under_it(shown: MainWindow, standing: tuple[MainWindow, str]) -> None:
    window, name = shown, standing[1]
    show(window, "invoices")
    show(window, "locked")
    plain = window.lock.grab().toImage()
    show(window, name)
    show(window, "locked")
    beside = QRect(0, 0, 200, window.lock.height())  # the card has a cursor that blinks
    assert window.lock.grab().toImage().copy(beside) == plain.copy(beside)


def test_no_key_reaches_the_work(window: MainWindow, recorder: Recorder) -> None:
    show(window, "form")
    work = {
        key.toString()
        for shortcut in window.findChildren(QShortcut)
        for key in shortcut.keys()  # noqa: SIM118 - no dictionary
        if (owner := shortcut.parent()) is not None and isinstance(owner, QWidget) and owner.isVisible()
    }
    assert {"Ctrl+1", "Ctrl+L", "Alt+P"} <= work
    show(window, "locked")
    recorder.calls.clear()
    for keys in sorted(work - {"F1", "F5"}):
        QTest.keySequence(QApplication.focusWidget() or window, keys)
        assert QApplication.focusWidget() is window.lock.password.edit, keys
    assert {name for name, _ in recorder.calls} <= {"unlock"}


def test_the_keyboard_stays_on_the_lock(window: MainWindow) -> None:
    show(window, "locked")
    stops = set()
    for _ in range(12):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        assert window.lock.isAncestorOf(now), now
        stops.add(now)
    assert {window.lock.password.edit, window.lock.open, window.lock.switch} <= stops
    for hidden in (window.payment.card, window.invoices.list.table, window.payment.form.charge):
        hidden.setFocus()  # as a presenter does when a payment goes on
        assert not hidden.hasFocus()


def test_a_supervisor_who_has_come_to_the_till_is_not_on_a_locked_one(window: MainWindow, recorder: Recorder) -> None:
    show(window, "refunds")
    window.supervisor.show_supervisor(SupervisorFace("Approve $50.00 back to Margaret Okafor?", "", "Approve $50.00"))
    assert window.supervisor.overlay is not None
    show(window, "locked")
    assert window.supervisor.overlay is None
    assert recorder.named("supervisor_left") == [()]
    assert "Margaret" not in read_all(window)


def test_nothing_of_a_refund_stays_on_its_screen(window: MainWindow) -> None:
    for name in ("refund_follow", "refund"):
        show(window, name)
    window.refund.form.words_field.edit.setText("Margaret asked for it")
    window.refund.forget()
    words = " ".join(said(one) for one in window.refund.findChildren(QWidget))
    assert not [part for part in PATIENT if part in words]


def test_the_cursor_comes_back_to_where_it_was(window: MainWindow) -> None:
    page = window.invoices
    page.show_search("oka")
    page.focus_search()
    before = QApplication.focusWidget()
    assert isinstance(before, QLineEdit)
    before.setCursorPosition(1)
    table = page.list.table
    table.verticalScrollBar().setValue(17)
    row = table.currentIndex().row()
    show(window, "locked")
    window.show_screen(Screen.INVOICES)
    assert QApplication.focusWidget() is before
    assert (before.text(), before.cursorPosition()) == ("oka", 1)
    assert table.verticalScrollBar().value() == 17
    assert table.currentIndex().row() == row


def test_a_part_half_typed_comes_back(window: MainWindow) -> None:
    show(window, "part")
    form = window.payment.form
    form.focus_part()
    QTest.keyClicks(form.part_field.edit, "37.")
    show(window, "locked")
    window.show_screen(Screen.PAYMENT)
    QTest.keyClicks(QApplication.focusWidget(), "50")
    assert form.part_field.text() == "37.50"


def test_the_keyboard_goes_to_what_came_meanwhile(window: MainWindow) -> None:
    show(window, "form")
    show(window, "locked")
    window.payment.show_face(PaymentFace.PAID)
    window.show_screen(Screen.PAYMENT)
    assert QApplication.focusWidget() is window.payment.success.first()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_what_floats_above_goes(window: MainWindow, qtbot: QtBot) -> None:
    window.toast(Toast("INV-20418: the $148.00 were paid after all."))
    window.ask(Question("Leave?", "Okafor", (ActionFace("stay", "Stay"),), escape="stay"), lambda _key: None)
    menu = QMenu(window)
    menu.addAction("Margaret Okafor")
    menu.popup(window.mapToGlobal(QPoint(200, 200)))
    qtbot.waitUntil(menu.isVisible)
    QToolTip.showText(window.mapToGlobal(QPoint(300, 300)), "Margaret Okafor")
    show(window, "locked")
    assert not menu.isVisible()
    assert "Okafor" not in read_all(window)
    assert "148.00" not in read_all(window)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_file_dialog_is_given_up(window: MainWindow, qtbot: QtBot) -> None:
    answered: list[int] = []
    dialog = QFileDialog(window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)

    def lock() -> None:
        qtbot.waitUntil(dialog.isVisible)
        show(window, "locked")

    QTimer.singleShot(0, lock)
    answered.append(dialog.exec())
    assert answered == [0]
    assert window.lock.isVisible()


def test_enter_sends_the_password_and_it_is_dots_again(window: MainWindow, recorder: Recorder) -> None:
    show(window, "locked")
    lock = window.lock
    QTest.keyClicks(QApplication.focusWidget(), "secret")
    assert lock.password._eye is not None
    lock.password._eye.click()
    assert lock.password.edit.echoMode() == QLineEdit.EchoMode.Normal
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    lock.focus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert ("secret",) in recorder.named("unlock")
    lock.clear_password()
    assert lock.password.text() == ""
    assert lock.password.edit.echoMode() == QLineEdit.EchoMode.Password


def test_busy_takes_no_second_try(window: MainWindow, recorder: Recorder) -> None:
    show(window, "locked")
    window.lock.show_busy(busy=True)
    QTest.keyClick(window.lock.password.edit, Qt.Key.Key_Return)
    assert recorder.named("unlock") == []
    window.lock.show_busy(busy=False)
    QTest.keyClick(window.lock.password.edit, Qt.Key.Key_Return)
    assert recorder.named("unlock") == [("",)]


def test_its_keys_and_its_problem_are_told(window: MainWindow, recorder: Recorder) -> None:
    show(window, "locked")
    window.lock.show_problem(LockProblem("The server does not answer.", "The till stays locked."))
    assert window.lock.problem_said in window.lock.password.edit.accessibleDescription()
    keys = [line.keys for group in window.key_groups() for line in group.lines]
    assert {"Enter", "Alt+W", "F1"} <= set(keys)
    assert "Ctrl+1" not in keys
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    assert recorder.named("switch_person") == [()]


def test_lock_and_log_out_have_keys_of_their_own(window: MainWindow, recorder: Recorder) -> None:
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_L, control)
    QTest.keyClick(window, Qt.Key.Key_L, control | shift)
    assert [name for name, _ in recorder.calls] == ["lock", "log_out"]
    keys = {line.text: line.keys for group in window.key_groups() for line in group.lines}
    assert (keys["Lock the till"], keys["Log out"]) == ("Ctrl+L", "Ctrl+Shift+L")


def test_the_idle_minutes_are_chosen_in_settings(window: MainWindow, recorder: Recorder) -> None:
    window.show_idle_minutes(7)
    window.open_settings()
    parts = window._overlay._idle_parts  # type: ignore[union-attr]  # the overlay of settings
    assert [minutes for minutes, part in parts.items() if part.isChecked()] == [7]
    parts[15].click()
    assert recorder.named("choose_idle_minutes") == [(15,)]
    window.show_idle_minutes(15)
    assert [minutes for minutes, part in parts.items() if part.isChecked()] == [15]


class TestActivity:
    @pytest.fixture
    def hands(self, window: MainWindow, qapp: QApplication) -> list[bool]:
        seen: list[bool] = []

        def touched() -> bool:
            seen.append(True)
            return self.late

        self.late = False
        ActivityWatch(qapp, window, touched)
        return seen

    @pytest.mark.parametrize("act", ["key", "move", "press"])
    def test_hands_are_seen_and_go_on_to_the_window(
        self, window: MainWindow, hands: list[bool], act: str, qtbot: QtBot
    ) -> None:
        handle = window.windowHandle()
        acts: dict[str, Callable[[], None]] = {
            "key": lambda: QTest.keyClick(handle, Qt.Key.Key_A),
            "move": lambda: QTest.mouseMove(handle, QPoint(300, 300)),
            "press": lambda: QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(300, 20)),
        }
        window.invoices.focus_search()
        acts[act]()
        qtbot.waitUntil(lambda: bool(hands))
        if act == "key":
            qtbot.waitUntil(lambda: window.invoices.search.edit.text() == "a")

    def test_a_key_that_comes_too_late_goes_nowhere(self, window: MainWindow, hands: list[bool], qtbot: QtBot) -> None:
        window.invoices.focus_search()
        self.late = True
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
        qtbot.waitUntil(lambda: bool(hands))
        QApplication.processEvents()
        assert window.invoices.search.edit.text() == ""

    def test_what_a_program_does_is_no_hand(self, window: MainWindow, hands: list[bool]) -> None:
        window.invoices.replace_rows(())
        window.show_connection(samples.LOST)
        QApplication.sendEvent(window.windowHandle(), QEvent(QEvent.Type.UpdateRequest))
        QApplication.processEvents()
        assert hands == []
