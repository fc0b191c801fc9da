"""Signing in by the browser: at the log-in and at the lock, with a server in memory."""

from __future__ import annotations

from typing import Any

import pytest

from pos_app.desktop.address import AddressRefused, page_address
from pos_app.desktop.presenters.faces.sso import SsoFace
from pos_app.wire.auth import Role
from pos_app.wire.problems import Code
from pos_app.wire.sso import SsoStep
from tests.unit.desktop.desk import SERVER, Desk
from tests.unit.desktop.fakes import Recorder, person, refusal

BUTTON = "Sign in with Larkfield Account"


def desk_with_sso(**options: Any) -> Desk:
    desk = Desk(**options)
    desk.server.sso.name = "Larkfield Account"
    desk.start()
    desk.pass_time(1.5)
    return desk


def waiting() -> Desk:
    desk = desk_with_sso()
    desk.views.login.actions.begin_sso()
    desk.pass_time(0)
    return desk


def locked() -> Desk:
    desk = desk_with_sso()
    desk.views.login.actions.sign_in("cashier", "sample-cashier")
    desk.pass_time(0.5)
    desk.views.shell.actions.lock()
    desk.views.lock.actions.begin_sso()
    desk.pass_time(0)
    return desk


def face(view: Recorder) -> SsoFace | None:
    found = view.last("show_sso")
    assert found is None or isinstance(found, SsoFace)
    return found


def test_the_button_is_there_when_the_server_says_so() -> None:
    desk = desk_with_sso()
    assert desk.views.login.last("show_sso_method") == BUTTON
    assert desk.views.lock.last("show_sso_method") == BUTTON
    without = Desk()
    without.start()
    without.pass_time(5)
    assert without.views.login.last("show_sso_method") is None
    assert without.server.calls.count("login_methods") == 1


def test_a_server_that_was_gone_is_asked_when_it_is_back() -> None:
    desk = Desk()
    desk.server.sso.name, desk.server.down = "Larkfield Account", True
    desk.start()
    desk.pass_time(5)
    assert desk.views.login.last("show_sso_method") is None
    desk.server.down = False
    desk.pass_time(20)
    assert desk.views.login.last("show_sso_method") == BUTTON


def test_a_server_of_before_has_none_and_is_not_asked_again() -> None:
    desk = Desk()
    desk.server.faults["login_methods"] = [refusal(Code.NOT_FOUND, 404)]
    desk.start()
    desk.pass_time(10)
    assert desk.views.login.last("show_sso_method") is None
    assert desk.server.calls.count("login_methods") == 1


def test_the_browser_opens_and_the_till_waits_with_the_code() -> None:
    desk = waiting()
    assert desk.browser.opened == ["https://login.larkfield.example/authorize?x=1"]
    shown = face(desk.views.login)
    assert shown is not None
    assert (shown.code, shown.title) == ("K7M-4QX", "Go on in your browser")
    desk.pass_time(3)
    assert desk.screen == "login"
    desk.server.sso.step = SsoStep.CONFIRMING
    desk.pass_time(1)
    shown = face(desk.views.login)
    assert shown is not None
    assert shown.detail == "Compare the code there with this one."


def test_who_has_signed_in_is_in() -> None:
    desk = waiting()
    desk.server.sso.came = person()
    desk.pass_time(1)
    assert desk.screen == "invoices"
    assert face(desk.views.login) is None
    assert desk.preferences.last_name == "cashier"
    assert desk.secrets.kept[SERVER, "cashier"] == desk.session.link.refresh
    asked = desk.server.calls.count("finish_sso")
    desk.pass_time(30)
    assert desk.server.calls.count("finish_sso") == asked, "nothing asks on"


def test_a_patient_has_no_till_this_way_either() -> None:
    desk = waiting()
    desk.server.sso.came = person(Role.PATIENT)
    desk.pass_time(1)
    assert desk.screen == "login"
    assert desk.views.login.last("show_problem").sentence == "Patients have no till."
    assert desk.server.calls.count("logout") == 1


def test_cancel_brings_the_form_back_and_what_comes_later_is_nobodys() -> None:
    desk = waiting()
    desk.views.login.actions.cancel_sso()
    assert face(desk.views.login) is None
    assert desk.views.login.last("show_busy") is None
    desk.server.sso.came = person()
    desk.pass_time(30)
    assert desk.screen == "login"
    desk.views.login.actions.sign_in("cashier", "sample-cashier")
    desk.pass_time(1)
    assert desk.screen == "invoices"


def test_an_answer_that_is_on_its_way_while_it_is_cancelled_logs_nobody_in() -> None:
    desk = desk_with_sso()
    desk.runner.held_back.add("held")
    desk.views.login.actions.begin_sso()
    desk.runner.settle()
    desk.server.sso.came = person()
    desk.views.login.actions.cancel_sso()
    desk.runner.held_back.clear()
    desk.pass_time(1)
    assert desk.screen == "login"
    assert desk.session.person is None


def test_the_browser_can_be_opened_again_and_nothing_begins_anew() -> None:
    desk = waiting()
    desk.views.login.actions.open_again()
    assert len(desk.browser.opened) == 2
    assert desk.server.sso.begun == 1


def test_nothing_else_begins_while_it_waits() -> None:
    desk = waiting()
    desk.views.login.actions.sign_in("cashier", "sample-cashier")
    desk.views.login.actions.begin_sso()
    desk.views.login.actions.choose_person(0)
    desk.pass_time(0.5)
    assert "login" not in desk.server.calls
    assert desk.server.sso.begun == 1


@pytest.mark.parametrize(
    ("code", "status", "sentence"),
    [
        (Code.SSO_REFUSED, 403, "This account can’t sign in here that way."),
        (Code.SSO_OVER, 410, "This sign-in has ended."),
        (Code.SSO_UNAVAILABLE, 503, "The single sign-on does not answer as it should."),
        (Code.TOO_MANY_TRIES, 429, "Too many tries."),
    ],
)
@pytest.mark.parametrize("call", ["start_sso", "finish_sso"])
def test_a_refusal_is_said_and_the_form_is_back(code: Code, status: int, sentence: str, call: str) -> None:
    desk = desk_with_sso()
    desk.server.faults[call] = [refusal(code, status)]
    desk.views.login.actions.begin_sso()
    desk.pass_time(1)
    assert face(desk.views.login) is None
    assert desk.views.login.last("show_problem").sentence == sentence
    assert desk.views.login.last("show_busy") is None
    desk.views.login.actions.begin_sso()
    desk.pass_time(1)
    assert face(desk.views.login) is not None, "it may be tried again"


def test_a_lost_server_is_told_and_asked_on() -> None:
    desk = waiting()
    desk.server.down = True
    desk.pass_time(5)
    shown = face(desk.views.login)
    assert shown is not None
    assert shown.note == "The server does not answer. We keep asking."
    desk.server.down, desk.server.sso.came = False, person()
    desk.pass_time(5)
    assert desk.screen == "invoices"


def test_a_busy_server_is_asked_on() -> None:
    desk = desk_with_sso()
    desk.server.faults["finish_sso"] = [refusal(Code.DATABASE_BUSY, 503)]
    desk.views.login.actions.begin_sso()
    desk.server.sso.came = person()
    desk.pass_time(5)
    assert desk.screen == "invoices"


def test_no_server_at_the_start() -> None:
    desk = desk_with_sso()
    desk.server.down = True
    desk.views.login.actions.begin_sso()
    desk.pass_time(0)
    assert desk.views.login.last("show_problem").sentence == "The server does not answer."
    assert face(desk.views.login) is None


def test_it_is_over_after_five_minutes() -> None:
    desk = waiting()
    desk.pass_time(302)
    assert face(desk.views.login) is None
    assert desk.views.login.last("show_problem").sentence == "This took too long."
    asked = desk.server.calls.count("finish_sso")
    desk.pass_time(30)
    assert desk.server.calls.count("finish_sso") == asked


def test_no_browser() -> None:
    desk = desk_with_sso()
    desk.browser.missing = True
    desk.views.login.actions.begin_sso()
    desk.pass_time(1)
    assert desk.views.login.last("show_problem").sentence == "The browser could not be opened."
    assert "finish_sso" not in desk.server.calls


@pytest.mark.parametrize(
    "url",
    ["http://login.example/", "file:///etc/passwd", "javascript:alert(1)", "https://u@login.example/", "", "https://",
     "vscode://x", "https://login.example/\n", "https://[::1/", "https://lögin.example/"],
)  # fmt: skip
def test_what_is_not_safe_to_open_is_not_opened(url: str) -> None:
    with pytest.raises(AddressRefused):
        page_address(url)
    desk = desk_with_sso()
    desk.server.sso.url = url
    desk.views.login.actions.begin_sso()
    desk.pass_time(1)
    assert desk.browser.opened == []
    assert desk.views.login.last("show_problem").sentence == "The server named an address that is not safe to open."


def test_another_server_has_its_own_way() -> None:
    desk = waiting()
    desk.server.down = True
    desk.views.login.actions.change_server("billing.other.example")
    desk.pass_time(5)
    assert face(desk.views.login) is None
    assert desk.views.login.last("show_sso_method") == ""


class TestAtTheLock:
    def test_the_same_person_opens_it(self) -> None:
        desk = locked()
        shown = face(desk.views.lock)
        assert shown is not None
        assert shown.code == "K7M-4QX"
        assert desk.till.lock.locked
        desk.server.sso.came = person()
        desk.pass_time(1)
        assert not desk.till.lock.locked
        assert desk.screen == "invoices"
        assert face(desk.views.lock) is None

    def test_somebody_else_does_not(self) -> None:
        desk = locked()
        desk.server.sso.came = person(name="Somebody Else")
        desk.pass_time(1)
        assert desk.till.lock.locked
        assert desk.views.lock.last("show_problem").sentence == "Somebody else has signed in."
        assert face(desk.views.lock) is None

    def test_given_up_the_password_is_there_again(self) -> None:
        desk = locked()
        desk.views.lock.actions.unlock("sample-cashier")
        desk.pass_time(0.5)
        assert desk.till.lock.locked, "one way at a time"
        desk.views.lock.actions.cancel_sso()
        assert face(desk.views.lock) is None
        desk.views.lock.actions.unlock("sample-cashier")
        desk.pass_time(0.5)
        assert not desk.till.lock.locked

    def test_a_session_that_has_ended_meanwhile_leads_to_the_log_in(self) -> None:
        desk = locked()
        desk.server.faults["unlock_by_sso"] = [refusal(Code.NOT_AUTHENTICATED, 401)]
        desk.pass_time(1)
        assert desk.screen == "login"
        assert face(desk.views.lock) is None

    def test_whoever_leaves_takes_it_along(self) -> None:
        desk = locked()
        desk.views.lock.actions.switch_person()
        question, answered = desk.views.shell.questions[-1]
        assert question.title == "Log Tomasz Zieliński out?"
        answered("leave")
        desk.pass_time(1)
        assert desk.screen == "login"
        desk.server.sso.came = person()
        desk.pass_time(5)
        assert desk.session.person is None

    def test_an_unlocked_till_begins_none(self) -> None:
        desk = desk_with_sso()
        desk.log_in()
        desk.views.lock.actions.begin_sso()
        desk.pass_time(1)
        assert desk.server.sso.begun == 0
