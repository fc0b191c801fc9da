"""The till locks itself, keeps the work as it was, and is opened by its person alone."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from pos_app.desktop.presenters.faces.common import Screen, Toast
from pos_app.desktop.presenters.faces.lock import LockFace
from pos_app.wire.auth import Role
from pos_app.wire.payments import AttemptState
from pos_app.wire.problems import Code
from tests.unit.desktop.desk import CASHIERS, Desk
from tests.unit.desktop.fakes import FakeSecrets, person, refusal

PASSWORD = "sample-cashier"
PATIENT = ("Margaret", "Okafor", "4021", "7730")


def texts(face: Any) -> str:
    """All that a face would put on the screen."""
    if is_dataclass(face):
        return " ".join(texts(getattr(face, field.name)) for field in fields(face))
    if isinstance(face, tuple):
        return " ".join(texts(one) for one in face)
    return str(face)


def face(desk: Desk) -> LockFace:
    found = desk.views.lock.last("show_lock")
    assert isinstance(found, LockFace)
    return found


def kept(desk: Desk) -> list[str]:
    return [one.title for one in face(desk).kept]


def unlock(desk: Desk, password: str = PASSWORD) -> None:
    desk.views.lock.actions.unlock(password)
    desk.runner.settle()


def locked_desk() -> Desk:
    desk = Desk()
    desk.log_in()
    desk.pass_time(0.5)
    desk.views.shell.actions.lock()
    return desk


class TestLocking:
    def test_after_five_idle_minutes(self) -> None:
        desk = Desk()
        desk.log_in()
        desk.leave_alone(298)
        assert desk.screen == "invoices"
        desk.leave_alone(3)
        assert desk.screen == "locked"
        assert face(desk).detail == "by itself at 09:43 · just now"

    @pytest.mark.parametrize("minutes", [1, 17, 60])
    def test_after_as_many_as_were_chosen(self, minutes: int) -> None:
        desk = Desk()
        desk.log_in()
        desk.views.shell.actions.choose_idle_minutes(minutes)
        assert desk.preferences.idle_minutes == minutes
        desk.leave_alone(60 * minutes - 2)
        assert desk.screen == "invoices"
        desk.leave_alone(3)
        assert desk.screen == "locked"

    @pytest.mark.parametrize(("own", "servers", "after"), [(5, 2, 2), (2, 15, 2), (5, None, 5)])
    def test_the_smaller_of_the_tills_own_and_the_servers_counts(
        self, own: int, servers: int | None, after: int
    ) -> None:
        desk = Desk()
        desk.server.idle_minutes = servers
        desk.log_in()
        desk.views.shell.actions.choose_idle_minutes(own)
        shown = desk.views.shell.said[-1]
        said = f"The hospital’s server allows {servers} at most; the smaller of both counts." if servers else ""
        assert shown == ("show_idle_minutes", (own, said))
        desk.leave_alone(60 * after - 2)
        assert desk.screen == "invoices"
        desk.leave_alone(3)
        assert desk.screen == "locked"

    def test_a_hand_on_the_mouse_keeps_it_open(self) -> None:
        desk = Desk()
        desk.log_in()
        desk.pass_time(3600)
        assert desk.screen == "invoices"

    def test_by_the_button(self) -> None:
        desk = locked_desk()
        assert desk.screen == "locked"
        assert face(desk).detail == "by Tomasz Zieliński at 09:38 · just now"
        assert face(desk).label == "Password of Tomasz Zieliński"
        desk.leave_alone(12 * 60)
        assert face(desk).detail == "by Tomasz Zieliński at 09:38 · 12 min ago"
        desk.leave_alone(60 * 60)
        assert face(desk).detail.endswith("· 1 h 12 min ago")

    def test_nobody_logged_in_locks_nothing(self) -> None:
        desk = Desk()
        desk.start()
        desk.leave_alone(3600)
        desk.views.shell.actions.lock()
        assert not desk.till.lock.touched()
        assert desk.screen == "login"
        assert desk.views.lock.times("show_lock") == 0

    def test_the_key_that_wakes_a_machine_is_not_acted_on(self) -> None:
        """While it sleeps no timer runs: the first thing that happens may be a key meant for what is on the screen."""
        desk = Desk()
        desk.log_in()
        desk.time.seconds += 3600
        assert desk.till.lock.touched() is True
        assert desk.screen == "locked"
        assert desk.till.lock.touched() is False, "this one is for the password"

    def test_a_payment_under_way_locks_too(self) -> None:
        desk = Desk()
        desk.open_payment()
        desk.act("charge")
        desk.leave_alone(301)
        assert desk.screen == "locked"


class TestNothingToRead:
    @pytest.mark.parametrize("where", ["list", "form", "sent", "paid", "handed over"])
    def test_no_patient_and_no_amount_on_the_lock(self, where: str) -> None:
        desk = Desk()
        desk.log_in()
        desk.views.invoices.actions.search_typed("Okafor")
        desk.pass_time(0.5)
        if where != "list":
            desk.open_payment()
        if where not in ("list", "form"):
            desk.act("charge")
        if where == "paid":
            desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
            desk.page("handback-9")
            assert desk.phase == "PAID"
        if where == "handed over":
            desk.server.move(desk.intent, AttemptState.PROCESSING)
            desk.pass_time(12)
            desk.act("next")
        desk.views.shell.actions.lock()
        desk.leave_alone(30)
        words = texts(face(desk))
        assert not [part for part in (*PATIENT, "148", "MRI", "4242") if part in words], words

    def test_what_is_said_meanwhile_waits(self) -> None:
        desk = locked_desk()
        desk.till._stage.toast(Toast("INV-20418: the $148.00 were paid after all."))
        assert desk.toasts == []
        unlock(desk)
        assert desk.toasts == ["INV-20418: the $148.00 were paid after all."]

    def test_what_was_said_meanwhile_is_nobody_elses(self) -> None:
        desk = locked_desk()
        desk.till._stage.toast(Toast("INV-20418: the $148.00 were paid after all."))
        switch(desk)
        desk.server.passwords["cashier"] = (PASSWORD, person(name="Ana Reis"))
        desk.views.login.actions.sign_in("cashier", PASSWORD)
        desk.pass_time(1)
        assert desk.toasts == []


class TestTheWorkUnderneath:
    def test_nothing_is_asked_of_the_server_about_patients(self) -> None:
        desk = locked_desk()
        before = list(desk.server.calls)
        desk.leave_alone(120)
        desk.views.shell.actions.try_now()
        desk.runner.settle()
        assert set(desk.server.calls[len(before) :]) == {"health"}

    @pytest.mark.parametrize("place", [Screen.REFUNDS, Screen.EXCEPTIONS, Screen.TODAY, Screen.RECEIPTS])
    def test_no_list_is_asked_for_at_any_place_and_it_is_fresh_again_at_once(self, place: Screen) -> None:
        desk = Desk()
        desk.log_in(person(Role.SUPERVISOR, "Amara Diallo"))
        desk.views.shell.actions.go(place)
        desk.pass_time(0.5)
        desk.views.shell.actions.lock()
        before = list(desk.server.calls)
        desk.leave_alone(120)
        assert set(desk.server.calls[len(before) :]) == {"health"}
        unlock(desk)
        again = set(desk.server.calls[len(before) :]) - {"health", "unlock"}
        assert again >= {"refunds", "exceptions"}

    def test_rows_search_and_selection_stay(self) -> None:
        desk = Desk()
        desk.log_in()
        desk.views.invoices.actions.search_typed("oka")
        desk.pass_time(0.5)
        shown = {name: desk.views.invoices.times(name) for name in ("reset_rows", "show_search", "select")}
        desk.views.shell.actions.lock()
        desk.leave_alone(600)
        assert {name: desk.views.invoices.times(name) for name in shown} == shown
        assert kept(desk) == ["INV-20418 is open", "A search"]
        unlock(desk)
        assert desk.screen == "invoices"
        assert desk.views.invoices.times("reset_rows") == shown["reset_rows"]
        assert desk.views.invoices.times("show_search") == shown["show_search"]
        desk.pass_time(11)
        assert desk.server.calls[-3:].count("invoices") == 1, "and it is kept fresh again"

    def test_a_payment_that_was_begun_is_there_again(self) -> None:
        desk = Desk()
        desk.open_payment()
        desk.views.shell.actions.lock()
        assert kept(desk) == ["A payment was begun"]
        desk.leave_alone(600)
        unlock(desk)
        assert (desk.screen, desk.face, desk.phase) == ("payment", "form", "CARD")
        desk.act("charge")
        assert desk.phase == "SENT"

    def test_a_payment_in_flight_is_followed_to_its_end(self) -> None:
        desk = Desk()
        desk.open_payment()
        desk.act("charge")
        desk.views.shell.actions.lock()
        assert kept(desk) == ["A payment is being followed"]
        desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
        desk.leave_alone(20)
        assert desk.screen == "locked"
        assert kept(desk) == ["A payment has ended"]
        assert desk.journal.ended == {desk.intent.id}
        desk.leave_alone(600)
        unlock(desk)
        assert (desk.screen, desk.face) == ("payment", "paid"), "nobody has seen it yet"
        desk.pass_time(60)
        assert desk.face == "paid"

    def test_the_next_patient_is_not_called_while_it_is_locked(self) -> None:
        desk = Desk()
        desk.open_payment()
        desk.act("charge")
        desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
        desk.page("handback-9")
        assert desk.face == "paid"
        desk.views.shell.actions.lock()
        desk.leave_alone(60)
        unlock(desk)
        assert (desk.screen, desk.face) == ("payment", "paid")

    def test_a_card_form_that_was_loading_is_loaded_again(self) -> None:
        desk = Desk()
        desk.log_in()
        desk.views.detail.actions.act("take_whole")
        desk.pass_time(0.3)
        assert desk.phase == "PREPARING"
        desk.views.shell.actions.lock()
        desk.leave_alone(60)
        loads = desk.views.payment.card.times("load")
        unlock(desk)
        assert desk.views.payment.card.times("load") == loads + 1
        desk.page("loading-1", "ready-2")
        assert desk.phase == "CARD"

    def test_a_payment_that_was_being_left_is_left(self) -> None:
        desk = Desk()
        desk.open_payment()
        desk.server.faults["cancel"] = ["before"] * 3
        desk.views.payment.actions.escape()
        desk.views.shell.actions.lock()
        desk.leave_alone(120)
        assert desk.screen == "locked"
        unlock(desk)
        assert desk.screen == "invoices"
        assert desk.intent.state is AttemptState.CANCELLED

    def test_what_an_earlier_payment_came_to_is_followed(self) -> None:
        desk = Desk()
        desk.open_payment()
        desk.act("charge")
        desk.server.move(desk.intent, AttemptState.PROCESSING)
        desk.pass_time(12)
        desk.act("next")
        desk.pass_time(10)
        desk.views.shell.actions.lock()
        assert "A payment is being followed" in kept(desk)
        desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
        desk.leave_alone(200)
        assert "A payment is being followed" not in kept(desk)
        said = len(desk.toasts)
        unlock(desk)
        assert desk.toasts[said:] == ["INV-20418: the $148.00 were paid after all."]

    def test_tokens_are_renewed_while_it_is_locked(self) -> None:
        desk = locked_desk()
        desk.leave_alone(60 * 60)
        assert desk.server.calls.count("renew") >= 4
        unlock(desk)
        assert desk.screen == "invoices"


class TestUnlocking:
    def test_a_wrong_password_opens_nothing(self) -> None:
        desk = locked_desk()
        for wrong in ("nonsense", "sample-supervisor", " ", PASSWORD + "x"):
            unlock(desk, wrong)
            assert desk.views.lock.last("show_problem").sentence == "This is not the right password."
        assert desk.screen == "locked"
        assert desk.session.person is not None, "and nobody is logged out by it"
        unlock(desk)
        assert desk.screen == "invoices"

    def test_the_session_stays_the_one_it_was(self) -> None:
        desk = locked_desk()
        before = desk.session.link
        unlock(desk)
        assert desk.session.link == before
        assert desk.server.calls.count("login") == 1

    def test_an_empty_password_is_not_sent(self) -> None:
        desk = locked_desk()
        unlock(desk, "")
        unlock(desk, "x" * 5000)
        assert "unlock" not in desk.server.calls

    def test_the_server_is_away(self) -> None:
        desk = locked_desk()
        desk.server.down = True
        unlock(desk)
        assert desk.screen == "locked"
        problem = desk.views.lock.last("show_problem")
        assert problem.sentence == "The server does not answer."
        assert "stays locked" in problem.advice
        desk.server.down = False
        unlock(desk)
        assert desk.screen == "invoices"

    def test_too_many_tries(self) -> None:
        desk = locked_desk()
        sentence = "Too many tries. Wait 4 seconds, then try again."
        desk.server.faults["unlock"] = [refusal(Code.TOO_MANY_TRIES, 429, detail=sentence)]
        unlock(desk)
        assert desk.views.lock.last("show_problem").sentence == sentence
        assert desk.screen == "locked"

    def test_a_password_leaves_the_field_when_it_is_sent_or_forgotten(self) -> None:
        desk = locked_desk()
        before = desk.views.lock.times("clear_password")
        desk.views.lock.actions.unlock("typed")
        assert desk.views.lock.times("clear_password") == before + 1
        desk.runner.settle()
        desk.till.lock.touched()
        desk.leave_alone(35)
        assert desk.views.lock.times("clear_password") == before + 2

    def test_a_second_press_is_not_a_second_try(self) -> None:
        desk = locked_desk()
        desk.views.lock.actions.unlock(PASSWORD)
        desk.views.lock.actions.unlock(PASSWORD)
        desk.runner.settle()
        assert desk.server.calls.count("unlock") == 1

    def test_a_session_that_has_ended_leads_to_the_log_in(self) -> None:
        desk = locked_desk()
        desk.server.logged_in.clear()
        desk.server.refreshes.clear()
        unlock(desk)
        assert desk.screen == "login"
        assert desk.views.login.last("show_problem").sentence == "Your session has ended."
        assert not desk.till.lock.locked
        desk.views.login.actions.sign_in("cashier", PASSWORD)
        desk.pass_time(1)
        assert desk.screen == "invoices"

    def test_an_answer_that_comes_after_the_session_ended_opens_nothing(self) -> None:
        desk = locked_desk()
        desk.views.lock.actions.unlock(PASSWORD)
        desk.till.connection.saw(refusal(Code.NOT_AUTHENTICATED, 401))
        desk.runner.settle()
        assert desk.screen == "login"


def switch(desk: Desk, answer: str = "leave") -> str:
    desk.views.lock.actions.switch_person()
    question, answered = desk.views.shell.questions[-1]
    answered(answer)
    desk.runner.settle()
    return f"{question.title} {question.detail}"


class TestSwitchingPerson:
    def test_it_says_what_becomes_of_the_work_first(self) -> None:
        desk = locked_desk()
        words = switch(desk, "stay")
        assert words.startswith("Log Tomasz Zieliński out? No payment is open.")
        assert desk.screen == "locked"
        switch(desk)
        assert desk.screen == "login"
        assert desk.session.person is None
        assert desk.server.logged_in == {}
        assert desk.views.invoices.last("reset_rows") == ()

    def test_a_payment_in_flight_goes_on_and_the_next_person_hears_of_it(self) -> None:
        desk = Desk()
        desk.open_payment()
        desk.act("charge")
        desk.server.move(desk.intent, AttemptState.PROCESSING)
        desk.views.shell.actions.lock()
        words = switch(desk)
        assert "It goes on by itself." in words
        assert not [part for part in PATIENT if part in words]
        desk.server.passwords["boss"] = ("secret", person(Role.SUPERVISOR, "Amara Diallo"))
        desk.views.login.actions.sign_in("boss", "secret")
        desk.pass_time(2)
        assert desk.toasts[-1] == "INV-20418: still checking $148.00. Don’t charge it again."

    def test_it_can_not_be_asked_of_an_open_till(self) -> None:
        desk = Desk()
        desk.log_in()
        desk.views.lock.actions.switch_person()
        desk.views.lock.actions.unlock(PASSWORD)
        assert desk.views.shell.questions == []
        assert "unlock" not in desk.server.calls


class TestTheKeyring:
    def test_a_locked_till_that_is_started_again_asks_who_is_there(self) -> None:
        secrets = FakeSecrets()
        desk = Desk(secrets=secrets)
        desk.log_in()
        desk.views.shell.actions.lock()
        desk.leave_alone(60 * 60)
        assert secrets.kept == {}, "the renewals meanwhile put nothing back"
        again = Desk(secrets=secrets)
        again.preferences.last_name = "cashier"
        again.start()
        assert again.screen == "login"

    def test_unlocked_it_keeps_the_newest_again(self) -> None:
        desk = locked_desk()
        desk.leave_alone(60 * 60)
        unlock(desk)
        assert desk.secrets.kept == {CASHIERS: desk.session.link.refresh}
        desk.pass_time(20 * 60)
        assert desk.secrets.kept == {CASHIERS: desk.session.link.refresh}

    def test_a_hanging_keyring_holds_up_no_lock(self) -> None:
        desk = Desk()
        desk.log_in()
        desk.runner.held_back.add("keyring")
        desk.views.shell.actions.lock()
        assert desk.screen == "locked"
        unlock(desk)
        assert desk.screen == "invoices"


class TestAnEndedSession:
    """Fault 46: the session ends in the middle of a payment."""

    def in_flight(self) -> Desk:
        desk = Desk()
        desk.open_payment()
        desk.act("charge")
        desk.server.move(desk.intent, AttemptState.PROCESSING)
        desk.till.connection.saw(refusal(Code.NOT_AUTHENTICATED, 401))
        desk.runner.settle()
        assert desk.screen == "login"
        return desk

    def test_the_same_person_finds_it_on_the_screen_and_followed(self) -> None:
        desk = self.in_flight()
        desk.views.login.actions.sign_in("cashier", PASSWORD)
        desk.pass_time(1)
        assert desk.screen == "payment"
        desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
        desk.pass_time(10)
        assert desk.face == "paid"
        assert desk.intent.charges == 1

    def test_a_supervisor_hears_of_it_and_follows_it(self) -> None:
        desk = self.in_flight()
        desk.server.passwords["boss"] = ("secret", person(Role.SUPERVISOR, "Amara Diallo"))
        desk.views.login.actions.sign_in("boss", "secret")
        desk.pass_time(2)
        assert desk.screen == "invoices"
        assert desk.toasts[-1] == "INV-20418: still checking $148.00. Don’t charge it again."
        desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
        desk.pass_time(120)
        assert desk.toasts[-1] == "INV-20418: the $148.00 were paid after all."
        assert desk.journal.ended == {desk.intent.id}

    def test_while_nobody_is_there_no_screen_of_work_comes_up(self) -> None:
        """The countdown of Paid once led from the log-in to the list, though nobody was logged in."""
        desk = Desk()
        desk.open_payment()
        desk.act("charge")
        desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
        desk.page("handback-9")
        assert desk.face == "paid"
        desk.till.connection.saw(refusal(Code.NOT_AUTHENTICATED, 401))
        desk.leave_alone(60)
        assert desk.screen == "login"
        desk.views.login.actions.sign_in("cashier", PASSWORD)
        desk.pass_time(1)
        assert (desk.screen, desk.face) == ("payment", "paid")


def test_the_lock_is_the_last_thing_shown_whatever_happens_underneath() -> None:
    """Every call of a screen while it is locked is kept for later."""
    desk = locked_desk()
    for screen in (Screen.PAYMENT, Screen.INVOICES):
        desk.till._stage.go(screen)
    assert desk.screen == "locked"
    unlock(desk)
    assert desk.screen == "invoices"
