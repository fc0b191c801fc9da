"""The tokens are renewed in time, the keyring has the newest, and a renewal that fails is no end of a payment."""

from __future__ import annotations

from pos_app.wire.problems import Code
from tests.unit.desktop.desk import CASHIERS, Desk
from tests.unit.desktop.fakes import refusal


def test_tokens_are_renewed_shortly_before_the_end_and_kept() -> None:
    desk = Desk()
    desk.log_in()
    first = desk.session.link
    desk.pass_time(13 * 60)
    assert desk.server.calls.count("renew") == 0
    desk.pass_time(2 * 60)
    assert desk.server.calls.count("renew") == 1
    assert desk.session.link.token != first.token
    assert desk.secrets.kept == {CASHIERS: desk.session.link.refresh}
    assert first.refresh not in desk.secrets.kept.values()
    desk.pass_time(8 * 60 * 60)
    assert desk.server.calls.count("renew") > 30
    assert desk.screen == "invoices"
    assert desk.secrets.kept == {CASHIERS: desk.session.link.refresh}


def test_what_a_worker_renewed_reaches_the_keyring_too() -> None:
    desk = Desk()
    desk.log_in()
    desk.server.renew()
    desk.pass_time(1.5)
    assert desk.secrets.kept == {CASHIERS: desk.session.link.refresh}
    assert desk.server.calls.count("renew") == 1


def test_a_renewal_that_is_not_answered_is_tried_again() -> None:
    desk = Desk()
    desk.open_payment()
    desk.server.faults["renew"] = ["before"] * 3
    desk.pass_time(15 * 60)
    assert desk.server.calls.count("renew") > 3
    assert desk.session.person is not None
    assert desk.phase != "none"


def test_a_session_that_can_not_be_renewed_ends_and_the_attempt_stays() -> None:
    desk = Desk()
    desk.open_payment()
    attempt = desk.intent.id
    desk.server.faults["renew"] = [refusal(Code.NOT_AUTHENTICATED, 401)]
    desk.pass_time(15 * 60)
    assert desk.screen == "login"
    assert desk.views.login.last("show_problem").sentence == "Your session has ended."
    assert desk.secrets.kept == {}
    assert attempt in desk.journal.entries
    assert attempt not in desk.journal.ended
    before = desk.server.calls.count("renew")
    desk.pass_time(60 * 60)
    assert desk.server.calls.count("renew") == before, "nobody is here"


def test_nobody_renews_after_leaving() -> None:
    desk = Desk()
    desk.log_in()
    desk.views.shell.actions.log_out()
    desk.pass_time(60 * 60)
    assert "renew" not in desk.server.calls
    assert desk.secrets.kept == {}
