"""A receipt as PDF, once the first one has been made."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from sqlalchemy import select

from pos_app.server.models import Payment
from tests.bench.load import get, measure
from tests.bench.report import Figure
from tests.bench.server.places import API, Place, opened, product

REQUESTS = 100


def measured(place: Place, _options: argparse.Namespace) -> Iterator[Figure]:
    url = place.database()
    with product(place, url) as served:
        with opened(url) as database, database.read() as session:
            payment = session.scalars(select(Payment.id).where(Payment.method == "card").order_by(Payment.at)).first()
        asked = get(f"{API}/payments/stripe/payment-intents/{payment}/receipt?format=pdf", served.bearer("auditor"))
        measure(served.url, served.pid, [asked], holding=b"%PDF")
        found = measure(served.url, served.pid, [asked] * REQUESTS, holding=b"%PDF")
    yield Figure("receipt PDF, warm", place.kind, found.median, "ms", at_most=100, more={"p99": found.p99})
