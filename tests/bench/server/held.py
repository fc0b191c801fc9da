"""The state of an attempt, with five hundred tills waiting for theirs to change.

How late a till hears: from the moment that is written into the row just before the commit, to the answer at the till.
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
        late, idle = asyncio.run(_run(served, sandbox.url, made))
    yield Figure(
        f"state of an attempt, {TILLS} tills waiting: p99",
        place.kind,
        quantile(late, 99),
        "ms",
        at_most=100,
        more={"median": statistics.median(late), "worst": max(late)},
    )
    yield Figure(f"{TILLS} tills waiting, nothing happens", place.kind, idle * 100, "% of core", at_most=10)


async def _run(served: Served, stripe: str, made: Sequence[attempts.Attempt]) -> tuple[list[float], float]:
    """Milliseconds until each till heard, and the share of a core while nothing happened."""
    bearer = served.bearer(till=attempts.TILL)
    waiting = asyncio.create_task(_all_wait(served.url, bearer, made))
    await asyncio.sleep(5)  # until all have asked once
    cpu, begun = cpu_of(served.pid), time.monotonic()
    await asyncio.wait([waiting], timeout=IDLE_SECONDS)
    idle = (cpu_of(served.pid) - cpu) / (time.monotonic() - begun)
    await asyncio.gather(*(_pay(served.url, stripe, made[first::PAYERS]) for first in range(PAYERS)))
    return await waiting, idle


async def _all_wait(url: str, bearer: Mapping[str, str], made: Sequence[attempts.Attempt]) -> list[float]:
    return list(await asyncio.gather(*(_wait(url, bearer, one.id) for one in made)))


async def _wait(url: str, bearer: Mapping[str, str], attempt: str) -> float:
    """Ask until it is paid; milliseconds from the change to the answer."""
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
            return (heard - datetime.fromisoformat(found["updated_at"]).timestamp()) * 1000


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
