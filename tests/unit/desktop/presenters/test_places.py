"""The way between the places of the rail: only the one on screen is fresh, and each only for who may see it."""

from __future__ import annotations

import pytest

from pos_app.desktop.presenters.faces.common import Screen
from pos_app.wire.auth import Role
from tests.unit.desktop.desk import Desk
from tests.unit.desktop.fakes import person

ASKS = {Screen.RECEIPTS: "receipts", Screen.REFUNDS: "refunds", Screen.TODAY: "takings"}


def go(desk: Desk, screen: Screen) -> None:
    desk.views.shell.actions.go(screen)
    desk.pass_time(0.3)


def asked(desk: Desk, screen: Screen) -> int:
    return desk.server.calls.count(ASKS[screen])


@pytest.mark.parametrize("place", list(ASKS))
def test_f5_asks_for_the_place_on_screen_and_no_other(place: Screen) -> None:
    desk = Desk()
    desk.log_in(person(Role.CASHIER))
    for screen in ASKS:
        go(desk, screen)
    go(desk, place)
    assert desk.screen == place.value
    before = {screen: asked(desk, screen) for screen in ASKS}
    desk.views.shell.actions.try_now()
    desk.runner.settle()
    assert {screen for screen in ASKS if asked(desk, screen) > before[screen]} == {place}


def test_nothing_is_asked_for_a_place_that_was_left_or_logged_out_of() -> None:
    desk = Desk()
    desk.log_in(person(Role.CASHIER))
    go(desk, Screen.TODAY)
    go(desk, Screen.INVOICES)
    before = asked(desk, Screen.TODAY)
    desk.pass_time(120)
    go(desk, Screen.TODAY)
    desk.views.shell.actions.log_out()
    desk.pass_time(120)
    desk.views.shell.actions.go(Screen.TODAY)
    desk.pass_time(1)
    assert desk.screen == "login"
    assert asked(desk, Screen.TODAY) == before + 1  # what it is compared with is known


@pytest.mark.parametrize("place", [Screen.RECEIPTS, Screen.TODAY, Screen.EXCEPTIONS])
def test_who_may_not_stays_with_the_invoices(place: Screen) -> None:
    desk = Desk()
    desk.log_in(person(Role.ADMIN))
    go(desk, place)
    assert desk.screen == "invoices"
    assert not {"receipts", "takings", "exceptions"} & set(desk.server.calls)


def test_a_payment_under_way_is_left_first() -> None:
    desk = Desk()
    desk.open_payment()
    go(desk, Screen.TODAY)
    assert desk.screen != "today"
    assert asked(desk, Screen.TODAY) == 0
    desk.pass_time(5)
    assert not desk.till.payment.active
    go(desk, Screen.TODAY)
    assert desk.screen == "today"


def test_from_a_payment_that_is_filled_in_only_the_place_is_one_key_away() -> None:
    desk = Desk()
    desk.open_payment(part=True)
    go(desk, Screen.TODAY)
    assert not desk.till.payment.active
    assert desk.screen == "today"
