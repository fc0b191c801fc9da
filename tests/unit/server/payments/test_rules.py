"""The rules of an attempt: whatever the order, the delay and the number of times we hear it, the end is the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.server.gateway import IntentSnapshot
from pos_app.server.payments import rules
from pos_app.wire.payments import AttemptState

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)
OPEN = ["requires_payment_method", "requires_confirmation", "requires_action", "processing", "requires_capture"]
FINAL = ["succeeded", "canceled"]


def snapshot(status: str) -> IntentSnapshot:
    return IntentSnapshot(
        id="pi_1",
        status=status,
        amount=14800,
        amount_received=14800 if status == "succeeded" else 0,
        currency="usd",
        livemode=False,
    )


def fold(statuses: list[str], start: AttemptState = AttemptState.CREATED) -> AttemptState:
    state = start
    for status in statuses:
        state = rules.after(state, snapshot(status))
    return state


@given(st.lists(st.sampled_from(OPEN), max_size=6), st.sampled_from(FINAL), st.data())
def test_every_order_and_duplicate_of_a_finished_history_ends_the_same(
    way: list[str], end: str, data: st.DataObject
) -> None:
    history = [*way, end]
    heard = [*data.draw(st.lists(st.sampled_from(history), max_size=10)), end]
    order = data.draw(st.permutations(heard))
    assert fold(order) is rules.heard(end)


@given(st.lists(st.sampled_from([*OPEN, *FINAL, "a_status_of_tomorrow"]), max_size=12))
def test_success_wins_wherever_it_is_heard(statuses: list[str]) -> None:
    assert fold([*statuses, "succeeded"]) is AttemptState.SUCCEEDED
    assert fold(["succeeded", *statuses]) is AttemptState.SUCCEEDED


@pytest.mark.parametrize("final", [AttemptState.CANCELLED, AttemptState.FAILED])
@pytest.mark.parametrize("status", OPEN)
def test_a_final_state_stays(final: AttemptState, status: str) -> None:
    assert rules.after(final, snapshot(status)) is final


def test_success_after_we_had_given_up_counts() -> None:
    assert rules.after(AttemptState.FAILED, snapshot("succeeded")) is AttemptState.SUCCEEDED
    assert rules.after(AttemptState.CANCELLED, snapshot("succeeded")) is AttemptState.SUCCEEDED


class Processor:
    """One intent that moves on while several readers read it and write down later what they read."""

    def __init__(self, history: list[str]) -> None:
        self.history = history
        self.at = 0

    def read(self) -> IntentSnapshot:
        return snapshot(self.history[self.at])


@settings(max_examples=400)
@given(
    st.lists(st.sampled_from(OPEN), min_size=1, max_size=5),
    st.sampled_from([[], ["succeeded"], ["canceled"]]),
    st.lists(st.tuples(st.sampled_from(["move", "read", "write"]), st.integers(0, 4)), max_size=60),
)
def test_readers_that_overlap_never_leave_old_news_behind(
    way: list[str], end: list[str], schedule: list[tuple[str, int]]
) -> None:
    """Each reader notes the version, reads, and writes later; the last completed read decides."""
    processor = Processor([*way, *end])
    state, version = AttemptState.CREATED, 1
    pending: dict[int, tuple[int, IntentSnapshot]] = {}

    def write(reader: int) -> None:
        nonlocal state, version
        read_at, news = pending.pop(reader)
        if rules.outdated(read_at, version, news):
            return
        new = rules.after(state, news)
        version += new is not state
        state = new

    for step, reader in schedule:
        if step == "move":
            processor.at = min(processor.at + 1, len(processor.history) - 1)
        elif step == "read":
            pending[reader] = (version, processor.read())
        elif reader in pending:
            write(reader)
    for reader in list(pending):
        write(reader)
    # a read that begins after everything has settled, which the worker's re-check makes sure of
    processor.at = len(processor.history) - 1
    pending[0] = (version, processor.read())
    write(0)
    assert state is rules.heard(processor.history[-1])


def test_news_older_than_what_is_known_is_read_again() -> None:
    assert rules.outdated(3, 4, snapshot("processing"))
    assert not rules.outdated(4, 4, snapshot("processing"))
    assert not rules.outdated(3, 4, snapshot("succeeded"))


def test_a_status_nobody_knows_is_not_taken_for_success_or_failure() -> None:
    state = rules.after(AttemptState.SUBMITTED, snapshot("a_status_of_tomorrow"))
    assert state is AttemptState.UNKNOWN
    assert rules.next_check(state, 0, NOW) is not None


@given(st.integers(1, 1000))
def test_backing_off_grows_and_stays_bounded(tries: int) -> None:
    assert timedelta(0) < rules.backoff(tries) <= rules.backoff(tries + 1) <= timedelta(seconds=30)


@given(st.sampled_from(list(AttemptState)), st.integers(0, 50))
def test_what_is_not_over_is_always_asked_about_within_a_minute(state: AttemptState, tries: int) -> None:
    check = rules.next_check(state, tries, NOW)
    if state.final:
        assert check is None
    else:
        assert check is not None
        assert NOW < check < NOW + timedelta(seconds=60)


def test_unknown_only_after_every_try_went_unanswered() -> None:
    assert rules.without_answer(AttemptState.SUBMITTED, rules.MAX_TRIES - 1) is AttemptState.SUBMITTED
    assert rules.without_answer(AttemptState.SUBMITTED, rules.MAX_TRIES) is AttemptState.UNKNOWN
    assert rules.without_answer(AttemptState.SUCCEEDED, rules.MAX_TRIES) is AttemptState.SUCCEEDED


MINE, THEIRS = rules.Holder("u1", "Front desk 3"), rules.Holder("u2", "Front desk 4")
BEGUN = NOW - timedelta(minutes=5)
LEASE_ENDS = NOW + timedelta(minutes=10)


def takes_over(
    state: AttemptState = AttemptState.SUBMITTED,
    asker: rules.Holder = MINE,
    lease_ends: datetime = LEASE_ENDS,
    begun: datetime = BEGUN,
) -> bool:
    return rules.may_take_over(state, MINE, lease_ends, begun, asker, NOW)


def test_its_own_till_may_begin_again_and_others_once_the_lease_has_ended() -> None:
    assert takes_over()
    assert not takes_over(asker=THEIRS)
    assert takes_over(asker=THEIRS, lease_ends=NOW)
    assert not takes_over(asker=rules.Holder("u1", "Front desk 4"))


@pytest.mark.parametrize("state", [AttemptState.PROCESSING, AttemptState.UNKNOWN, AttemptState.SUCCEEDED])
def test_nobody_takes_over_what_may_be_charging(state: AttemptState) -> None:
    assert not takes_over(state, lease_ends=NOW)


def test_two_requests_at_once_are_no_abandonment() -> None:
    assert not takes_over(begun=NOW)
    assert not takes_over(begun=NOW + timedelta(milliseconds=5))


def test_an_attempt_nobody_looks_after_ends_but_never_while_it_charges() -> None:
    assert rules.abandoned(AttemptState.SUBMITTED, NOW, NOW)
    assert not rules.abandoned(AttemptState.SUBMITTED, NOW + timedelta(seconds=1), NOW)
    for state in (AttemptState.PROCESSING, AttemptState.UNKNOWN, AttemptState.SUCCEEDED):
        assert not rules.abandoned(state, NOW - timedelta(days=1), NOW)


def test_a_till_that_polls_keeps_its_lease() -> None:
    assert rules.renewed(NOW + rules.LEASE, NOW) is None
    assert rules.renewed(NOW + timedelta(minutes=3), NOW) == NOW + rules.LEASE


UUID = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"


@pytest.mark.parametrize("key", [UUID, UUID.upper()])
def test_keys_in_their_usual_spelling(key: str) -> None:
    assert rules.attempt_id(key) == UUID


@pytest.mark.parametrize(
    "key", ["", "x", UUID[:-1], UUID.replace("-", ""), "{" + UUID + "}", "urn:uuid:" + UUID, UUID + "\n", "../" + UUID]
)
def test_keys_that_are_none(key: str) -> None:
    assert rules.attempt_id(key) is None


def test_every_order_of_a_short_history() -> None:
    history = ["requires_payment_method", "requires_action", "processing", "succeeded"]
    assert {fold(list(order)) for order in permutations(history)} == {AttemptState.SUCCEEDED}
