"""Delivers events: signed, tried again with growing pauses, and as troublesome as the control port asks for."""

from __future__ import annotations

import asyncio
import json
import random
import sqlite3
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final

from pos_app.sandbox import addresses, ids, posting
from pos_app.sandbox.errors import ApiError, Json
from pos_app.sandbox.store import Store

_AT_ONCE: Final = 8
_FEW: Final = 32
"""Deliveries under way below which more are looked for: a burst of thousands is taken in portions."""
_PORTION: Final = 100
_PENDING: Final = (
    "SELECT d.seq, d.due, d.attempts, e.body AS event, w.body AS endpoint, w.hidden, w.deleted "
    "FROM deliveries d JOIN objects e ON e.id = d.event JOIN objects w ON w.id = d.endpoint "
    "WHERE d.state = 'pending' "
)


@dataclass(slots=True)
class Manner:
    """How deliveries are made: ``deliver`` False keeps them waiting; ``duplicate`` sends each n more times;
    ``shuffle`` mixes the order of those that are due; ``delay`` holds each for some seconds."""

    deliver: bool = True
    duplicate: int = 0
    shuffle: bool = False
    delay: float = 0.0

    def change(self, given: Json) -> None:
        """Raises ApiError 400 for what is no such setting."""
        for name, value in given.items():
            if name in ("deliver", "shuffle"):
                good = isinstance(value, bool)
            elif name == "duplicate":
                good = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 1000
            elif name == "delay":
                good = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 86_400
            else:
                raise ApiError(400, f"There is no setting '{name}'; there are deliver, duplicate, shuffle, delay.")
            if not good:
                raise ApiError(400, f"'{name}' can't be {json.dumps(value)}.")
        for name, value in given.items():
            setattr(self, name, value)

    def listed(self) -> Json:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Parcel:
    seq: int
    url: str
    secrets: tuple[str, ...]
    payload: bytes
    attempts: int


class Deliveries:
    """``do`` runs a function on the thread that owns the store; ``retries`` are the seconds before each further try;
    ``base_url`` is the sandbox's address as receivers know it."""

    def __init__(
        self, store: Store, do: Callable[..., Any], manner: Manner, retries: tuple[float, ...], base_url: str
    ) -> None:
        self._store = store
        self._retries = retries
        self._base_url = base_url
        self._do = do
        self.manner = manner
        self._senders = asyncio.Semaphore(_AT_ONCE)
        self._wake = asyncio.Event()
        self._out: dict[int, asyncio.Task[None]] = {}

    def wake(self) -> None:
        """Something may have become due."""
        self._wake.set()

    async def run(self) -> None:
        """For ever; cancel to end."""
        while True:
            self._wake.clear()
            pause = 3600.0
            if self.manner.deliver and len(self._out) < _FEW:
                parcels, pause = await self._do(self._due)
                if self.manner.shuffle:
                    random.shuffle(parcels)
                for parcel in parcels:
                    self._start(parcel)
            try:
                await asyncio.wait_for(self._wake.wait(), pause)
            except TimeoutError:
                continue

    async def deliver_now(self, request_id: str) -> None:
        """Try once to deliver each event of a request, even where deliveries are held back or delayed."""
        parcels = await self._do(self._of_request, request_id)
        if parcels:
            await asyncio.wait([self._start(parcel) for parcel in parcels])

    def _start(self, parcel: _Parcel) -> asyncio.Task[None]:
        """The delivery; the one that is under way, where there is one."""
        task = self._out.get(parcel.seq)
        if task is None:
            task = self._out[parcel.seq] = asyncio.get_running_loop().create_task(self._deliver(parcel))
        return task

    def close(self) -> None:
        for task in self._out.values():
            task.cancel()

    def _due(self) -> tuple[list[_Parcel], float]:
        """What is to be sent now, and seconds until the next is due."""
        now = time.time()
        rows = self._store.rows(_PENDING + "ORDER BY d.due, d.seq LIMIT ?", (_PORTION,))
        parcels: list[_Parcel] = []
        pause = 3600.0
        for row in rows:
            if row["seq"] in self._out:
                continue
            due = row["due"] + (self.manner.delay if row["attempts"] == 0 else 0)
            if due > now:
                pause = min(pause, due - now)
                continue
            parcel = self._parcel(row, now)
            if parcel is not None:
                parcels.append(parcel)
        return parcels, max(pause, 0.01)

    def _of_request(self, request_id: str) -> list[_Parcel]:
        """What that request has set off and nobody has had yet, whenever it is due."""
        now = time.time()
        found = "AND d.attempts = 0 AND json_extract(e.body, '$.request.id') = ? ORDER BY d.seq"
        parcels = [self._parcel(row, now) for row in self._store.rows(_PENDING + found, (request_id,))]
        return [parcel for parcel in parcels if parcel is not None]

    def _parcel(self, row: sqlite3.Row, now: float) -> _Parcel | None:
        """None for an endpoint that wants nothing any more: then the delivery is dropped."""
        endpoint = json.loads(row["endpoint"])
        if row["deleted"] or endpoint["status"] != "enabled":
            self._store.run("UPDATE deliveries SET state = 'dropped' WHERE seq = ?", (row["seq"],))
            return None
        payload = addresses.filled(json.dumps(json.loads(row["event"]), indent=2).encode(), self._base_url)
        secrets = _secrets(json.loads(row["hidden"]), now)
        return _Parcel(row["seq"], endpoint["url"], secrets, payload, row["attempts"])

    async def _deliver(self, parcel: _Parcel) -> None:
        try:
            outcomes = await asyncio.gather(*(self._once(parcel) for _ in range(1 + self.manner.duplicate)))
            status, error = outcomes[0]
            await self._do(self._record, parcel, status, error)
        finally:
            self._out.pop(parcel.seq, None)
            self.wake()

    async def _once(self, parcel: _Parcel) -> tuple[int | None, str | None]:
        """The status, or what went wrong instead."""
        async with self._senders:
            header = posting.signature(parcel.secrets, parcel.payload, int(time.time()))
            try:
                return await posting.send(parcel.url, parcel.payload, header), None
            except (OSError, TimeoutError, posting.NoAnswer) as error:
                return None, f"{type(error).__name__}: {error}"[:300]

    def _record(self, parcel: _Parcel, status: int | None, error: str | None) -> None:
        good = status is not None and 200 <= status < 300
        attempts = parcel.attempts + 1
        over = attempts > len(self._retries)
        state = "delivered" if good else "failed" if over else "pending"
        pause = 0 if good or over else self._retries[attempts - 1]
        with self._store.transaction():
            self._store.run(
                "UPDATE deliveries SET state = ?, attempts = ?, status = ?, error = ?, at = ?, due = ? WHERE seq = ?",
                (state, attempts, status, error, time.time(), time.time() + pause, parcel.seq),
            )
            if good:
                self._one_less(parcel.seq)

    def _one_less(self, seq: int) -> None:
        """``pending_webhooks`` counts the endpoints that have not yet had the event."""
        row = self._store.rows("SELECT event FROM deliveries WHERE seq = ?", (seq,))[0]
        event = self._store.object(row["event"])
        if event is not None:
            event["pending_webhooks"] = max(0, event["pending_webhooks"] - 1)
            self._store.put(event["id"], event, None)


def _secrets(hidden: Json, now: float) -> tuple[str, ...]:
    """The newest first; old ones as long as they live."""
    old = [one["secret"] for one in hidden.get("old", []) if one["until"] > now]
    return (hidden["secret"], *old)


def roll(store: Store, endpoint: str, seconds: float) -> str | None:
    """A new secret for an endpoint, the old one signing too for ``seconds``; None for no such endpoint."""
    with store.transaction():
        body = store.object(endpoint)
        if body is None or body["object"] != "webhook_endpoint":
            return None
        hidden = store.hidden(endpoint)
        old = [{"secret": hidden["secret"], "until": time.time() + seconds}, *hidden.get("old", [])]
        secret = ids.new("whsec", 32)
        store.put(endpoint, body, {"secret": secret, "old": old})
    return secret


def resend(store: Store, event: str) -> int:
    """Send an event once more to everyone who wanted it; gives to how many."""
    with store.transaction():
        rows = store.rows("SELECT seq FROM deliveries WHERE event = ?", (event,))
        store.run(
            "UPDATE deliveries SET state = 'pending', attempts = 0, due = ? WHERE event = ?", (time.time(), event)
        )
    return len(rows)


def log(store: Store, limit: int = 500) -> list[Json]:
    """Deliveries, newest first."""
    rows = store.rows(
        "SELECT d.*, json_extract(w.body, '$.url') AS url FROM deliveries d JOIN objects w ON w.id = d.endpoint "
        "ORDER BY d.seq DESC LIMIT ?",
        (limit,),
    )
    return [dict(row) for row in rows]
