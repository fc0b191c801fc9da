"""One's own password, changed at the till whenever one likes."""

from __future__ import annotations

from typing import Any

import pytest

from pos_app.wire.problems import Code
from tests.unit.desktop.desk import CASHIERS, Desk
from tests.unit.desktop.fakes import refusal

OLD, NEW = "sample-cashier", "four words in a row"


def opened() -> Desk:
    desk = Desk()
    desk.log_in()
    desk.views.shell.actions.change_password()
    return desk


def face(desk: Desk) -> Any:
    return desk.views.password.last("show_password")


def say(desk: Desk, current: str = OLD, new: str = NEW, again: str = NEW) -> None:
    desk.views.password.actions.password_said(current, new, again)
    desk.runner.settle()


def test_it_is_changed_and_the_work_goes_on_with_new_tokens() -> None:
    desk = opened()
    before = desk.session.link
    say(desk)
    assert face(desk) is None
    assert desk.toasts[-1] == "Your password is changed. Elsewhere you are signed out."
    assert desk.server.passwords["cashier"][0] == NEW
    assert desk.session.link.token != before.token
    assert desk.session.link.login == before.login, "whatever is under way is still this person's"
    assert before.token not in desk.server.logged_in
    desk.pass_time(30)
    assert desk.screen == "invoices"
    assert desk.secrets.kept[CASHIERS] == desk.session.link.refresh
    assert NEW not in repr(vars(desk.till.password))


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        (("", NEW, NEW), "current", "Type the password you have now."),
        ((OLD, "", ""), "new", "Your new password is missing."),
        ((OLD, NEW, "another one"), "again", "The two are not the same."),
        ((OLD, "x" * 1025, "x" * 1025), "new", "This is too long. Check what you typed or pasted."),
    ],
)
def test_what_can_be_told_at_once_is_not_sent(typed: tuple[str, str, str], field: str, said: str) -> None:
    desk = opened()
    say(desk, *typed)
    assert (face(desk).field, face(desk).problem) == (field, said)
    assert "change_password" not in desk.server.calls


def test_a_wrong_one_and_a_weak_one_are_told_in_words_beside_their_fields() -> None:
    desk = opened()
    say(desk, "not it")
    assert (face(desk).field, face(desk).problem) == (
        "current",
        "The password you have now is not right. Type it again.",
    )
    say(desk, OLD, "short", "short")
    assert face(desk).field == "new"
    assert face(desk).problem.startswith("It needs 12 characters or more.")
    say(desk)
    assert face(desk) is None


def test_too_many_tries_and_no_answer() -> None:
    desk = opened()
    desk.server.faults["change_password"] = [refusal(Code.TOO_MANY_TRIES, 429, "Too many tries. Wait 8 seconds.")]
    say(desk)
    assert face(desk).problem == "Too many tries. Wait 8 seconds."
    desk.server.faults["change_password"] = ["before"]
    say(desk)
    assert "not known whether the password was changed" in face(desk).problem


def test_the_session_ended_meanwhile() -> None:
    desk = opened()
    desk.server.logged_in.clear()
    say(desk)
    assert desk.screen == "login"
    assert face(desk) is None


def test_nothing_of_it_stays_on_a_locked_till_or_with_the_next_person() -> None:
    desk = opened()
    desk.views.shell.actions.lock()
    assert face(desk) is None
    desk = opened()
    desk.views.shell.actions.log_out()
    desk.runner.settle()
    assert face(desk) is None
    desk.views.shell.actions.change_password()
    assert face(desk) is None, "nobody is here"
