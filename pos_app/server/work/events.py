"""Events are worked on: claimed, heard by the road of their kind, and marked as done."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from itertools import chain
from typing import Final
from uuid import uuid4

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from pos_app.server.gateway import Kind, ProcessorRefused
from pos_app.server.logs import describe
from pos_app.server.news import News
from pos_app.server.payments import rules
from pos_app.server.webhooks.inbox import Claimed, Inbox
from pos_app.server.work.lane import Lane

HANDS: Final = 8
MOST_CLAIMED: Final = 64
"""At once. Heard together they take well below a second, so that whatever is claimed next does not wait for long."""
REFILL: Final = 16
"""Nothing is claimed while more than this is in hand: other processes want some of it too."""
CROWD: Final = 4
"""So many claimed at once, and more are coming."""
BEAT_SECONDS: Final = 0.3


class Events:
    """``feed`` gives the hands what is due; ``beat`` tells the others that we live while anything is in hand."""

    def __init__(self, inbox: Inbox, news: News, free: Callable[[], None]) -> None:
        self._inbox = inbox
        self._news = news
        self._log = structlog.get_logger("worker")
        self._lane = Lane("events", HANDS)
        self._free = free
        self._lock = threading.Lock()
        self._name = str(uuid4())
        self._in_hand: dict[str, int] = {self._name: 0}
        self._meanwhile: dict[Kind, list[tuple[str, Claimed]]] = {}
        """What came of a kind, and under which name, while others of that kind are being heard together."""
        self.crowded = False
        """Whether it is worth waiting a moment for more, to hear it together. Not where more waits than was claimed."""

    def feed(self) -> bool:
        """Claim what is due, if hands are free for it. Raises SQLAlchemyError.

        False if nothing was due, so that it is worth asking when something will be.
        """
        name = self._name
        if self._in_hand.get(name, 0) > REFILL:
            return True  # whoever frees the hands wakes the worker
        try:
            claimed = self._inbox.claim(name, MOST_CLAIMED)
        except SQLAlchemyError as error:
            self._lost(name, error)  # it may have been made all the same
            raise
        events = sum(len(one.event_ids) for one in claimed)
        self.crowded = CROWD <= events < MOST_CLAIMED
        self._took(name, len(claimed))
        for kind in Kind:
            self._share(kind, [(name, one) for one in claimed if one.subject.kind is kind])
        return bool(claimed)

    def _share(self, kind: Kind, claimed: Sequence[tuple[str, Claimed]]) -> None:
        """Among the hands. What comes while others of its kind are heard together waits: most is heard by then."""
        together = self._news.in_bulk(kind, len(claimed))
        with self._lock:
            if kind in self._meanwhile:
                self._meanwhile[kind] += claimed
                return
            if together:
                self._meanwhile[kind] = []
        if together:
            for name in dict.fromkeys(name for name, _ in claimed):
                self._begin(name, [one for under, one in claimed if under == name], self._hear_many)
        else:
            for name, one in claimed:
                self._begin(name, [one], self._hear)

    def seconds_to_next(self) -> float | None:  # seconds
        """As ``Inbox.seconds_to_next``. Raises SQLAlchemyError."""
        return self._inbox.seconds_to_next(self._name)

    def beat(self) -> None:
        """Say that we live, if it matters to anybody. Raises SQLAlchemyError."""
        name = self._name
        if self._in_hand.get(name):
            self._inbox.renew(name)

    def close(self) -> None:
        """Take no more, and leave what is in hand to others."""
        self._lane.close()
        with contextlib.suppress(SQLAlchemyError):  # then it takes them a moment longer to notice
            self._inbox.leave(self._name)

    def _begin(self, name: str, claimed: Sequence[Claimed], work: Callable[[str, Sequence[Claimed]], None]) -> None:
        self._lane.begin(str(uuid4()), lambda: work(name, claimed))

    def _hear(self, name: str, claimed: Sequence[Claimed]) -> None:
        for one in claimed:
            if name not in self._in_hand:
                return  # given up meanwhile, see _lost
            try:
                remark = self._news.hear(one.subject)
            except (OperationalError, InterfaceError, PoolTimeout) as error:
                self._lost(name, error)
            except ProcessorRefused as error:
                # Signed, but the processor doesn't know the object: another account's, or deleted test data.
                self._done(name, one, f"refused: {error.code}")
            except Exception as error:  # noqa: BLE001 - whatever it is, the event is tried again, and is dead in the end
                self._failed(name, one, error)
            else:
                self._done(name, one, remark)

    def _hear_many(self, name: str, claimed: Sequence[Claimed]) -> None:
        """What can be heard together is; what can't, one by one and side by side."""
        kind = claimed[0].subject.kind
        by_id: dict[str, list[Claimed]] = {}
        for one in claimed:  # those that have waited may be of several claims, and some of them about the same object
            by_id.setdefault(one.subject.id, []).append(one)
        try:
            for ident, remark in self._news.hear_many(kind, tuple(by_id)):
                for one in by_id.pop(ident):
                    self._done(name, one, remark)
        except Exception as error:  # noqa: BLE001 - nothing is lost: each is heard alone, and tells what is wrong with it
            self._log.warning("not_heard_together", kind=kind.value, left=len(by_id), **describe(error))
        for one in chain.from_iterable(by_id.values()):
            self._begin(name, [one], self._hear)
        with self._lock:
            meanwhile = self._meanwhile.pop(kind, [])
        self._share(kind, meanwhile)

    def _done(self, name: str, claimed: Claimed, remark: str) -> None:
        def marked(mark: Future[None]) -> None:
            error = mark.exception()
            if error is None:
                self._took(name, -1)
            else:
                self._lost(name, error)

        self._inbox.done(claimed, remark).add_done_callback(marked)

    def _failed(self, name: str, claimed: Claimed, error: Exception) -> None:
        try:
            dead = self._inbox.failed(claimed, type(error).__name__, rules.backoff(claimed.tries + 1))
        except SQLAlchemyError as trouble:
            self._lost(name, trouble)
            return
        self._took(name, -1)
        about = {"kind": claimed.subject.kind.value, "about": claimed.subject.id, "events": claimed.event_ids}
        if dead:
            self._log.error("event_dead", **about, **describe(error))
        else:
            self._log.info("event_tried", tries=claimed.tries + 1, **about, **describe(error))

    def _lost(self, name: str, error: BaseException) -> None:
        """The database gave out: what becomes of this event is not written down, so it must become due again.

        It does once nobody lives under the name it was claimed by; from now on we work under another.
        """
        with self._lock:
            if self._in_hand.pop(name, None) is None:
                return
            self._name = str(uuid4())
            self._in_hand[self._name] = 0
        self._log.warning("database_away", **describe(error))

    def _took(self, name: str, count: int) -> None:
        with self._lock:
            if name not in self._in_hand:
                return
            before, after = self._in_hand[name], self._in_hand[name] + count
            self._in_hand[name] = after
        if after <= REFILL < before:
            self._free()
