"""The rules of a refund: whatever the order, the delay and the number of times we hear it, the end is the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.refunds import rules
from pos_app.wire.refunds import ReasonCode, RefundState

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)
WAITING = ["pending", "requires_action", "a_status_of_tomorrow"]
ENDS = [["succeeded"], ["succeeded", "failed"], ["failed"], ["canceled"]]
STATUSES = [*WAITING, "succeeded", "failed", "canceled"]
HEARD_OF = list(rules.AT_STRIPE | {RefundState.SUCCEEDED, RefundState.FAILED, RefundState.CANCELLED})


def fold(statuses: list[str], start: RefundState = RefundState.SUBMITTED) -> RefundState:
    state = start
    for status in statuses:
        state = rules.after(state, status)
    return state


@given(st.lists(st.sampled_from(WAITING), max_size=4), st.sampled_from(ENDS), st.data())
def test_every_order_and_duplicate_of_a_history_ends_the_same(
    way: list[str], ends: list[str], data: st.DataObject
) -> None:
    history = [*way, *ends]
    heard = [*data.draw(st.lists(st.sampled_from(history), max_size=8)), history[-1]]
    assert fold(data.draw(st.permutations(heard))) is rules.heard(history[-1])


@given(st.sampled_from(HEARD_OF), st.lists(st.sampled_from(STATUSES), max_size=8))
def test_a_state_never_goes_back(start: RefundState, news: list[str]) -> None:
    order = [RefundState.SUBMITTED, RefundState.PENDING, RefundState.SUCCEEDED, RefundState.CANCELLED]
    states = [start]
    for status in news:
        states.append(rules.after(states[-1], status))
    ranks = [order.index(RefundState.PENDING if s is RefundState.REQUIRES_ACTION else s)
             if s is not RefundState.FAILED else 9 for s in states]  # fmt: skip
    assert ranks == sorted(ranks)


@given(st.sampled_from(HEARD_OF), st.sampled_from(STATUSES))
def test_the_same_news_twice_is_once(start: RefundState, status: str) -> None:
    once = rules.after(start, status)
    assert rules.after(once, status) is once


@given(st.sampled_from(HEARD_OF), st.sampled_from(["failed", "canceled"]))
def test_what_has_failed_stays_so_and_a_success_can_still_fail(start: RefundState, end: str) -> None:
    assert rules.after(RefundState.SUCCEEDED, "failed") is RefundState.FAILED
    final = rules.after(start, end)
    for status in ("pending", "requires_action", "succeeded"):
        assert rules.after(final, status) is final


def test_an_old_reading_of_an_open_state_is_not_believed() -> None:
    assert rules.outdated(1, 2, "pending")
    assert not rules.outdated(2, 2, "pending")
    assert not rules.outdated(1, 2, "succeeded")


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**9), max_size=10), st.lists(st.integers(0, 10**9), max_size=2))
def test_what_is_left_is_never_below_zero_nor_above_what_was_captured(
    captured: int, reserved: list[int], disputed: list[int]
) -> None:
    left = rules.left(captured, sum(reserved), sum(disputed))
    assert 0 <= left <= captured
    assert left == 0 or left + sum(reserved) + sum(disputed) == captured


@given(st.integers(0, 10**9), st.lists(st.integers(1, 10**9), max_size=30))
def test_requests_granted_one_by_one_never_exceed_the_payment(captured: int, wishes: list[int]) -> None:
    granted = 0
    for wish in wishes:
        granted += wish if wish <= rules.left(captured, granted, 0) else 0
    assert granted <= captured


def test_an_open_refund_is_asked_about_soon_at_first_and_hourly_in_the_end() -> None:
    waits = [
        (rules.next_check(RefundState.PENDING, 0, NOW - age, NOW) or NOW) - NOW
        for age in (timedelta(0), timedelta(minutes=10), timedelta(hours=1), timedelta(days=5))
    ]
    assert waits == [timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=6), timedelta(hours=1)]


def test_a_success_is_watched_for_a_month() -> None:
    assert rules.next_check(RefundState.SUCCEEDED, 0, NOW, NOW) == NOW + timedelta(days=1)
    assert rules.next_check(RefundState.SUCCEEDED, 0, NOW - timedelta(days=31), NOW) is None


@pytest.mark.parametrize("state", [s for s in RefundState if s.final and s is not RefundState.SUCCEEDED])
def test_nothing_more_is_learnt_of_what_has_ended(state: RefundState) -> None:
    assert rules.next_check(state, 0, NOW, NOW) is None
    assert state not in rules.RESERVING


def test_nobody_is_asked_for_an_open_request_but_an_approved_one_is_made_soon() -> None:
    assert rules.next_check(RefundState.REQUESTED, 0, NOW, NOW) is None
    soon = rules.next_check(RefundState.APPROVED, 0, NOW, NOW)
    assert soon is not None
    assert soon - NOW <= timedelta(seconds=10)


def test_tries_slow_down_and_go_on() -> None:
    waits = [rules.backoff(tries).total_seconds() for tries in range(1, 11)]
    assert waits == [2, 4, 8, 16, 30, 30, 30, 300, 300, 300]


def test_stripe_gets_a_word_of_its_own_enum_or_none() -> None:
    allowed = {"", "duplicate", "fraudulent", "requested_by_customer"}
    assert {rules.stripe_reason(code) for code in ReasonCode} == allowed
    assert rules.stripe_reason("John Smith has a rash") == ""


def test_every_failure_has_a_sentence() -> None:
    for code in ("charge_already_refunded", "charge_disputed", "lost_or_stolen_card", "unheard_of", ""):
        assert rules.sentence(code).endswith(".")
    assert rules.sentence("unheard_of", "Stripe's own words.") == "Stripe's own words."
