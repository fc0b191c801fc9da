"""One attempt by itself: answers that overtake each other, and how often it asks."""

from __future__ import annotations

import pytest

from pos_app.desktop.ports import JournalBroken, OpenAttempt
from pos_app.desktop.presenters.attempt import Attempt, Silence
from pos_app.wire.payments import AttemptState, CreatePaymentIntent, PaymentIntentAnswer
from pos_app.wire.problems import Code
from tests.unit.desktop.fakes import START, FakeJournal, FakeRunner, FakeServer, FakeTime, refusal, saved_card

WANTED = CreatePaymentIntent(invoice_id="i", patient_id="p", amount="148.00", currency="usd")
ENTRY = OpenAttempt("a-1", "https://a", "p-1", "i", "INV-1", 14800, "usd", "begun", START)


class Listener:
    def __init__(self) -> None:
        self.states: list[AttemptState] = []
        self.silences: list[Silence] = []
        self.refusals: list[Exception] = []
        self.not_charged: list[tuple[Exception, bool]] = []
        self.voids = 0

    def attempt_answered(self, answer: PaymentIntentAnswer) -> None:
        self.states.append(answer.state)

    def attempt_silent(self, silence: Silence) -> None:
        self.silences.append(silence)

    def attempt_refused(self, error: Exception) -> None:
        self.refusals.append(error)

    def attempt_not_charged(self, error: Exception, *, certain: bool) -> None:
        self.not_charged.append((error, certain))

    def attempt_void(self) -> None:
        self.voids += 1


class Bench:
    def __init__(self) -> None:
        self.runner = FakeRunner()
        self.time = FakeTime(self.runner)
        self.server = FakeServer(self.time)
        self.journal = FakeJournal()
        self.heard = Listener()
        self.errors: list[Exception] = []
        self.attempt = Attempt(
            self.server, self.journal, self.runner, self.time, self.time, self.heard, self.errors.append
        )

    def begin(self) -> None:
        self.attempt.begin(ENTRY, WANTED)
        self.runner.settle()


def test_an_answer_overtaken_by_a_newer_one_changes_nothing() -> None:
    bench = Bench()
    bench.begin()
    old = bench.server.answer(bench.server.only())
    bench.server.charge(bench.server.only(), AttemptState.PROCESSING)
    bench.time.advance(2)
    bench.attempt._take(old, asked=True)
    assert bench.attempt.answer
    assert bench.attempt.answer.state is AttemptState.PROCESSING


def test_nothing_follows_a_final_state() -> None:
    bench = Bench()
    bench.begin()
    ready = bench.server.answer(bench.server.only())
    bench.server.charge(bench.server.only(), AttemptState.SUCCEEDED)
    bench.time.advance(2)
    assert bench.heard.states[-1] is AttemptState.SUCCEEDED
    bench.attempt._take(ready.model_copy(update={"version": 99}), asked=True)
    calls = len(bench.server.calls)
    bench.attempt.reread()
    bench.attempt.cancel()
    bench.attempt.resume()
    bench.time.advance(60)
    assert len(bench.server.calls) == calls
    assert bench.heard.states.count(AttemptState.SUCCEEDED) == 1
    assert bench.heard.states[-1] is AttemptState.SUCCEEDED


def test_a_flood_of_hand_backs_is_one_question_at_a_time() -> None:
    bench = Bench()
    bench.begin()
    for _ in range(1000):
        bench.attempt.reread()
    bench.time.advance(0.4)
    assert bench.server.calls.count("confirm") == 1
    bench.time.advance(0.2)
    assert bench.server.calls.count("confirm") == 2
    bench.time.advance(30)
    assert bench.server.calls.count("confirm") == 2


def test_tries_come_at_growing_distances_and_go_on() -> None:
    bench = Bench()
    bench.server.faults["create"] = ["before"] * 8
    bench.begin()
    at = []
    for _ in range(600):
        before = bench.server.calls.count("create")
        bench.time.advance(0.1)
        if bench.server.calls.count("create") > before:
            at.append(round(bench.time.seconds - 1000))
    assert at == [1, 3, 7, 15, 23, 31, 39, 47]
    assert [silence.tries for silence in bench.heard.silences] == list(range(1, 9))
    assert bench.heard.states == [AttemptState.SUBMITTED]


def test_a_server_that_does_not_hold_requests_is_not_flooded() -> None:
    bench = Bench()
    bench.begin()
    before = bench.server.calls.count("intent")
    bench.time.advance(30)
    assert bench.server.calls.count("intent") - before <= 31


def test_money_requests_go_through_the_money_lane_only() -> None:
    bench = Bench()
    bench.begin()
    bench.attempt.cancel()
    bench.runner.settle()
    assert bench.runner.lanes.count("money") == 2
    assert bench.server.calls.count("create") + bench.server.calls.count("cancel") == 2


def test_released_it_says_no_more_and_the_journal_keeps_it() -> None:
    bench = Bench()
    bench.begin()
    bench.attempt.release()
    bench.server.charge(bench.server.only(), AttemptState.SUCCEEDED)
    bench.time.advance(60)
    assert bench.heard.states == [AttemptState.SUBMITTED]
    assert [a.attempt_id for a in bench.journal.open_attempts("https://a")] == ["a-1"]


def test_cancelled_before_anything_was_sent_is_not_sent() -> None:
    bench = Bench()
    bench.attempt.begin(ENTRY, WANTED)
    bench.attempt.cancel()
    bench.runner.settle()
    bench.time.advance(60)
    assert bench.server.calls == []
    assert bench.heard.voids == 1
    assert bench.journal.open_attempts("https://a") == []


def test_nothing_is_sent_after_a_pause_that_the_journal_has_not_seen() -> None:
    """The session ended between the journal and the first byte: the intention is written before anything is sent."""
    bench = Bench()
    bench.runner.held_back.add("journal")
    bench.attempt.begin(ENTRY, WANTED)
    bench.runner.settle()
    bench.attempt.pause()
    bench.journal.broken = JournalBroken("the disk is full")
    bench.attempt.resume()
    bench.runner.held_back.clear()
    bench.runner.settle()
    assert bench.server.calls.count("create") == 0
    assert bench.journal.entries == {}


def test_a_pause_after_the_journal_sends_it_once() -> None:
    bench = Bench()
    bench.runner.held_back.add("journal")
    bench.attempt.begin(ENTRY, WANTED)
    bench.attempt.pause()
    bench.attempt.resume()
    bench.runner.held_back.clear()
    bench.runner.settle()
    assert bench.server.calls.count("create") == 1
    assert list(bench.journal.entries) == [ENTRY.attempt_id]


@pytest.mark.parametrize(
    ("fault", "certain"),
    [
        (refusal(Code.CARD_EXPIRED), True),
        (refusal(Code.NOT_ALLOWED, 403), True),
        (refusal(Code.PROCESSOR_BUSY, 503), True),
        (refusal(Code.DATABASE_BUSY, 503), False),
        (refusal(Code.OUTCOME_UNKNOWN, 504), False),
        (refusal(Code.INTERNAL, 500), False),
        ("before", False),
        ("after", False),
    ],
    ids=str,
)
def test_a_saved_card_is_sent_once_whatever_comes_back(fault: object, certain: bool) -> None:
    bench = Bench()
    bench.server.cards = (saved_card(),)
    bench.begin()
    bench.server.faults["charge_card"] = [fault]
    bench.attempt.charge("card-4242")
    bench.time.advance(120)
    assert bench.server.calls.count("charge_card") == 1
    assert [sure for _, sure in bench.heard.not_charged] == [certain]
