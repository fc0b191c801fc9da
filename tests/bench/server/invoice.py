"""GET one invoice, logged in, beside a route that returns a constant."""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Iterator

from sqlalchemy import select

from pos_app.server.models import Invoice
from tests.bench.load import get, measure
from tests.bench.report import Figure
from tests.bench.server.places import API, Place, floor, opened, product

REQUESTS = 1_500
CLIENTS = 4


def measured(place: Place, options: argparse.Namespace) -> Iterator[Figure]:
    url = place.database()
    with product(place, url) as served, floor("constant", place) as (floor_url, floor_pid):
        with opened(url) as database, database.read() as session:
            # Two lines, a payment before, an entry for each: what cashiers open all day.
            ident = session.scalar(select(Invoice.id).where(Invoice.number == "INV-20418"))
        ours, least = get(f"{API}/invoices/{ident}", served.bearer()), get("/constant")
        floors, products = [], []
        for _ in range(options.rounds):
            floors.append(measure(floor_url, floor_pid, [least] * REQUESTS, CLIENTS).cpu * 1000)
            products.append(measure(served.url, served.pid, [ours] * REQUESTS, CLIENTS).cpu * 1000)
    yield Figure(
        "GET one invoice, logged in",
        place.kind,
        statistics.median(products),
        "µs CPU",
        floor=statistics.median(floors),
        at_most=place.by_kind(4, 6),
        more={"floors": floors, "products": products},
    )
