"""The search of the refunds: wherever they stand, as one types, and never past what was meant."""

from __future__ import annotations

from pos_app.desktop.presenters.faces.common import Screen
from pos_app.wire.problems import Code
from pos_app.wire.refunds import RefundState
from tests.unit.desktop.desk import Desk
from tests.unit.desktop.fakes import refusal
from tests.unit.desktop.presenters.test_refunds import act, badge, desk_with, rows


def typed(desk: Desk, text: str, seconds: float = 0.5) -> None:
    desk.views.refunds.actions.search_typed(text)
    desk.pass_time(seconds)


def chosen_chips(desk: Desk) -> list[str]:
    return [chip.key for chip in desk.views.refunds.last("show_chips") if chip.selected]


def test_it_finds_a_refund_wherever_it_stands() -> None:
    desk = desk_with(1000, 2000, 3000)
    desk.server.refunding.change("refund-1", state=RefundState.FAILED)
    desk.server.refunding.change("refund-2", state=RefundState.PENDING)
    typed(desk, "  inv-20418 ")
    assert set(rows(desk)) == {"refund-1", "refund-2", "refund-3"}
    assert chosen_chips(desk) == []
    assert desk.views.refunds.last("show_footer") == "3 found"
    assert badge(desk)["refunds"] == "1", "what waits is counted on"


def test_what_nobody_matches_says_so_and_all_come_back() -> None:
    desk = desk_with(1000)
    typed(desk, "nobody")
    assert rows(desk) == []
    message = desk.views.refunds.last("show_message")
    assert "nobody" in message.title
    act(desk, message.actions[0].key)
    assert (rows(desk), chosen_chips(desk)) == (["refund-1"], ["to_decide"])
    assert desk.views.refunds.last("show_search") == ""


def test_a_filter_ends_the_search() -> None:
    desk = desk_with(1000)
    typed(desk, "inv")
    desk.views.refunds.actions.choose_filter("to_decide")
    desk.runner.settle()
    assert (rows(desk), chosen_chips(desk)) == (["refund-1"], ["to_decide"])


def test_enter_opens_nothing_while_it_is_still_looked_for() -> None:
    """The row that stands there may be another patient's, and the next Enter would be a yes."""
    desk = desk_with(1000, 2000)
    before = desk.views.refunds.times("focus_action")
    typed(desk, "inv", seconds=0.0)
    desk.views.refunds.actions.opened("refund-2")
    assert desk.views.refunds.times("focus_action") == before
    desk.pass_time(0.5)
    assert desk.views.refunds.times("focus_action") == before, "two were found: which one was meant?"
    desk.views.refunds.actions.opened("refund-2")
    assert desk.views.refunds.times("focus_action") == before + 1


def test_enter_in_a_hurry_opens_the_only_one_that_is_found() -> None:
    desk = desk_with(1000)
    before = desk.views.refunds.times("focus_action")
    typed(desk, "inv", seconds=0.0)
    desk.views.refunds.actions.opened("refund-1")
    desk.pass_time(0.5)
    assert desk.views.refunds.times("focus_action") == before + 1


def test_the_next_who_comes_begins_with_an_empty_search() -> None:
    desk = desk_with(1000)
    typed(desk, "nobody")
    desk.views.shell.actions.go(Screen.INVOICES)
    assert desk.views.refunds.last("show_search") == ""
    desk.views.shell.actions.go(Screen.REFUNDS)
    desk.pass_time(0.5)
    assert rows(desk) == ["refund-1"]


def test_what_was_cleared_before_it_was_asked_for_is_never_asked_for() -> None:
    desk = desk_with(1000)
    typed(desk, "nobody", seconds=0.0)
    act(desk, "clear")
    desk.pass_time(0.5)
    assert (rows(desk), chosen_chips(desk)) == (["refund-1"], ["to_decide"])


def test_who_leaves_in_the_middle_of_typing_leaves_nothing_in_the_box() -> None:
    desk = desk_with(1000)
    before = desk.views.refunds.times("show_search")
    typed(desk, "nobody", seconds=0.0)
    desk.views.shell.actions.go(Screen.INVOICES)
    assert desk.views.refunds.times("show_search") > before
    desk.pass_time(0.5)
    desk.views.shell.actions.go(Screen.REFUNDS)
    desk.pass_time(0.5)
    assert (rows(desk), chosen_chips(desk)) == (["refund-1"], ["to_decide"])


def test_enter_for_a_search_that_failed_opens_nothing_later() -> None:
    desk = desk_with(1000)
    before = desk.views.refunds.times("focus_action")
    desk.server.faults["refunds"] = [refusal(Code.INTERNAL, 500)] * 2  # of the search, and of what waits to be counted
    typed(desk, "inv", seconds=0.0)
    desk.views.refunds.actions.opened("refund-1")
    desk.pass_time(0.5)
    desk.pass_time(10)
    assert rows(desk) == ["refund-1"]
    assert desk.views.refunds.times("focus_action") == before
