"""Every screen with the sample day on it: names for screen readers, keys that do not collide, nothing cut off."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pos_app.desktop.presenters.faces.common import ActionFace, Question, Screen
from pos_app.desktop.presenters.faces.login import LoginProblem
from pos_app.desktop.presenters.faces.payment import CoverFace, PaymentFace
from pos_app.desktop.presenters.faces.shell import BannerFace, HospitalFace
from pos_app.desktop.views.card_view import CardWebView
from pos_app.desktop.views.components.buttons import Button
from pos_app.desktop.views.components.overlay import QuestionOverlay
from pos_app.desktop.views.theme import Scheme
from pos_app.desktop.views.window import LEAST, MainWindow
from tests.support.room import cut_off
from tests.unit.desktop.views import samples
from tests.unit.desktop.views.conftest import SHOWN, Recorder, each_screen, show

CONTROLS = (QAbstractButton, QLineEdit, QAbstractItemView)


def controls(window: MainWindow) -> list[QWidget]:
    return [w for w in window.findChildren(QWidget) if isinstance(w, CONTROLS) and w.isVisible()]


@each_screen(*SHOWN)
def test_every_control_has_a_name(shown: MainWindow) -> None:
    found = controls(shown)
    assert len(found) > 3
    nameless = [w for w in found if not w.accessibleName().strip()]
    assert not nameless, nameless


@each_screen(*SHOWN)
def test_no_two_actions_on_a_screen_share_a_key(shown: MainWindow) -> None:
    taken: Counter[str] = Counter()
    for shortcut in shown.findChildren(QShortcut):
        owner = shortcut.parent()
        if isinstance(owner, QWidget) and owner.isVisible() and owner.isEnabled():
            sequences = shortcut.keys()
            taken.update(sequence.toString() for sequence in sequences)
    assert taken
    assert not [key for key, times in taken.items() if times > 1], taken


@each_screen(*SHOWN)
@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_every_screen_is_drawn_at_every_size(
    shown: MainWindow, standing: tuple[MainWindow, str], size: tuple[int, int], scheme: Scheme, qtbot: QtBot
) -> None:
    window = shown
    window.resize(*size)
    if window._kit.theme.choice is not scheme:
        window._kit.theme.choose(scheme)
    show(window, standing[1])
    QApplication.processEvents()
    image = window.grab().toImage()
    assert not image.isNull()
    seen = {image.pixel(x, y) for x in range(0, image.width(), 17) for y in range(0, image.height(), 17)}
    assert len(seen) > 10

    def all_inside() -> None:
        bounds = QRect(QPoint(0, 0), window.size())
        outside = [
            w.accessibleName()
            for w in controls(window)
            if isinstance(w, Button)
            and not bounds.contains(QRect(w.mapTo(window, QPoint(0, 0)), w.size()))
            # what is scrolled out of sight is reached by scrolling
            and not any(p.inherits("QScrollArea") for p in ancestors(w))
        ]
        assert not outside, outside

    qtbot.waitUntil(all_inside)  # a row of buttons that becomes two tells the layouts above it one after the other


@each_screen(*SHOWN)
def test_no_word_is_cut_in_the_smallest_window(shown: MainWindow, qtbot: QtBot) -> None:
    shown.resize(*LEAST)
    qtbot.waitUntil(lambda: shown.size().width() == LEAST[0])
    QApplication.processEvents()
    assert cut_off(shown) == []


@each_screen(*SHOWN)
def test_tab_comes_to_every_control_and_marks_each(shown: MainWindow) -> None:
    """By the ring, or by a mark of its own; out of the card form it is the page that leads."""
    wanted = {
        w for w in controls(shown) if w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus and not _in_card(w)
    }
    reached: set[QWidget] = set()
    at = shown.focusWidget() or shown
    for _ in range(4 * len(wanted) + 10):
        at.focusNextChild()
        at = QApplication.focusWidget()
        assert at is not None
        if _in_card(at):  # the web view's own: Tab inside it is Chromium's
            at = shown.payment.form.charge
            at.setFocus()
        reached.add(at)
        marked = shown._ring.isVisible() or any(w.property("focusRing") == "none" for w in (at, *ancestors(at)))
        assert marked, f"{at.accessibleName()} has the keyboard, and nothing shows it"
    missed = [w.accessibleName() for w in wanted - reached]
    assert not missed


def _in_card(widget: QWidget) -> bool:
    return any(isinstance(one, CardWebView) for one in (widget, *ancestors(widget)))


def ancestors(widget: QWidget) -> list[QWidget]:
    found, at = [], widget.parentWidget()
    while at is not None:
        found.append(at)
        at = at.parentWidget()
    return found


@each_screen(*SHOWN)
def test_everything_mirrors(shown: MainWindow, standing: tuple[MainWindow, str], qapp: QApplication) -> None:
    window = shown
    QApplication.processEvents()
    before = {id(w): w.mapTo(window, QPoint(0, 0)).x() for w in controls(window)}
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        QApplication.processEvents()
        assert not window.grab().isNull()
        if standing[1] != "login":
            assert window.rail.mapTo(window, QPoint(0, 0)).x() > window.width() / 2
        moved = [w for w in controls(window) if before.get(id(w)) != w.mapTo(window, QPoint(0, 0)).x()]
        assert len(moved) > len(before) / 3
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_test_is_everywhere(window: MainWindow) -> None:
    assert window.windowTitle().startswith("TEST")
    assert window._strip.isVisible()
    window.show_hospital(HospitalFace("Larkfield General Hospital", "North Wing", test=False))
    assert "TEST" not in window.windowTitle()
    assert not window._strip.isVisible()


def test_log_out_and_the_banner_reach_the_presenter(window: MainWindow, recorder: Recorder, qtbot: QtBot) -> None:
    QTest.keySequence(window, "Ctrl+Shift+L")
    assert recorder.named("log_out") == [()]
    window.show_banner(BannerFace("Showing what we knew at 09:38.", "Next try in 8 seconds.", "Try now"))
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert recorder.named("try_now") == [()]


def test_f5_is_the_shown_buttons_own_where_one_shows_it(window: MainWindow, recorder: Recorder) -> None:
    show(window, "checking")
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert recorder.named("act") == [("ask_now",)]
    assert not recorder.named("try_now")


def test_closing_asks_the_presenter(window: MainWindow, recorder: Recorder) -> None:
    window.close()
    assert recorder.named("close_asked") == [()]


class TestKeysOverlay:
    def test_f1_opens_it_and_esc_closes_it(self, window: MainWindow) -> None:
        window.invoices.focus_rows()
        QTest.keyClick(window, Qt.Key.Key_F1)
        assert window._overlay is not None
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        assert window._overlay is None
        assert window.invoices.list.table.hasFocus()

    @each_screen(*SHOWN)
    def test_it_lists_every_key_drawn_on_the_screen(self, shown: MainWindow) -> None:
        window = shown
        listed = {key for group in window.key_groups() for line in group.lines for key in line.keys.split()}
        places = set(window.rail.findChildren(Button)) if not window.rail.isEnabled() else set()  # under the scrim
        buttons = set(window.findChildren(Button)) - places
        drawn = {w.shortcut_text for w in buttons if w.isVisible() and w.shortcut_text}
        drawn -= {"Alt+A"}  # an offer of the empty list, which says it itself
        assert drawn <= listed, drawn - listed


class TestQuestion:
    QUESTION = Question(
        "Give up the $148.00 of Margaret Okafor?",
        "Nothing is charged yet.",
        (ActionFace("stay", "Stay", shortcut="Esc", primary=True), ActionFace("leave", "Leave", shortcut="Alt+L")),
        escape="stay",
    )

    def ask(self, window: MainWindow) -> list[str]:
        answers: list[str] = []
        window.ask(self.QUESTION, answers.append)
        assert isinstance(window._overlay, QuestionOverlay)
        return answers

    def test_esc_means_escape_and_answers_once(self, window: MainWindow) -> None:
        answers = self.ask(window)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        assert answers == ["stay"]

    def test_a_key_of_a_choice_presses_it(self, window: MainWindow) -> None:
        answers = self.ask(window)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
        assert answers == ["leave"]

    def test_enter_presses_the_primary_which_has_the_focus(self, window: MainWindow) -> None:
        answers = self.ask(window)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        assert answers == ["stay"]

    def test_the_keys_of_the_screen_below_are_dead(self, window: MainWindow, recorder: Recorder) -> None:
        self.ask(window)
        for key in (Qt.Key.Key_1, Qt.Key.Key_P):
            QTest.keyClick(QApplication.focusWidget(), key, Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F5)
        assert not recorder.calls

    def test_tab_stays_inside(self, window: MainWindow) -> None:
        self.ask(window)
        layer = window._overlay
        assert layer is not None
        for _ in range(5):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            assert layer.isAncestorOf(QApplication.focusWidget())

    def test_a_screen_below_that_takes_the_keyboard_gets_it_afterwards(
        self, window: MainWindow, recorder: Recorder
    ) -> None:
        window.invoices.focus_search()
        answers = self.ask(window)
        window.invoices.focus_rows()  # as when news has come
        for key in (Qt.Key.Key_X, Qt.Key.Key_Return, Qt.Key.Key_Escape):
            QTest.keyClick(QApplication.focusWidget(), key)
        assert answers == ["stay"]
        assert not recorder.named("search_typed") + recorder.named("opened")
        assert window.invoices.list.table.hasFocus()

    def test_another_question_answers_the_first_with_its_escape(self, window: MainWindow) -> None:
        first, second = self.ask(window), self.ask(window)
        assert first == ["stay"]
        assert not second


class TestPayment:
    def test_enter_charges_from_anywhere_on_the_form(self, window: MainWindow, recorder: Recorder) -> None:
        show(window, "form")
        window.payment.form.whole.setFocus()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        assert recorder.named("act") == [("charge",)]

    def test_a_charge_button_that_is_off_can_not_be_pressed(self, window: MainWindow, recorder: Recorder) -> None:
        off = replace(samples.FOOTER, action=replace(samples.FOOTER.action, enabled=False, why="Type the card first."))
        window.payment.form.show_footer(off)
        show(window, "form")
        QTest.keyClick(window.payment.form.whole, Qt.Key.Key_Return)
        assert not recorder.named("act")
        assert window.payment.form.charge.toolTip() == "Type the card first."

    def test_keys_of_the_form(self, window: MainWindow, recorder: Recorder) -> None:
        show(window, "form")
        QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(window, Qt.Key.Key_Escape)
        assert [name for name, _ in recorder.calls] == ["choose_part", "choose_method", "escape"]

    def test_what_is_typed_as_a_part_is_told_and_not_overwritten(self, window: MainWindow, recorder: Recorder) -> None:
        show(window, "part")
        form = window.payment.form
        form.focus_part()
        QTest.keyClicks(form.part_field.edit, "50")
        assert recorder.named("part_typed") == [("5",), ("50",)]
        form.show_amount(samples.part_amount())
        assert form.part_field.text() == "50"
        assert form.part_field.below.text() == "More than the $148.00 due."

    def test_the_keyboard_stays_in_the_part_while_it_is_typed(self, window: MainWindow) -> None:
        show(window, "part")
        form = window.payment.form
        form.focus_part()
        form.part_field.edit.textEdited.connect(lambda _text: window.payment.show_face(PaymentFace.FORM))
        for figure in "37.50":
            QTest.keyClicks(QApplication.focusWidget(), figure)
        assert form.part_field.text() == "37.50"

    def test_the_keyboard_goes_to_the_card_while_it_is_charged(self, window: MainWindow) -> None:
        show(window, "form")
        assert window.payment.form.charge.hasFocus()
        busy = replace(samples.FOOTER, action=replace(samples.FOOTER.action, enabled=False), busy=True)
        window.payment.form.show_footer(busy)
        assert window.payment.card.hasFocus()
        assert not window.payment.form.back.hasFocus()

    def test_what_marks_its_own_focus_has_no_ring(self, window: MainWindow) -> None:
        show(window, "form")
        inner = QLineEdit(window.payment.card)  # as the web view's own widget is
        inner.show()
        inner.setFocus()
        assert inner.hasFocus()
        assert not window._ring.isVisible()

    def test_a_form_that_did_not_load_offers_its_button_to_the_keyboard(
        self, window: MainWindow, recorder: Recorder
    ) -> None:
        show(window, "form")
        again = ActionFace("retry_card", "Load it again", shortcut="F5", primary=True)
        window.payment.form.show_cover(CoverFace("The card form does not load.", action=again))
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F5)
        assert recorder.named("act") == [("retry_card",), ("retry_card",)]

    def test_a_cover_hides_the_card_and_takes_its_keys(self, window: MainWindow) -> None:
        show(window, "form")
        window.payment.form.show_cover(CoverFace("Preparing the payment", busy=True))
        assert not window.payment.form.card_usable
        assert not window.payment.card.isEnabled()
        window.payment.form.show_cover(None)
        assert window.payment.form.card_usable

    def test_the_mouse_over_paid_keeps_it_open(self, window: MainWindow, recorder: Recorder, qtbot: QtBot) -> None:
        show(window, "paid")
        QApplication.processEvents()
        recorder.calls.clear()
        target = window.payment.success
        for spot in (QPoint(200, 200), QPoint(260, 240)):
            # to this window, though that of another test may lie over it
            QTest.mouseMove(window.windowHandle(), target.mapTo(window, spot))
            QApplication.processEvents()
        qtbot.waitUntil(lambda: bool(recorder.named("stay")))  # the screen tells of the pointer when it likes

    @pytest.mark.parametrize("name", ["error", "checking"])
    def test_a_fresh_outcomes_key_works_at_once(self, window: MainWindow, recorder: Recorder, name: str) -> None:
        show(window, name)
        fresh = (ActionFace("fresh", "Fresh", shortcut="Enter", primary=True),)
        if name == "error":
            window.payment.error.show_error(replace(samples.DECLINED, choices=fresh))
        else:
            window.payment.checking.show_checking(replace(samples.CHECKING_FACE, actions=fresh))
        QTest.keyClick(window, Qt.Key.Key_Return)
        assert recorder.named("act") == [("fresh",)]

    def test_the_outcomes_key_is_enter(self, window: MainWindow, recorder: Recorder) -> None:
        for name, key in (("paid", "next"), ("error", "another_card"), ("checking", "next")):
            show(window, name)
            recorder.calls.clear()
            QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Return)
            assert recorder.named("act") == [(key,)], name

    def test_charging_again_is_locked_while_checking(self, window: MainWindow, recorder: Recorder) -> None:
        show(window, "checking")
        locked = [b for b in window.payment.checking.findChildren(Button) if b.label.startswith("Charge again")]
        assert len(locked) == 1
        locked[0].click()
        assert not recorder.named("act")

    def test_a_second_that_passes_keeps_the_focus(self, window: MainWindow) -> None:
        show(window, "checking")
        before = QApplication.focusWidget()
        assert before is not None
        window.payment.checking.show_checking(replace(samples.CHECKING_FACE, next_try="next try in 3 seconds"))
        assert QApplication.focusWidget() is before

    def test_a_receipt_is_asked_for_by_its_keys(self, window: MainWindow, recorder: Recorder) -> None:
        show(window, "paid")
        recorder.calls.clear()
        QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        assert recorder.named("act") == [("save_pdf",), ("print",)]

    def test_tab_goes_from_the_tiles_to_the_card_and_on_to_the_charge(self, window: MainWindow) -> None:
        show(window, "form")
        form = window.payment.form
        stops, at = [], form.whole
        for _ in range(400):
            if at in (form.whole, form.part, form.part_field.edit, *form.methods.tiles, form.card, form.charge):
                stops.append(at)
            at = at.nextInFocusChain()
            if at is form.whole:
                break
        assert stops == [form.whole, form.part, form.part_field.edit, *form.methods.tiles, form.card, form.charge]


class TestLogin:
    def test_enter_goes_on_to_the_password_and_then_signs_in(self, window: MainWindow, recorder: Recorder) -> None:
        show(window, "login")
        login = window.login
        login.clear_password()
        login.focus("name")
        QTest.keyClick(login.name.edit, Qt.Key.Key_Return)
        assert login.password.edit.hasFocus()
        QTest.keyClicks(login.password.edit, "secret")
        QTest.keyClick(login.password.edit, Qt.Key.Key_Return)
        assert recorder.named("sign_in") == [("cashier", "secret")]

    def test_a_key_chooses_a_sample_person(self, window: MainWindow, recorder: Recorder) -> None:
        show(window, "login")
        QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
        assert recorder.named("choose_person") == [(1,)]

    def test_busy_takes_no_second_try(self, window: MainWindow, recorder: Recorder) -> None:
        show(window, "login")
        window.login.show_busy("Signing in")
        QTest.keyClick(window.login.password.edit, Qt.Key.Key_Return)
        assert not recorder.named("sign_in")
        window.login.show_busy(None)
        assert window.login.sign_in.label == "Sign in"

    def test_a_new_password_takes_the_place_of_name_and_password(self, window: MainWindow, recorder: Recorder) -> None:
        show(window, "login")
        login = window.login
        login.show_form(replace(samples.LOGIN, choosing=True, title="Choose your password"))
        login.focus("new")
        assert (login.name.isVisible(), login.password.isVisible()) == (False, False)
        assert not [card for card in login._cards if card.isVisible()]
        QTest.keyClicks(login.new.edit, "tulip grey 47 wagon")
        QTest.keyClick(login.new.edit, Qt.Key.Key_Tab)
        login.focus("again")
        QTest.keyClicks(login.again.edit, "tulip grey 47 wagon")
        QTest.keyClick(login.again.edit, Qt.Key.Key_Return)
        assert recorder.named("choose_password") == [("tulip grey 47 wagon", "tulip grey 47 wagon")]
        assert not recorder.named("sign_in")
        login.show_problem(LoginProblem("It would be guessed soon.", "", "new"))
        assert login.new.below.text() == "It would be guessed soon."
        login.show_form(samples.LOGIN)
        assert (login.name.isVisible(), login.new.isVisible(), login.new.text()) == (True, False, "")

    def test_markup_in_a_name_is_shown_as_text(self, window: MainWindow) -> None:
        window.payment.success._sentence.setText("<b>Bobby</b>")
        assert window.payment.success._sentence.textFormat() is Qt.TextFormat.PlainText


def test_a_screen_change_closes_what_lies_over_it(window: MainWindow, qtbot: QtBot) -> None:
    window.open_settings()
    window.show_screen(Screen.LOGIN)
    assert window._overlay is None


def test_the_look_is_chosen_in_settings(window: MainWindow, recorder: Recorder) -> None:
    window.open_settings()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert recorder.named("choose_theme") == [("dark",)]
    window.show_theme("dark")
    assert window._kit.theme.effective == "dark"


def test_the_ring_follows_the_focus_two_pixels_away(window: MainWindow) -> None:
    show(window, "form")
    back = window.payment.form.back
    back.setFocus()
    QApplication.processEvents()
    ring = window._ring
    assert ring.isVisible()
    place = QRect(back.mapTo(window.centralWidget(), QPoint(0, 0)), back.size())
    assert ring.geometry() == place.adjusted(-4, -4, 4, 4)
    window.show_screen(Screen.LOGIN)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not ring.isVisible() or QApplication.focusWidget() is not back


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_ring_is_drawn_in_the_colour_of_its_theme(window: MainWindow, scheme: Scheme) -> None:
    theme = window._kit.theme
    theme.choose(scheme)
    show(window, "form")
    window.payment.form.back.setFocus()
    QApplication.processEvents()
    drawn = window.grab().toImage()
    ring = window._ring.geometry()
    side = QPoint(ring.left() + 1, ring.center().y()) + window.centralWidget().pos()
    assert drawn.pixelColor(side * drawn.devicePixelRatio()) == theme.colour("focus")


def test_the_ring_stays_when_a_layer_above_is_gone(window: MainWindow) -> None:
    chip = next(iter(window.invoices._chips.values()))
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_F1)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is chip
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window._ring.isVisible()
    assert window._ring.geometry().contains(QRect(chip.mapTo(window.centralWidget(), QPoint(0, 0)), chip.size()))


def test_a_fresh_action_of_an_invoice_has_its_key_at_once(window: MainWindow, recorder: Recorder) -> None:
    fresh = (ActionFace("fresh", "Fresh", shortcut="Alt+P"),)
    window.detail.show_detail(replace(samples.DETAIL, id="another", secondary=fresh))
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert recorder.named("act") == [("fresh",)]


def test_a_stage_starts_with_its_own_button(window: MainWindow) -> None:
    show(window, "form")
    assert window.payment.shown is PaymentFace.FORM
    assert window.payment.form.charge.hasFocus()
