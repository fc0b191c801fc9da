"""The state of an attempt, with five hundred tills waiting for theirs to change.

How late a till hears: from the commit to the answer at the till. PostgreSQL tells when it committed; on SQLite it is
the moment that is written into the row before that.
What waiting costs: the share of a core that the server takes while nothing happens.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, literal_column, select

from pos_app.server.db import Database, UtcDateTime
from pos_app.server.models import StripePaymentIntent
from tests.bench.load import Line, cpu_of, get, quantile
from tests.bench.report import Figure
from tests.bench.server import attempts
from tests.bench.server.places import API, Place, Served, opened, product
from tests.support.processes import running_sandbox

TILLS = 500
IDLE_SECONDS = 30
PAYERS = 4
"""Patients that pay at the same time."""


def measured(place: Place, _options: argparse.Namespace) -> Iterator[Figure]:
    url = place.database()
    with running_sandbox(place.folder) as sandbox, product(place, url, sandbox) as served:
        with opened(url) as database:
            made = attempts.opened(database, sandbox, TILLS, paid=False)
        heard, idle = asyncio.run(_run(served, sandbox.url, made))
        with opened(url) as database:
            committed = _committed(database)
    late = [(heard[ident] - committed[ident]) * 1000 for ident in heard]
    yield Figure(
        f"state of an attempt, {TILLS} tills waiting: p99",
        place.kind,
        quantile(late, 99),
        "ms",
        at_most=100,
        more={"median": statistics.median(late), "worst": max(late)},
    )
    yield Figure(f"{TILLS} tills waiting, nothing happens", place.kind, idle * 100, "% of core", at_most=10)


def _committed(database: Database) -> dict[str, float]:  # in seconds
    """When the news of each attempt was committed, seconds of the epoch."""
    row = StripePaymentIntent
    at: ColumnElement[datetime] = row.updated_at.expression
    if not database.sqlite:
        at = func.pg_xact_commit_timestamp(literal_column("xmin"), type_=UtcDateTime())
    with database.read() as session:
        found = session.execute(select(row.id, at).where(row.state == "succeeded"))
        return {ident: moment.timestamp() for ident, moment in found}


async def _run(served: Served, stripe: str, made: Sequence[attempts.Attempt]) -> tuple[dict[str, float], float]:
    """When each till heard, seconds of the epoch, and the share of a core while nothing happened."""
    bearer = served.bearer(till=attempts.TILL)
    waiting = asyncio.create_task(_all_wait(served.url, bearer, made))
    await asyncio.sleep(5)  # until all have asked once
    cpu, begun = cpu_of(served.pid), time.monotonic()
    await asyncio.wait([waiting], timeout=IDLE_SECONDS)
    idle = (cpu_of(served.pid) - cpu) / (time.monotonic() - begun)
    await asyncio.gather(*(_pay(served.url, stripe, made[first::PAYERS]) for first in range(PAYERS)))
    return await waiting, idle


async def _all_wait(url: str, bearer: Mapping[str, str], made: Sequence[attempts.Attempt]) -> dict[str, float]:
    heard = await asyncio.gather(*(_wait(url, bearer, one.id) for one in made))
    return dict(zip((one.id for one in made), heard, strict=True))


async def _wait(url: str, bearer: Mapping[str, str], attempt: str) -> float:  # in seconds
    """Ask until it is paid; when that was told, seconds of the epoch."""
    line = await Line.open(url)
    version = 1
    while True:
        path = f"{API}/payments/stripe/payment-intents/{attempt}?wait=20&since={version}"
        status, body = await line.ask(get(path, bearer))
        heard = time.time()
        found = json.loads(body)
        if status != 200:
            raise AssertionError(f"{path}: {status} {body[:300]!r}")
        version = found["version"]
        if found["state"] == "succeeded":
            line.close()
            return heard


async def _pay(url: str, stripe: str, mine: Sequence[attempts.Attempt]) -> None:
    """One patient after the other pays, and Stripe's event follows."""
    page, hook = await Line.open(stripe), await Line.open(url)
    for request in attempts.confirmed([str(one.intent["id"]) for one in mine]):
        status, paid = await page.ask(request)
        assert status == 200, paid
        event = attempts.event("payment_intent.succeeded", json.loads(paid))
        status, body = await hook.ask(attempts.signed(event))
        assert status == 200, body
    page.close()
    hook.close()
