from __future__ import annotations

import json

import pytest

from pos_app.desktop.presenters.front import read_sample_people
from pos_app.desktop.presenters.login import NO_KEYRING
from pos_app.desktop.presenters.words import joined
from pos_app.desktop.say import speak
from pos_app.wire.auth import Role
from tests.unit.desktop.desk import CASHIERS, SERVER, Desk
from tests.unit.desktop.fakes import FakeSecrets, person


def test_logging_in_leads_to_the_open_invoices() -> None:
    desk = Desk()
    desk.log_in()
    assert desk.screen == "invoices"
    assert desk.views.shell.last("show_person").name == "Tomasz Zieliński"
    assert desk.views.shell.last("show_hospital").place == "North Wing · Front desk 3"
    assert desk.views.shell.last("show_hospital").test
    assert [face.number for face in desk.views.invoices.last("reset_rows")] == ["INV-20418"]
    assert desk.preferences.last_name == "cashier"


def test_site_and_desk_stand_in_the_order_of_the_language() -> None:
    """Two Latin names side by side would else be read as one text, from left to right, in an Arabic window too."""
    speak(rtl=True)
    try:
        desk = Desk()
        desk.log_in()
        assert desk.views.shell.last("show_hospital").place == joined("North Wing", "Front desk 3")
    finally:
        speak()


@pytest.mark.parametrize(
    ("name", "password", "field"), [("", "x", "name"), ("  ", "", "name"), ("cashier", "", "password")]
)
def test_what_is_missing_is_said_beside_its_field(name: str, password: str, field: str) -> None:
    desk = Desk()
    desk.start()
    desk.views.login.actions.sign_in(name, password)
    desk.runner.settle()
    assert desk.views.login.last("show_problem").field == field
    assert "login" not in desk.server.calls


def test_a_wrong_password_says_one_sentence() -> None:
    desk = Desk()
    desk.start()
    desk.views.login.actions.sign_in("cashier", "wrong")
    desk.runner.settle()
    assert desk.views.login.last("show_problem").sentence == "Name and password don’t belong together."
    assert desk.screen == "login"
    assert desk.views.login.last("show_busy") is None


def test_no_server() -> None:
    desk = Desk()
    desk.server.down = True
    desk.start()
    desk.views.login.actions.sign_in("cashier", "sample-cashier")
    desk.runner.settle()
    assert desk.views.login.last("show_problem").sentence == "The server does not answer."
    assert not desk.views.login.last("show_connection").good


def test_the_kept_session_is_taken_up() -> None:
    desk = Desk(secrets=FakeSecrets({CASHIERS: "kept"}))
    desk.server.refreshes["kept"] = person()
    desk.start()
    assert desk.screen == "invoices"
    assert desk.session.link.token in desk.server.logged_in
    assert desk.secrets.kept == {CASHIERS: desk.session.link.refresh}, "the one that was kept is worth nothing now"
    assert desk.session.link.refresh != "kept"


def test_a_kept_session_that_has_ended_is_forgotten_without_a_word() -> None:
    desk = Desk(secrets=FakeSecrets({CASHIERS: "old"}))
    desk.start()
    assert desk.screen == "login"
    assert desk.secrets.kept == {}
    assert desk.session.link.token == ""
    assert desk.views.login.last("show_problem") is None


def test_a_missing_keyring_is_said_once_and_nothing_is_kept() -> None:
    desk = Desk(secrets=FakeSecrets(missing=True))
    desk.start()
    assert desk.views.login.last("show_notice") == "Locks by itself after 5 idle minutes. Your work is kept."
    desk.log_in()
    assert desk.views.login.last("show_notice") == NO_KEYRING
    assert desk.screen == "invoices"


def test_a_hanging_keyring_holds_up_nothing() -> None:
    desk = Desk(secrets=FakeSecrets({CASHIERS: "kept"}))
    desk.runner.held_back.add("keyring")
    desk.start()
    assert desk.views.login.last("show_busy") is None, "the form can be used meanwhile"
    desk.pass_time(4)
    assert desk.views.login.last("show_notice") == NO_KEYRING
    desk.log_in()
    assert desk.screen == "invoices"


def test_the_session_is_kept_and_forgotten_at_logout() -> None:
    desk = Desk()
    desk.log_in()
    assert list(desk.secrets.kept) == [CASHIERS]
    desk.views.shell.actions.log_out()
    desk.runner.settle()
    assert desk.secrets.kept == {}
    assert desk.server.logged_in == {}, "the server has ended it too"
    assert desk.session.link.token == ""


def test_nothing_of_a_patient_stays_after_logout() -> None:
    desk = Desk()
    desk.log_in()
    desk.views.shell.actions.log_out()
    desk.runner.settle()
    assert desk.views.invoices.last("reset_rows") == ()
    assert desk.views.invoices.last("show_search") == ""
    assert desk.till.detail.invoice is None
    desk.pass_time(60)
    assert desk.screen == "login"


def test_sample_people_fill_in_both_fields() -> None:
    desk = Desk()
    desk.start()
    desk.views.login.actions.choose_person(0)
    assert desk.views.login.said[-2] == ("fill", ("cashier", "sample-cashier"))
    desk.views.login.actions.choose_person(7)
    assert desk.views.login.times("fill") == 1


def test_sample_people_are_read_without_the_patient() -> None:
    entry = {"username": "a", "password": "b", "display_name": "c", "role": "cashier", "site": "North Wing"}
    found = read_sample_people(json.dumps([entry, {**entry, "role": "patient"}]))
    assert [p.username for p in found] == ["a"]
    with pytest.raises((ValueError, KeyError, TypeError)):
        read_sample_people(json.dumps([{"username": 1}]))


def test_a_patient_has_no_till() -> None:
    desk = Desk()
    desk.start()
    desk.server.passwords["p"] = ("x", person(Role.PATIENT))
    desk.views.login.actions.sign_in("p", "x")
    desk.runner.settle()
    assert desk.screen == "login"
    assert desk.server.logged_in == {}


@pytest.mark.parametrize(
    "address", ["http://billing.larkfield.example", "ftp://x", "https://a:b@c", "https://x/y", " "]
)
def test_an_unsafe_server_is_refused(address: str) -> None:
    desk = Desk()
    desk.start()
    desk.views.login.actions.change_server(address)
    assert desk.views.login.last("show_problem").field == "server"
    assert desk.session.link.server == SERVER


def test_another_server_is_another_session() -> None:
    desk = Desk()
    desk.start()
    desk.views.login.actions.change_server("other.example")
    assert desk.session.link.server == "https://other.example"
    assert desk.preferences.server == "https://other.example"
    assert desk.session.link.token == ""


def test_a_token_is_in_no_text_of_the_session() -> None:
    desk = Desk()
    desk.log_in()
    assert desk.session.link.token
    assert desk.session.link.token not in repr(desk.session.link)
    assert desk.session.link.refresh not in repr(desk.session.link)


GOOD = "tulip grey 47 wagon"


def first_time() -> Desk:
    """Logged in with a password for one time."""
    desk = Desk()
    desk.server.passwords["cashier"] = ("k3vm-97tq", person().model_copy(update={"must_change_password": True}))
    desk.start()
    desk.views.login.actions.sign_in("cashier", "k3vm-97tq")
    desk.runner.settle()
    return desk


def test_a_password_for_one_time_leads_to_choosing_ones_own() -> None:
    desk = first_time()
    assert desk.screen == "login"
    assert desk.views.login.last("show_form").choosing
    assert desk.views.login.last("show_busy") is None
    assert desk.session.person is None, "nobody is here yet"
    desk.views.login.actions.choose_password(GOOD, GOOD)
    desk.runner.settle()
    assert desk.screen == "invoices"
    assert desk.secrets.kept == {CASHIERS: desk.session.link.refresh}
    assert desk.session.link.token in desk.server.logged_in


@pytest.mark.parametrize(
    ("new", "again", "field"),
    [("", "", "new"), (GOOD, "tulip", "again"), ("short", "short", "new"), ("x" * 1025, "x" * 1025, "new")],
)
def test_a_password_that_will_not_do_is_said_beside_its_field(new: str, again: str, field: str) -> None:
    desk = first_time()
    desk.views.login.actions.choose_password(new, again)
    desk.runner.settle()
    assert desk.views.login.last("show_problem").field == field
    assert desk.screen == "login"
    desk.views.login.actions.choose_password(GOOD, GOOD)
    desk.runner.settle()
    assert desk.screen == "invoices"


def test_choosing_with_no_server_can_be_done_again() -> None:
    desk = first_time()
    desk.server.faults["change_password"] = ["before"]
    desk.views.login.actions.choose_password(GOOD, GOOD)
    desk.runner.settle()
    assert desk.views.login.last("show_problem").sentence == "The server does not answer."
    desk.views.login.actions.choose_password(GOOD, GOOD)
    desk.runner.settle()
    assert desk.screen == "invoices"


def test_whose_answer_was_lost_signs_in_with_the_new_password() -> None:
    desk = first_time()
    desk.server.faults["change_password"] = ["after"]
    for _ in range(2):
        desk.views.login.actions.choose_password(GOOD, GOOD)
        desk.runner.settle()
    assert desk.views.login.last("show_problem").sentence == "Your session has ended."
    assert not desk.views.login.last("show_form").choosing
    desk.views.login.actions.sign_in("cashier", GOOD)
    desk.runner.settle()
    assert desk.screen == "invoices"


def test_a_password_for_one_time_is_in_no_text() -> None:
    desk = first_time()
    assert "k3vm" not in repr(desk.till.login._first)
