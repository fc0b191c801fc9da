"""Below what is to be decided: what has been decided, followed to its end."""

from __future__ import annotations

from typing import Any

import pytest

from pos_app.desktop.api import ServerUnreachable
from pos_app.desktop.presenters.faces.common import Tone
from pos_app.desktop.presenters.refunds_followed import MOST, steps, to_follow
from pos_app.wire.refunds import RefundState
from tests.unit.desktop.desk import Desk
from tests.unit.desktop.presenters.test_refunds import act, decision, desk_with, one, rows, say


def followed(desk: Desk) -> Any:
    return desk.views.refunds.last("show_followed")


def ids(desk: Desk) -> list[str]:
    face = followed(desk)
    return [row.id for row in face.rows] if face else []


def states(desk: Desk, **to: RefundState) -> None:
    for name, state in to.items():
        desk.server.refunding.change(name.replace("_", "-"), state=state)
    desk.till.refunds.refresh()
    desk.pass_time(0.5)


def test_what_moves_or_failed_comes_before_what_is_over_the_newest_first() -> None:
    desk = desk_with(*range(100, 700, 100))
    assert followed(desk) is None
    states(
        desk, refund_1=RefundState.PENDING, refund_2=RefundState.SUCCEEDED, refund_3=RefundState.FAILED,
        refund_4=RefundState.REFUSED, refund_5=RefundState.SUBMITTED,
    )  # fmt: skip
    assert rows(desk) == ["refund-6"]
    assert ids(desk) == ["refund-5", "refund-3", "refund-1", "refund-4", "refund-2"]
    assert followed(desk).title == "Followed to the end"


def test_there_are_never_more_than_a_few() -> None:
    desk = desk_with(*range(100, 1300, 100))
    for known in list(desk.server.refunding.known):
        desk.server.refunding.change(known, state=RefundState.SUCCEEDED)
    states(desk)
    assert len(ids(desk)) == MOST
    assert ids(desk)[0] == "refund-12"


@pytest.mark.parametrize(
    ("state", "done", "bad", "tone", "text"),
    [
        (RefundState.APPROVED, 2, False, Tone.REFUND, "step 2 of 5"),
        (RefundState.SUBMITTED, 3, False, Tone.REFUND, "step 3 of 5"),
        (RefundState.PENDING, 4, False, Tone.REFUND, "step 4 of 5"),
        (RefundState.REQUIRES_ACTION, 4, False, Tone.REFUND, "step 4 of 5"),
        (RefundState.SUCCEEDED, 5, False, Tone.GOOD, "step 5 of 5"),
        (RefundState.FAILED, 3, True, Tone.BAD, "step 4 of 5"),
        (RefundState.REFUSED, 1, True, Tone.VOID, "step 2 of 5"),
        (RefundState.CANCELLED, 1, True, Tone.VOID, "step 2 of 5"),
    ],
)
def test_each_state_has_its_steps(state: RefundState, done: int, bad: bool, tone: Tone, text: str) -> None:
    desk = desk_with(1000)
    refund = one(desk).model_copy(update={"state": state})
    found = steps(desk.till.refunds._words, refund)
    assert (found.done, found.bad, found.tone, found.text) == (done, bad, tone, text)
    assert list(to_follow([refund])) == ["refund-1"]


def test_one_of_them_is_chosen_and_stands_beside_the_lists() -> None:
    desk = desk_with(1000, 2000)
    states(desk, refund_1=RefundState.PENDING)
    assert decision(desk).id == "refund-2"
    desk.views.refunds.actions.chosen("refund-1")
    desk.runner.settle()
    assert decision(desk).id == "refund-1"
    assert decision(desk).primary is None, "it has been decided"
    states(desk, refund_1=RefundState.SUCCEEDED)
    assert decision(desk).state.text == "Done", "it is followed while it stands there"
    assert desk.views.refunds.last("select") == "refund-1"


def test_enter_with_nothing_chosen_opens_nothing() -> None:
    desk = desk_with(1000)
    before = desk.views.refunds.times("focus_action")
    desk.views.refunds.actions.opened("")
    desk.runner.settle()
    assert decision(desk).id == "refund-1"
    assert desk.views.refunds.times("focus_action") == before


def test_what_has_just_been_approved_goes_down_there() -> None:
    desk = desk_with(1000, 2000)
    act(desk, "approve")
    say(desk, "approve")
    desk.pass_time(0.5)
    assert rows(desk) == ["refund-2"]
    assert ids(desk) == ["refund-1"]
    assert decision(desk).id == "refund-2"


def test_nothing_of_it_under_another_filter_or_in_a_search() -> None:
    desk = desk_with(1000, 2000)
    states(desk, refund_1=RefundState.PENDING)
    desk.views.refunds.actions.choose_filter("on_the_way")
    desk.pass_time(0.5)
    assert followed(desk) is None
    desk.views.refunds.actions.choose_filter("to_decide")
    desk.pass_time(0.5)
    assert ids(desk) == ["refund-1"]
    desk.views.refunds.actions.search_typed("inv")
    desk.pass_time(0.5)
    assert followed(desk) is None


def test_none_of_them_is_chosen_where_nothing_waits() -> None:
    """The panel would say of a refund long over that it is the one to look at."""
    desk = desk_with(1000)
    states(desk, refund_1=RefundState.SUCCEEDED)
    assert rows(desk) == []
    assert desk.views.refunds.last("select") is None
    assert ids(desk) == ["refund-1"]


def test_they_stay_while_nobody_answers_and_are_forgotten_at_log_out() -> None:
    desk = desk_with(1000, 2000)
    states(desk, refund_1=RefundState.PENDING)
    desk.server.faults["refunds"] = [ServerUnreachable("no answer")] * 4
    desk.till.refunds.refresh()
    desk.pass_time(1)
    assert ids(desk) == ["refund-1"]
    desk.till.refunds.stop()
    assert followed(desk) is None
