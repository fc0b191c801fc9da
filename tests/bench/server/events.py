"""From webhook to paid invoice: each event comes twice, in any order, and one server is killed in the middle.

On SQLite the one server is started again; on PostgreSQL the second of two goes on alone.  Every invoice must be paid
exactly once in the end, or nothing is measured.
"""

from __future__ import annotations

import argparse
import asyncio
import random
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select

from pos_app.server.db import Database
from pos_app.server.models import Invoice, Payment, StripeEvent
from tests.bench.load import Line
from tests.bench.report import Figure
from tests.bench.server import attempts
from tests.bench.server.places import SQLITE, Place, Served, opened, product
from tests.support.processes import free_port, running_sandbox
from tests.support.waiting import until

CLIENTS = 16


@dataclass
class _Kill:
    """What happened in the middle."""

    at: datetime
    back: datetime
    """When there was a server to take over: at once where there were two."""
    in_hand: list[str]
    """The events that workers had claimed and not done, the dead one's among them."""


def measured(place: Place, options: argparse.Namespace) -> Iterator[Figure]:
    url = place.database()
    with ExitStack() as stack:
        sandbox = stack.enter_context(running_sandbox(place.folder))
        servers = [stack.enter_context(product(place, url, sandbox, free_port()))]
        if place.kind != SQLITE:
            servers.append(stack.enter_context(product(place, url, sandbox)))
        database = stack.enter_context(opened(url))
        made = attempts.opened(database, sandbox, options.events, paid=True)
        bodies = attempts.told(sandbox, "payment_intent.succeeded")
        assert len(bodies) == len(made)
        requests = [attempts.signed(body) for body in bodies] * 2
        random.Random(7).shuffle(requests)
        killed: list[_Kill] = []
        begun = datetime.now(UTC)
        refused = asyncio.run(
            _deliver([server.url for server in servers], requests, lambda: killed.append(_kill(servers, database)))
        )
        invoices = [one.invoice_id for one in made]
        until(lambda: _done(database, invoices), "every event is done with and every invoice paid", 180, 0.2)
        last = _last(database)
        _check(database, invoices)
        kill = killed[0]
        taken_over = _last(database, kill.in_hand) - max(kill.at, kill.back) if kill.in_hand else None
    seconds = (last - begun).total_seconds()
    out = (kill.back - kill.at).total_seconds()
    yield Figure(
        "webhook -> invoice paid, each twice, one kill -9",
        place.kind,
        len(made) / seconds,
        "events/s",
        at_least=place.by_kind(300, 150),
        more={"seconds": seconds, "no_server_seconds": out, "refused": refused, "events": len(made)},
    )
    yield Figure(
        "a dead worker's events taken over",
        place.kind,
        max(0.0, taken_over.total_seconds()) if taken_over is not None else 0.0,
        "s",
        at_most=2,
        more={"watched": len(kill.in_hand)},
    )


async def _deliver(urls: Sequence[str], requests: Sequence[bytes], middle: Callable[[], None]) -> int:
    """Deliver everything, again and again where nobody answers, as Stripe does. How often it was not taken."""
    waiting, answered, refused = deque(requests), 0, 0
    killing: list[asyncio.Task[None]] = []

    async def work(number: int) -> None:
        nonlocal answered, refused
        line: Line | None = None
        while waiting:
            request = waiting.popleft()
            try:
                line = line or await Line.open(urls[number % len(urls)])
                status, body = await line.ask(request)
            except OSError:
                status, body, line = 503, b"", None
                number += 1  # the next server, where there is one
            if status == 503:
                waiting.append(request)
                refused += 1
                await asyncio.sleep(0.05)
                continue
            if status != 200:
                raise AssertionError(f"{status} {body[:300]!r}")
            answered += 1
            if answered == len(requests) // 2:
                killing.append(asyncio.create_task(asyncio.to_thread(middle)))
        if line is not None:
            line.close()

    await asyncio.gather(*(work(number) for number in range(CLIENTS)))
    await asyncio.gather(*killing)
    return refused


def _kill(servers: list[Served], database: Database) -> _Kill:
    program = servers[0].program
    program.kill()
    at = datetime.now(UTC)
    claimed = select(StripeEvent.id).where(StripeEvent.state == "pending", StripeEvent.claimed_by != "")
    with database.read() as session:
        in_hand = list(session.scalars(claimed))
    if len(servers) > 1:
        return _Kill(at, at, in_hand)
    port = servers[0].url.rsplit(":", 1)[1]
    program.__init__(["server", "--port", port, "--demo"], program.out.parent, program.env)  # type: ignore[misc]
    program.addresses("ready")
    return _Kill(at, datetime.now(UTC), in_hand)


def _done(database: Database, invoices: Sequence[str]) -> bool:
    with database.read() as session:
        pending = session.scalar(select(func.count()).select_from(StripeEvent).where(StripeEvent.state == "pending"))
        due = session.scalar(_of(func.count(), invoices).where(Invoice.due_minor > 0))
    return not pending and not due


def _of(what: Any, invoices: Sequence[str]) -> Any:
    """A question about the invoices of this run: they are all that "bench" made."""
    return select(what).select_from(Invoice).where(Invoice.source == "bench")


def _last(database: Database, ids: Sequence[str] | None = None) -> datetime:
    query = select(func.max(StripeEvent.done_at))
    if ids is not None:
        query = query.where(StripeEvent.id.in_(ids))
    with database.read() as session:
        found = session.scalar(query)
    assert found is not None
    return found


def _check(database: Database, invoices: Sequence[str]) -> None:
    """Each invoice has one payment of its whole amount."""
    with database.read() as session:
        rows = session.execute(
            select(Invoice.id, func.count(Payment.id), func.sum(Payment.amount_minor), Invoice.total_minor)
            .join(Payment, Payment.invoice_id == Invoice.id)
            .where(Invoice.source == "bench")
            .group_by(Invoice.id, Invoice.total_minor)
        ).all()
    if len(rows) != len(invoices) or any(count != 1 or paid != total for _, count, paid, total in rows):
        raise AssertionError(f"{len(rows)} of {len(invoices)} invoices were paid, or not all of them once")
