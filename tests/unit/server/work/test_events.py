"""How claimed events are shared among the hands."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from pos_app.server.gateway import Kind, Subject
from pos_app.server.news import MANY, News
from pos_app.server.webhooks.inbox import Claimed
from pos_app.server.work.events import CROWD, Events
from tests.support.waiting import until


@dataclass
class FakeInbox:
    """``waiting``: what each claim gets, one after the other."""

    waiting: list[list[Claimed]] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    trouble: Exception | None = None

    def claim(self, worker: str, _limit: int) -> Sequence[Claimed]:
        self.names.append(worker)
        if self.trouble is not None:
            raise self.trouble
        return self.waiting.pop(0) if self.waiting else []

    def done(self, claimed: Claimed, _note: str = "") -> Future[None]:
        self.marked.append(claimed.subject.id)
        self.events += claimed.event_ids
        mark: Future[None] = Future()
        mark.set_result(None)
        return mark

    def failed(self, _claimed: Claimed, _why: str, _wait: timedelta) -> bool:
        raise AssertionError("nothing fails here")

    def leave(self, _worker: str) -> None: ...


@dataclass
class Roads:
    """Hearing together waits until it ``may_go``, and does not give back what is ``apart``."""

    apart: frozenset[str] = frozenset()
    may_go: threading.Event = field(default_factory=threading.Event)
    together: list[tuple[str, ...]] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)

    def news(self) -> News:
        return News(
            dict.fromkeys((Kind.PAYMENT_INTENT, Kind.REFUND), self._hear),
            wide_roads={Kind.PAYMENT_INTENT: self._hear_many},
        )

    def _hear(self, ident: str) -> str:
        self.alone.append(ident)
        return ""

    def _hear_many(self, idents: Sequence[str]) -> Iterator[tuple[str, str]]:
        self.together.append(tuple(idents))
        assert self.may_go.wait(30)
        for ident in idents:
            if ident not in self.apart:
                yield ident, ""


def claims(kind: Kind, *names: str) -> list[Claimed]:
    return [Claimed(Subject(kind, name), (f"evt_{name}",), 0) for name in names]


def numbered(first: int, count: int) -> list[str]:
    return [f"pi_{number}" for number in range(first, first + count)]


def test_what_comes_while_others_are_heard_together_waits_for_its_turn() -> None:
    first, second, few = numbered(0, MANY), numbered(100, MANY + 2), numbered(200, 2)
    inbox, roads = FakeInbox(), Roads(apart=frozenset({"pi_3"}))
    with closing(Events(inbox, roads.news(), lambda: None)) as events:  # type: ignore[arg-type]  # an inbox of the test
        for names in (first, second, few):
            inbox.waiting.append(claims(Kind.PAYMENT_INTENT, *names))
        inbox.waiting.append(claims(Kind.REFUND, "re_1"))
        assert events.feed()
        until(lambda: roads.together, "they are being heard")
        for _ in range(3):
            assert events.feed()
        until(lambda: roads.alone == ["re_1"], "another kind does not wait")
        assert roads.together == [tuple(first)]
        roads.may_go.set()
        everything = {*first, *second, *few, "re_1"}
        until(lambda: set(inbox.marked) == everything, "all are done with")
        assert len(inbox.marked) == len(everything)
    assert roads.together == [tuple(first), (*second, *few)]
    assert roads.alone == ["re_1", "pi_3"]


@pytest.mark.parametrize("apart", [frozenset[str](), frozenset({"pi_100"})])
def test_two_claims_that_wait_with_events_of_one_object_are_both_done_with(apart: frozenset[str]) -> None:
    inbox, roads = FakeInbox(), Roads(apart=apart)
    with closing(Events(inbox, roads.news(), lambda: None)) as events:  # type: ignore[arg-type]  # as above
        for names in (numbered(0, MANY), numbered(100, MANY)):
            inbox.waiting.append(claims(Kind.PAYMENT_INTENT, *names))
        inbox.waiting.append([Claimed(Subject(Kind.PAYMENT_INTENT, "pi_100"), ("evt_later",), 0)])
        for _ in range(3):
            assert events.feed()
        roads.may_go.set()
        until(lambda: len(inbox.events) == 2 * MANY + 1, "all are done with")
    assert {"evt_pi_100", "evt_later"} <= set(inbox.events)
    assert roads.together == [tuple(numbered(0, MANY)), tuple(numbered(100, MANY))]


def test_a_claim_that_was_not_answered_may_have_been_made_all_the_same() -> None:
    """Its events bear a name that must not live on: nobody here knows that they are ours."""
    inbox = FakeInbox(trouble=OperationalError("COMMIT", None, Exception("the server was restarted")))
    with closing(Events(inbox, Roads().news(), lambda: None)) as events:  # type: ignore[arg-type]  # as above
        for _ in range(2):
            with pytest.raises(OperationalError):
                events.feed()
    assert inbox.names[0] != inbox.names[1]


def test_few_are_heard_one_by_one_and_a_crowd_is_told() -> None:
    inbox, roads = FakeInbox(), Roads()
    with closing(Events(inbox, roads.news(), lambda: None)) as events:  # type: ignore[arg-type]  # as above
        assert not events.feed()
        for count in (1, CROWD, 1):
            inbox.waiting.append(claims(Kind.PAYMENT_INTENT, *numbered(10 * count, count)))
        told = []
        for _ in range(4):
            events.feed()
            told.append(events.crowded)
        until(lambda: len(inbox.marked) == CROWD + 2, "all are done with")
    assert told == [False, True, False, False]
    assert roads.together == []
