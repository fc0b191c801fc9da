"""The open list, each kind of search and the counts, at two million invoices beside the same at a thousand."""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator
from urllib.parse import urlencode

from tests.bench.load import get, measure
from tests.bench.report import Figure, say
from tests.bench.server import hospital
from tests.bench.server.places import API, Place, product

SMALL = 1_000
REQUESTS = 20
ASKED = {
    "page of open invoices": {},
    "open invoices, most due first": {"sort": "most_due"},
    "part-paid invoices, most due first": {"status": "part_paid", "sort": "most_due"},
    "what was paid today": {"status": "paid_today"},
    "search: number": {"q": f"INV-{hospital.FIRST_NUMBER + 20}", "status": "all"},
    "search: MRN": {"q": f"{hospital.SOUGHT_MRN}00007", "status": "all"},
    "search: phone": {"q": hospital.SOUGHT_PHONE, "status": "all"},
    "search: birth date": {"q": hospital.SOUGHT_BORN.isoformat(), "status": "all"},
    "search: part of a rare name": {"q": hospital.SOUGHT_NAME[:6], "status": "all"},
    "search: part of a name that many have": {"q": "ann", "status": "open"},
    "search: no hit": {"q": "xyzzyx", "status": "open"},
    "search: no hit, two letters": {"q": "xq", "status": "open"},
}
COUNTED = {
    "counts": {},
    "counts: rare name": {"q": hospital.SOUGHT_NAME[:6]},
    "counts: a name that many have": {"q": "ann"},
}


def measured(place: Place, options: argparse.Namespace) -> Iterator[Figure]:
    small, large = place.database(), place.database()
    hospital.fill(small, SMALL)
    begun = time.monotonic()
    hospital.fill(large, options.invoices)
    say(f"{options.invoices:,} invoices written in {time.monotonic() - begun:.0f} s")
    paths = {what: f"{API}/invoices?{urlencode(query)}" for what, query in ASKED.items()}
    paths |= {what: f"{API}/invoices/counts?{urlencode(query)}" for what, query in COUNTED.items()}
    try:
        with product(place, small) as few, product(place, large) as many:
            bearers = few.bearer(), many.bearer()
            for what, path in paths.items():
                floors, products = [], []
                for _ in range(options.rounds):
                    for served, bearer, found in zip((few, many), bearers, (floors, products), strict=True):
                        asked = [get(path, bearer)] * REQUESTS
                        found.append(measure(served.url, served.pid, asked).median)
                yield Figure(
                    what,
                    place.kind,
                    statistics.median(products),
                    "ms",
                    floor=statistics.median(floors),
                    at_most=3,
                    more={"invoices": options.invoices, "floors": floors, "products": products},
                )
    finally:
        place.drop(small)
        place.drop(large)
