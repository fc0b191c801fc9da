"""A flood of refusals fills no disk, and none of them is forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.audit import refusals
from pos_app.server.audit.refusals import COUNTED_APART, OF_A_PERSON, OF_ALL, OF_AN_ADDRESS, Refusal, Refusals, belongs
from pos_app.server.audit.rules import About, Actor, Draft
from pos_app.wire.audit import Act

AT = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)
LATER = AT + refusals.MINUTE


@pytest.mark.parametrize(
    ("code", "method", "routed", "told"),
    [
        ("not_allowed", "GET", True, True),
        ("not_authenticated", "GET", True, True),
        ("not_found", "GET", True, True),
        ("malformed_request", "POST", True, True),
        ("request_too_large", "POST", False, True),
        ("login_failed", "POST", True, True),
        ("malformed_request", "GET", True, False),
        ("cursor_invalid", "GET", True, False),
        ("method_not_allowed", "DELETE", True, False),
        ("not_found", "GET", False, False),
        ("not_found", "POST", False, False),
    ],
)
def test_what_is_refused_an_act_or_a_right_is_told_and_what_is_ill_formed_is_not(
    code: str, method: str, routed: bool, told: bool
) -> None:
    assert belongs(code, method, routed=routed) is told


def refusal(who: Actor, code: str = "webhook_signature_invalid", at: datetime = AT) -> Refusal:
    return Refusal(at, who, Act.RECEIVE_EVENT, About("event", "evt_1"), code, {"status": 400})


def times(drafts: Iterable[Draft]) -> int:
    return sum(json.loads(draft.after).get("times", 1) for draft in drafts)


def test_the_first_of_an_address_stand_by_themselves_and_the_rest_is_one_entry() -> None:
    taken = Refusals()
    own = [taken.take(refusal(Actor(address="10.0.0.1")), room=True) for _ in range(1_000)]
    alone = [one for one in own if one is not None]
    assert len(alone) == OF_AN_ADDRESS
    assert taken.due(LATER - timedelta(seconds=1)) == ()
    [counted] = taken.due(LATER)
    assert (counted.actor.address, counted.code, counted.outcome) == (
        "10.0.0.1",
        "webhook_signature_invalid",
        "refused",
    )
    assert times(alone) + times([counted]) == 1_000
    assert taken.take(refusal(Actor(address="10.0.0.1"), at=LATER), room=True) is not None, "a new minute begins"


def test_a_person_is_named_more_often() -> None:
    taken = Refusals()
    own = [taken.take(refusal(Actor("user", address="10.0.0.1")), room=True) for _ in range(200)]
    assert sum(one is not None for one in own) == OF_A_PERSON


def test_where_there_is_no_room_they_are_counted() -> None:
    taken = Refusals()
    assert taken.take(refusal(Actor(address="10.0.0.1")), room=False) is None
    assert times(taken.due(AT, at_once=True)) == 1


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 40), st.sampled_from(["a", "b"])), max_size=60))
def test_however_many_come_from_wherever_their_entries_are_bounded(flood: list[tuple[int, int, str]]) -> None:
    taken, sent, written = Refusals(), 0, []
    for address, count, code in flood:
        for _ in range(count):
            sent += 1
            one = taken.take(refusal(Actor(address=str(address)), code), room=True)
            written += [one] if one is not None else []
    written += taken.due(LATER)
    assert times(written) == sent
    assert len(written) <= OF_ALL + COUNTED_APART + 2
