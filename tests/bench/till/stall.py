"""The longest time in which the window could not answer: a long list refreshed again and again while 50 payments of an
earlier day are followed, beside the same window idle."""

from __future__ import annotations

import itertools
import statistics
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from pos_app.desktop.journal import SqliteJournal
from pos_app.desktop.ports import OpenAttempt
from tests.bench.report import Figure
from tests.bench.till.counter import counter, served, until
from tests.end2end.hands import Hands
from tests.integration.payments.desk import Desk
from tests.support.processes import Stack

BEAT_MS = 2
SECONDS = 8.0
REFRESH_MS = 400
FOLLOWED = 50
MOST_MS = 50
AT_MOST = 3


def measured(folder: Path, options: Namespace) -> Iterator[Figure]:
    quiet, busy = [], []
    with served(folder, options.open_invoices) as stack:
        _begun_before(stack, folder)
        with counter(stack, folder) as hands:
            hands.log_in()
            for _ in range(2):
                quiet.append(_longest(hands, work=False))
                busy.append(_longest(hands, work=True))
    floor, product = statistics.median(quiet), statistics.median(busy)
    more = {"quiet": quiet, "busy": busy}
    yield Figure("longest stall of the window", "", product, "ms", floor=floor, at_most=AT_MOST, more=more)
    yield Figure("the same, at its worst", "", max(busy), "ms", at_most=MOST_MS)


def _begun_before(stack: Stack, folder: Path) -> None:
    """Fifty payments whose end nobody knows: Stripe does not answer, so the till goes on asking."""
    own, till = folder / "desk", folder / "till"
    own.mkdir()
    till.mkdir()
    with closing(Desk(stack, own)) as desk:
        person = desk.till.get("/auth/me").raise_for_status().json()["id"]
        journal = SqliteJournal(till / "journal.sqlite")
        for _ in range(FOLLOWED):
            invoice = desk.invoice()
            made = desk.opened(invoice)
            minor = invoice["due"]["amount_minor"]
            journal.begin(
                OpenAttempt(made["id"], stack.url, person, invoice["id"], invoice["number"], minor,
                            invoice["currency"], "submitted", datetime.now(UTC))
            )  # fmt: skip
        journal.close()
        for on in ("GET /v1/payment_intents/*", "GET /v1/payment_intents", "POST /v1/payment_intents/*/cancel"):
            desk.fault(on, "drop_before", times=100_000)


def _longest(hands: Hands, *, work: bool) -> float:
    """Milliseconds between two beats, at most."""
    beats = [time.perf_counter()]
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    again = QTimer()
    again.timeout.connect(hands.counter.till.invoices.refresh)
    scroll = hands.window.invoices.list.table.verticalScrollBar()
    again.timeout.connect(lambda: scroll.setValue(scroll.value() + 20))
    timer.start(BEAT_MS)
    if work:
        again.start(REFRESH_MS)
    ends = time.perf_counter() + SECONDS
    until(lambda: time.perf_counter() > ends, "the time is over")
    again.stop()
    timer.stop()
    return max(after - before for before, after in itertools.pairwise(beats)) * 1000
