"""The inbox of webhooks: stored by the event's id, answered at once, worked on afterwards.

A worker claims events by writing its name on them, and says three times a second that it is alive.  Once it is silent,
what it had in hand is anybody's.  All of it goes by the database's clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, cast

from sqlalchemy import Insert, Table, bindparam, case, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from pos_app.server.clock import Clock
from pos_app.server.db import Database, UtcDateTime
from pos_app.server.exceptions.rules import Oddity
from pos_app.server.exceptions.service import note
from pos_app.server.gateway import EventNotice, Kind, Subject
from pos_app.server.group_writer import GroupWriter
from pos_app.server.models import StripeEvent, Worker
from pos_app.server.webhooks.flow import Flow

PENDING, DONE, DEAD = "pending", "done", "dead"
ALIVE: Final = timedelta(seconds=1)
"""How long a worker that has events in hand is believed to live after it last said so."""
MAX_TRIES: Final = 12
"""Some five minutes of back-off; then a person can see it as dead. The attempt is asked about anyway."""
STORED_AT_ONCE: Final = 128
GATHER_SECONDS: Final = 0.004
"""Stripe waits so much longer for its answer while many events come, and each of them costs half as much."""
_EVENTS: Final = cast(Table, StripeEvent.__table__)


@dataclass(frozen=True, slots=True)
class Claimed:
    """All waiting events about one object of Stripe's: one read of it answers them all."""

    subject: Subject
    event_ids: tuple[str, ...]
    tries: int


class Inbox:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._delivered = Flow()
        self._keep = {state: self._insert(done=state == DONE) for state in (PENDING, DONE)}
        self._storing: GroupWriter[EventNotice, None] = GroupWriter(
            self._store, "inbox", most=STORED_AT_ONCE, gather_seconds=GATHER_SECONDS
        )
        self._marking: GroupWriter[tuple[Claimed, str], None] = GroupWriter(self._mark, "inbox-done")

    def store(self, notice: EventNotice) -> Future[None]:
        """Keep a verified event, unless it was kept before. The answer comes once it is committed."""
        return self._storing.put(notice)

    async def stored(self, notice: EventNotice) -> None:
        """As ``store``, of one that has just been delivered; waited for on the event loop."""
        self._delivered.add()
        await self._storing.written(notice)

    def _store(self, notices: Sequence[EventNotice]) -> Sequence[None]:
        now = self._clock.now()
        rows: dict[str, dict[str, Any]] = {}
        for notice in notices:
            subject = notice.subject
            rows[notice.id] = {
                "id": notice.id,
                "type": notice.type,
                # Events about nothing of ours are kept, and done with at once.
                "object_kind": subject.kind.value if subject else "",
                "object_id": subject.id if subject else notice.object_id,
                "state": PENDING if subject else DONE,
                "payload": notice.payload,
            }
        with self._database.write() as session:
            # in one order everywhere: two servers that store the same events must not wait for each other
            for state, statement in self._keep.items():
                these = [rows[ident] for ident in sorted(rows) if rows[ident]["state"] == state]
                if self._database.sqlite:
                    for row in these:
                        row["now"] = now
                if these:
                    session.connection().execute(statement, these)
        return [None] * len(notices)

    def _insert(self, *, done: bool) -> Insert:
        """Made once: hundreds of events may come in a second. On SQLite the moment comes with each row, as ``now``."""
        sqlite_ = self._database.sqlite
        at = bindparam("now", type_=UtcDateTime()) if sqlite_ else self._database.at(self._clock.now())
        made = (sqlite.insert if sqlite_ else postgresql.insert)(_EVENTS)
        named: dict[str, Any] = {
            name: bindparam(name) for name in ("id", "type", "object_kind", "object_id", "state", "payload")
        }
        common = {"tries": 0, "error": "", "claimed_by": "", "next_try_at": at, "received_at": at}
        return made.values(**named, **common, done_at=at if done else None).on_conflict_do_nothing()

    def claim(self, worker: str, limit: int) -> Sequence[Claimed]:
        """Take up to ``limit`` events that are due, for a worker that is alive now. No two workers get the same."""
        now = self._clock.now()
        alive = select(Worker.id).where((Worker.alive_until > self._database.at(now)) | (Worker.id == worker))
        due = (
            select(_EVENTS.c.id)
            .where(
                _EVENTS.c.state == PENDING,
                _EVENTS.c.next_try_at <= self._database.at(now),
                _EVENTS.c.claimed_by.not_in(alive),
            )
            .order_by(_EVENTS.c.next_try_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
            .cte("due")
            # or PostgreSQL might look for them several times, and take more
            .prefix_with("MATERIALIZED", dialect="postgresql")
        )
        taken = (
            update(_EVENTS)
            .where(_EVENTS.c.id.in_(select(due.c.id)))
            .values(claimed_by=worker)
            .returning(_EVENTS.c.id, _EVENTS.c.object_kind, _EVENTS.c.object_id, _EVENTS.c.tries)
        )
        groups: dict[tuple[str, str], list[tuple[str, int]]] = {}
        with self._database.write() as session:
            for ident, kind, about, tries in session.connection().execute(taken):
                groups.setdefault((kind, about), []).append((ident, tries))
            if groups:
                self._alive(session, worker)
        return [
            Claimed(Subject(Kind(kind), about), tuple(i for i, _ in found), max(tries for _, tries in found))
            for (kind, about), found in groups.items()
        ]

    def renew(self, worker: str) -> None:
        """The worker lives, and works on what it has claimed."""
        with self._database.write() as session:
            self._alive(session, worker)

    def leave(self, worker: str) -> None:
        """The worker works no more: what it has claimed and not done is anybody's at once."""
        with self._database.write() as session:
            session.execute(delete(Worker).where(Worker.id == worker))

    def _alive(self, session: Session, worker: str) -> None:
        now = self._clock.now()
        until = self._database.at(now, ALIVE)
        found = update(Worker).where(Worker.id == worker).values(alive_until=until).returning(Worker.id)
        if session.scalar(found) is None:
            session.execute(insert(Worker).values(id=worker, alive_until=until))
            long_gone = self._database.at(now, -timedelta(hours=1))
            session.execute(delete(Worker).where(Worker.alive_until < long_gone))

    def done(self, claimed: Claimed, note: str = "") -> Future[None]:
        """Their news is written down. The mark comes with those of others, in one commit."""
        return self._marking.put((claimed, note))

    def _mark(self, marks: Sequence[tuple[Claimed, str]]) -> Sequence[None]:
        by_note: dict[str, list[str]] = {}
        for claimed, remark in marks:
            by_note.setdefault(remark[:500], []).extend(claimed.event_ids)
        with self._database.write() as session:
            for remark, ids in by_note.items():
                session.execute(
                    update(_EVENTS)
                    .where(_EVENTS.c.id.in_(ids))
                    .values(state=DONE, done_at=self._database.at(self._clock.now()), error=remark, claimed_by="")
                )
        return [None] * len(marks)

    def failed(self, claimed: Claimed, why: str, wait: timedelta) -> bool:
        """Try again after ``wait``; True when the tries are used up and the events are dead."""
        dead = claimed.tries + 1 >= MAX_TRIES
        values: dict[str, Any] = {
            "tries": _EVENTS.c.tries + 1,
            "error": why[:500],
            "next_try_at": self._database.at(self._clock.now(), wait),
            "claimed_by": "",
        }
        if dead:
            values["state"] = DEAD
        with self._database.write() as session:
            session.execute(update(_EVENTS).where(_EVENTS.c.id.in_(claimed.event_ids)).values(**values))
            if dead:
                about = claimed.subject
                detail = f"News of {about.id} ({about.kind.replace('_', ' ')}) was tried {MAX_TRIES} times: {why}."
                key = f"{Oddity.EVENT_DEAD}:{about.id}"
                note(session, Oddity.EVENT_DEAD, key, detail, self._clock.now(), stripe_id=about.id)
        return dead

    def crowded(self, count: int) -> bool:
        """Whether more events than that were delivered within the last second, or wait."""
        return self._delivered.lately() > count or self.more_than(count)

    def more_than(self, count: int) -> bool:
        """Whether more events than that are due."""
        due = (
            select(_EVENTS.c.id)
            .where(_EVENTS.c.state == PENDING, _EVENTS.c.next_try_at <= self._database.at(self._clock.now()))
            .limit(count + 1)
            .subquery()
        )
        with self._database.read() as session:
            return session.scalars(select(func.count()).select_from(due)).one() > count

    def seconds_to_next(self, worker: str) -> float | None:  # seconds
        """Until an event is due, or the worker that has it may be taken for dead; what ``worker`` has doesn't count."""
        due = case((Worker.alive_until > _EVENTS.c.next_try_at, Worker.alive_until), else_=_EVENTS.c.next_try_at)
        soonest = (
            select(func.min(due))
            .select_from(_EVENTS)
            .outerjoin(Worker, Worker.id == _EVENTS.c.claimed_by)
            .where(_EVENTS.c.state == PENDING, _EVENTS.c.claimed_by != worker)
        )
        with self._database.read() as session:
            at, now = session.execute(select(soonest.scalar_subquery(), self._database.at(self._clock.now()))).one()
        return None if at is None else float((at - now).total_seconds())  # seconds
