"""The screens of refunds in a real window: keys, focus, and what may not be lost while it is drawn anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.presenters.faces.refund import RefundStage
from pos_app.desktop.views.components.keycaps import KeyCaps
from pos_app.desktop.views.supervisor_overlay import SupervisorOverlay
from pos_app.desktop.views.window import MainWindow
from tests.unit.desktop.views import samples
from tests.unit.desktop.views.conftest import Recorder, show
from tests.unit.desktop.views.test_sso_screens import METHOD, WAITING

ALT = Qt.KeyboardModifier.AltModifier


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def drawn_keys(widget: QWidget) -> list[KeyCaps]:
    return [caps for caps in widget.findChildren(KeyCaps) if caps.isVisible()]


class TestAsking:
    def test_a_whole_refund_by_keys(self, window: MainWindow, recorder: Recorder, qtbot: QtBot) -> None:
        show(window, "refund")
        form = window.refund.form
        assert form.words_field.edit.hasFocus()
        qtbot.waitUntil(lambda: all(one.isVisible() for one in form.reasons.values()))
        QTest.keyClicks(QApplication.focusWidget(), "ab")
        press(Qt.Key.Key_4, ALT)
        press(Qt.Key.Key_P, ALT)
        press(Qt.Key.Key_F3)
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Escape)
        assert [name for name, _ in recorder.calls] == [
            "words_typed",
            "words_typed",
            "choose_reason",
            "choose_part",
            "choose_payment",
            "act",
            "escape",
        ]
        assert recorder.named("choose_reason") == [("insurer_paid",)]
        assert recorder.named("choose_payment") == [("p-2",)]
        assert recorder.named("act") == [("ask",)]

    def test_what_is_typed_is_not_overwritten(self, window: MainWindow) -> None:
        show(window, "refund")
        field = window.refund.form.words_field.edit
        field.setText("typed")
        window.refund.show_form(samples.REFUND_FORM)
        assert field.text() == "typed"
        window.refund.form.part_field.edit.setFocus()
        window.refund.show_form(samples.REFUND_FORM)
        assert field.text() == samples.REFUND_FORM.words_text

    def test_a_wrong_amount_is_said_below_its_field(self, window: MainWindow) -> None:
        show(window, "refund")
        wrong = "Only $128.00 is left of this payment."
        window.refund.show_form(replace(samples.REFUND_FORM, amount="—", problem=wrong))
        assert window.refund.form.part_field.below.text() == wrong

    def test_while_it_is_asked_for_nothing_changes(self, window: MainWindow) -> None:
        show(window, "refund")
        window.refund.show_form(replace(samples.REFUND_FORM, locked=True))
        form = window.refund.form
        assert not any(one.isEnabled() for one in (form.whole, form.words_field.edit, *form.reasons.values()))

    def test_the_next_step_has_the_keyboard_when_it_comes(
        self, window: MainWindow, recorder: Recorder, qtbot: QtBot
    ) -> None:
        show(window, "refund")
        window.refund.show_follow(samples.FOLLOW)
        window.refund.show_stage(RefundStage.FOLLOW)
        first = window.refund.follow.first()
        assert first is not None
        qtbot.waitUntil(first.hasFocus)
        press(Qt.Key.Key_S, ALT)
        press(Qt.Key.Key_W, ALT)
        press(Qt.Key.Key_F5)
        press(Qt.Key.Key_Return)
        assert recorder.named("act") == [("supervisor_here",), ("withdraw",), ("ask_now",), ("back",)]

    def test_a_key_works_at_once_when_the_state_has_changed(self, window: MainWindow, recorder: Recorder) -> None:
        show(window, "refund_follow")
        for number in range(2):  # twice before the layout has its turn
            one = replace(samples.FOLLOW.actions[0], key=f"back-{number}")
            window.refund.show_follow(replace(samples.FOLLOW, kind="done", actions=(one,)))
        QTest.keyClick(window, Qt.Key.Key_Return)
        assert recorder.named("act") == [("back-1",)]

    def test_the_keyboard_stays_while_the_state_changes(self, window: MainWindow, qtbot: QtBot) -> None:
        show(window, "refund_follow")
        done = replace(samples.FOLLOW, kind="done", actions=samples.FOLLOW.actions[:1])
        window.refund.show_follow(done)
        first = window.refund.follow.first()
        assert first is not None
        qtbot.waitUntil(first.hasFocus)

    def test_every_kind_is_drawn(self, window: MainWindow) -> None:
        show(window, "refund_follow")
        for kind in ("waiting", "checking", "done", "failed", "over"):
            window.refund.show_follow(replace(samples.FOLLOW, kind=kind))  # type: ignore[arg-type]
            QApplication.processEvents()
            assert not window.grab().isNull()


class TestTheQueue:
    def test_a_whole_approval_by_keys(self, window: MainWindow, recorder: Recorder) -> None:
        show(window, "refunds")
        window.refunds.focus_rows()
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)
        window.refunds.focus_action()
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_A, ALT)
        press(Qt.Key.Key_X, ALT)
        press(Qt.Key.Key_O, ALT)
        assert recorder.named("chosen") == [("refund-1",)]
        assert recorder.named("opened") == [("refund-1",)]
        assert recorder.named("act") == [("approve",), ("approve",), ("refuse",), ("open_invoice",)]

    def test_tab_goes_from_the_rows_to_the_note_and_the_buttons(self, window: MainWindow, recorder: Recorder) -> None:
        show(window, "refunds")
        window.refunds.focus_rows()
        press(Qt.Key.Key_Tab)
        assert window.refunds.decision.note.edit.hasFocus()
        QTest.keyClicks(QApplication.focusWidget(), "no")
        assert recorder.named("note_typed") == [("n",), ("no",)]
        press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget().accessibleName() == "Approve $180.00 to Oliver Haddad"

    def test_esc_goes_to_the_rows_and_then_back(self, window: MainWindow, recorder: Recorder) -> None:
        show(window, "refunds")
        window.refunds.focus_note()
        press(Qt.Key.Key_Escape)
        assert window.refunds.list.table.hasFocus()
        press(Qt.Key.Key_Escape)
        assert recorder.named("act") == [("back",)]

    def test_below_it_stands_what_is_followed_and_one_of_all_is_chosen(
        self, window: MainWindow, recorder: Recorder
    ) -> None:
        show(window, "refunds")
        page = window.refunds
        page.show_followed(samples.FOLLOWED)
        above, below = page.list.table, page.followed.table
        assert page.followed.isVisible()
        assert page.list.table.viewport().height() >= 3 * above.rowHeight(0)
        page.focus_rows()
        for _ in samples.REFUND_ROWS:
            press(Qt.Key.Key_Down)
        assert below.hasFocus()
        assert (above.chosen_id, below.chosen_id) == (None, "followed-0")
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Up)
        assert above.hasFocus()
        assert (above.chosen_id, below.chosen_id) == ("refund-2", None)
        assert recorder.named("chosen") == [("refund-1",), ("refund-2",), ("followed-0",), ("refund-2",)]
        assert recorder.named("opened") == [("followed-0",)]
        page.select("followed-2")
        assert (above.chosen_id, below.chosen_id) == (None, "followed-2")

    def test_tab_leaves_the_chosen_one_alone(self, window: MainWindow, recorder: Recorder) -> None:
        show(window, "refunds")
        page = window.refunds
        page.show_followed(samples.FOLLOWED)
        page.focus_rows()
        for _ in range(20):
            press(Qt.Key.Key_Tab)
        assert recorder.named("chosen") == []
        page.show_message(samples.NO_REFUNDS)
        seen = set()
        for _ in range(20):
            press(Qt.Key.Key_Tab)
            seen.add(QApplication.focusWidget())
        assert page.followed.table in seen, "where nothing waits, this is what there is to move in"

    def test_enter_in_the_search_box_opens_what_is_chosen_below_too(
        self, window: MainWindow, recorder: Recorder
    ) -> None:
        show(window, "refunds")
        page = window.refunds
        page.show_followed(samples.FOLLOWED)
        page.select("followed-1")
        assert page.search is not None
        page.search.edit.setFocus()
        press(Qt.Key.Key_Return)
        page.select(None)
        press(Qt.Key.Key_Return)
        assert recorder.named("opened") == [("followed-1",), ("",)]

    def test_what_is_followed_is_read_out(self, window: MainWindow) -> None:
        show(window, "refunds")
        window.refunds.show_followed(samples.FOLLOWED)
        model, role = window.refunds.followed.table.model_, Qt.ItemDataRole.AccessibleTextRole
        assert [model.data(model.index(2, column), role) for column in range(4)] == [
            "Patient: Yusuf Demir Visa 4242 · INV-20375", "How far: step 4 of 5",
            "State: Failed Approved by Amara Diallo · 09:21", "Amount: $77.00",
        ]  # fmt: skip
        assert window.refunds.followed.table.accessibleName() == "Followed to the end"

    @pytest.mark.parametrize("height", [700, 760, 800, 1000])
    def test_it_gives_way_to_what_is_to_be_decided(self, window: MainWindow, height: int) -> None:
        show(window, "refunds")
        page = window.refunds
        window.resize(1280, height)
        page.show_followed(samples.FOLLOWED)
        QApplication.processEvents()
        assert page.list.table.viewport().height() >= 3 * page.list.table.rowHeight(0)
        if page.followed.isVisible():
            assert page.followed.table.viewport().height() >= 2 * page.followed.table.rowHeight(0)
            assert page.followed.geometry().bottom() <= page.followed.parentWidget().height()
        page.show_message(samples.NO_REFUNDS)
        QApplication.processEvents()
        assert page.list.message.height() >= page.list.message.minimumSizeHint().height()
        page.show_followed(None)
        assert not page.followed.isVisible()
        assert page.followed.table.model_.rowCount() == 0

    def test_keys_that_have_nothing_to_act_on_are_not_drawn(self, window: MainWindow) -> None:
        show(window, "refunds")
        queue = window.refunds
        count = len(drawn_keys(queue))
        queue.show_message(samples.NO_REFUNDS)
        queue.show_no_decision(samples.NO_REFUND)
        assert count == 3
        assert drawn_keys(queue) == []
        queue.show_rows(samples.REFUND_COLUMNS, samples.REFUND_ROWS)
        assert len(drawn_keys(queue)) == 3

    def test_fresh_rows_keep_the_selection(self, window: MainWindow, recorder: Recorder) -> None:
        show(window, "refunds")
        window.refunds.select("refund-2")
        window.refunds.show_rows(samples.REFUND_COLUMNS, samples.REFUND_ROWS[1:])
        assert window.refunds.list.table.chosen_id == "refund-2"
        assert not recorder.named("chosen")

    def test_a_poll_that_brings_nothing_new_keeps_the_note_and_the_focus(self, window: MainWindow) -> None:
        show(window, "refunds")
        window.refunds.focus_note()
        QTest.keyClicks(QApplication.focusWidget(), "why")
        window.refunds.show_decision(replace(samples.DECISION, identity="MRN 1"))
        assert window.refunds.decision.note.edit.hasFocus()
        assert window.refunds.decision.note.text() == "why"

    def test_a_button_that_is_off_gets_the_keyboard_when_it_comes_on(self, window: MainWindow, qtbot: QtBot) -> None:
        show(window, "refunds")
        assert samples.DECISION.primary is not None
        off = replace(samples.DECISION, primary=replace(samples.DECISION.primary, enabled=False, why="Reading."))
        window.refunds.show_decision(off)
        window.refunds.focus_action()
        window.refunds.show_decision(samples.DECISION)
        big = window.refunds.decision._big
        assert big is not None
        qtbot.waitUntil(big.hasFocus)

    def test_why_a_decision_is_off_is_said_to_a_screen_reader_too(self, window: MainWindow) -> None:
        show(window, "refunds")
        assert samples.DECISION.primary is not None
        why = "You asked for this refund, and whoever asks can never approve."
        off = replace(samples.DECISION, primary=replace(samples.DECISION.primary, enabled=False, why=why))
        window.refunds.show_decision(off)
        big = window.refunds.decision._big
        assert big is not None
        assert (big.accessibleDescription(), big.toolTip()) == (why, why)

    def test_the_rail_says_what_waits(self, window: MainWindow, recorder: Recorder) -> None:
        assert window.rail.places[Screen.REFUNDS].accessibleName() == "Refunds, 3 waiting"
        window.show_places(())
        assert not window.rail.places[Screen.REFUNDS].isVisible()

    def test_each_place_has_its_key_and_stands_in_the_overlay(self, window: MainWindow, recorder: Recorder) -> None:
        keys = {2: Screen.RECEIPTS, 3: Screen.REFUNDS, 4: Screen.EXCEPTIONS, 5: Screen.TODAY}
        for number in keys:
            QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert recorder.named("go") == [(screen,) for screen in keys.values()]
        listed = [line.keys for group in window.key_groups() for line in group.lines]
        assert {key: listed.count(key) for key in listed if key.startswith("Ctrl+") and key[5:].isdigit()} == {
            f"Ctrl+{number}": 1 for number in range(1, 6)
        }
        order = sorted(window.rail.places.items(), key=lambda place: place[1].y())
        assert [screen for screen, _ in order] == [Screen.INVOICES, *keys.values()], "from top to bottom as their keys"


class TestALayer:
    def test_closes_though_what_had_the_keyboard_is_gone(self, window: MainWindow, recorder: Recorder) -> None:
        show(window, "refund_follow")
        window.refund.focus_first()
        window.supervisor.show_supervisor(samples.SUPERVISOR)
        window.refund.show_follow(replace(samples.FOLLOW, actions=samples.FOLLOW.actions[:1]))
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        window.supervisor.show_supervisor(None)
        assert window.supervisor.overlay is None

    def test_a_place_that_was_empty_gives_the_keyboard_to_its_first_row(self, window: MainWindow) -> None:
        window.exceptions.show_message(samples.NO_REFUNDS)
        show(window, "exceptions")
        window.exceptions.focus_rows()
        assert QApplication.focusWidget().accessibleName() == "Open 12"
        window.exceptions.show_rows(samples.REFUND_COLUMNS, samples.REFUND_ROWS)
        assert window.exceptions.list.table.hasFocus()

    def test_the_rows_get_the_keyboard_back_with_the_first_row(self, window: MainWindow) -> None:
        show(window, "refunds")
        window.refunds.focus_rows()
        window.refunds.show_message(samples.NO_REFUNDS)
        assert QApplication.focusWidget().accessibleName() == "To decide 3"
        window.refunds.show_rows(samples.REFUND_COLUMNS, samples.REFUND_ROWS)
        assert window.refunds.list.table.hasFocus()


class TestASupervisorHere:
    def test_by_keys_and_the_password_is_gone_from_the_field(self, window: MainWindow, recorder: Recorder) -> None:
        show(window, "refund_follow")
        window.supervisor.show_supervisor(samples.SUPERVISOR)
        layer = window.supervisor.overlay
        assert layer is not None
        assert layer.name.edit.hasFocus()
        QTest.keyClicks(QApplication.focusWidget(), "boss")
        press(Qt.Key.Key_Return)
        QTest.keyClicks(QApplication.focusWidget(), "secret")
        press(Qt.Key.Key_Return)
        assert recorder.named("supervisor_said") == [("boss", "secret")]
        assert layer.password.text() == ""

    def test_a_refusal_is_said_and_the_name_stays(self, window: MainWindow, recorder: Recorder) -> None:
        window.supervisor.show_supervisor(samples.SUPERVISOR)
        layer = window.supervisor.overlay
        assert layer is not None
        layer.name.edit.setText("boss")
        window.supervisor.show_supervisor(replace(samples.SUPERVISOR, busy=True))
        assert not layer.approve.isEnabled()
        window.supervisor.show_supervisor(replace(samples.SUPERVISOR, problem="Wrong.", advice="Try again."))
        assert layer.password.below.text() == "Wrong. Try again."
        assert layer.password.edit.hasFocus()
        assert layer.name.text() == "boss"

    def test_esc_leaves(self, window: MainWindow, recorder: Recorder) -> None:
        window.supervisor.show_supervisor(samples.SUPERVISOR)
        press(Qt.Key.Key_Escape)
        assert recorder.named("supervisor_left") == [()]
        window.supervisor.show_supervisor(None)
        assert window.supervisor.overlay is None

    def test_another_screen_takes_it_away(self, window: MainWindow, recorder: Recorder) -> None:
        show(window, "refund_follow")
        window.supervisor.show_supervisor(samples.SUPERVISOR)
        window.show_screen(Screen.LOGIN)
        assert window.supervisor.overlay is None
        assert recorder.named("supervisor_left") == [()]

    def test_every_control_has_a_name(self, window: MainWindow) -> None:
        window.supervisor.show_supervisor(samples.SUPERVISOR)
        layer = window.supervisor.overlay
        assert layer is not None
        for control in (layer.name.edit, layer.password.edit, layer.approve, layer.not_now):
            assert control.accessibleName()


class TestASupervisorWithSingleSignOn:
    def layer(self, window: MainWindow, method: str = METHOD) -> SupervisorOverlay:
        show(window, "refund_follow")
        window.supervisor.show_sso_method(method)
        window.supervisor.show_supervisor(samples.SUPERVISOR)
        layer = window.supervisor.overlay
        assert layer is not None
        return layer

    def test_there_is_a_button_only_where_the_server_has_it(self, window: MainWindow, recorder: Recorder) -> None:
        layer = self.layer(window, "")
        assert not layer.sso.isVisible()
        press(Qt.Key.Key_O, ALT)
        assert recorder.named("begin_sso") == []
        window.supervisor.show_sso_method(METHOD)
        assert layer.sso.isVisible()
        assert layer.sso.accessibleName() == METHOD
        press(Qt.Key.Key_O, ALT)
        assert recorder.named("begin_sso") == [()]

    def test_the_code_stands_in_place_of_name_and_password(self, window: MainWindow, recorder: Recorder) -> None:
        layer = self.layer(window)
        layer.password.edit.setText("half a passw")
        window.supervisor.show_sso(WAITING)
        assert layer.waiting.isVisible()
        assert "K7M-4QX" in layer.waiting.said
        assert not layer.name.isVisible()
        assert layer.password.text() == ""
        press(Qt.Key.Key_B, ALT)
        assert recorder.named("open_again") == [()]
        press(Qt.Key.Key_Escape)
        assert recorder.named("cancel_sso") == [()]
        assert recorder.named("supervisor_left") == []
        window.supervisor.show_sso(None)
        window.supervisor.show_supervisor(samples.SUPERVISOR)
        assert layer.name.edit.hasFocus()
        press(Qt.Key.Key_Escape)
        assert recorder.named("supervisor_left") == [()]
