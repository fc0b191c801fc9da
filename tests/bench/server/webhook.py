"""Accept a webhook: verify, store, commit, 200; beside Starlette with the signature and one raw INSERT.

The events are about nothing that has to be worked on afterwards, so that accepting is all that is measured.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Iterator
from typing import Any

from tests.bench.load import measure
from tests.bench.report import Figure
from tests.bench.server.attempts import event, signed
from tests.bench.server.places import Place, floor, product
from tests.support.processes import WEBHOOK_PATH

REQUESTS = 1_600
CLIENTS = 16
LATENCY = ((16, 150), (64, 300))
"""Clients at once, and the milliseconds of the slowest hundredth."""
CUSTOMER: dict[str, Any] = {
    "id": "cus_bench",
    "object": "customer",
    "description": "An object of the size that Stripe's have. " * 40,
    "livemode": False,
    "metadata": {},
}


def _events(path: str, count: int = REQUESTS) -> list[bytes]:
    return [signed(event("customer.updated", CUSTOMER), path) for _ in range(count)]


def measured(place: Place, options: argparse.Namespace) -> Iterator[Figure]:
    floors, products = [], []
    slow: dict[int, list[float]] = {clients: [] for clients, _ in LATENCY}
    with product(place, place.database()) as served, floor("webhook", place) as (floor_url, floor_pid):
        for _ in range(options.rounds):
            floors.append(measure(floor_url, floor_pid, _events("/webhook"), CLIENTS).cpu * 1000)
            ours = measure(served.url, served.pid, _events(WEBHOOK_PATH), CLIENTS)
            products.append(ours.cpu * 1000)
            slow[CLIENTS].append(ours.p99)
            for clients in slow:
                if clients != CLIENTS:
                    slow[clients].append(measure(served.url, served.pid, _events(WEBHOOK_PATH), clients).p99)
    yield Figure(
        "accept a webhook",
        place.kind,
        statistics.median(products),
        "µs CPU",
        floor=statistics.median(floors),
        at_most=place.by_kind(2.5, 4),
        more={"floors": floors, "products": products},
    )
    for clients, wanted in LATENCY:
        found = slow[clients]
        yield Figure(
            f"accept a webhook, p99 of {clients} clients",
            place.kind,
            statistics.median(found),
            "ms",
            at_most=wanted,
            more={"each": found},
        )
