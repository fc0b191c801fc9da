"""From a log-in that is answered to the list on the screen, beside one question for the list by a bare client."""

from __future__ import annotations

import statistics
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt

from tests.bench.report import Figure
from tests.bench.till.counter import FRAME_MS, Painted, counter, painted_since, served, until
from tests.end2end.hands import Hands

AT_MOST = 1.5


def measured(folder: Path, options: Namespace) -> Iterator[Figure]:
    floors, products, whole = [], [], []
    with (
        served(folder, options.open_invoices) as stack,
        counter(stack, folder) as hands,
        closing(stack.client("cashier")) as client,
    ):
        for _ in range(options.till_rounds):
            begun = time.perf_counter()
            client.get("/invoices", params={"status": "open", "limit": 50}).raise_for_status()
            floors.append((time.perf_counter() - begun) * 1000)
            answered, from_key = _log_in(hands)
            products.append(answered)
            whole.append(from_key)
            hands.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
            until(lambda: hands.window.login.isVisible(), "the log-in screen")
    floor = statistics.median(floors)
    yield Figure(
        "log in to the list on screen", "", statistics.median(products), "ms", floor=floor + FRAME_MS / AT_MOST,
        at_most=AT_MOST, more={"floors": floors, "frame": FRAME_MS, "products": products},
    )  # fmt: skip
    yield Figure("the same from the key press on, with the password", "", statistics.median(whole), "ms")


def _log_in(hands: Hands) -> tuple[float, float]:
    """Milliseconds from the answer, and from the key, until the rows are painted."""
    login, page = hands.window.login, hands.window.invoices.list
    until(lambda: login.isVisible() and login.sign_in.isEnabled(), "the log-in screen")
    for edit, text in ((login.name.edit, "cashier"), (login.password.edit, "sample-cashier")):
        edit.setFocus()
        edit.selectAll()
        hands.type(text)
    painted = Painted(page.table)
    pressed = time.perf_counter()
    hands.press(Qt.Key.Key_Return)
    answered = until(lambda: hands.counter.session.person is not None, "somebody logged in")
    shown = painted_since(
        painted, pressed, lambda: page.showing_rows and page.table.rows.rowCount() > 0, "rows in the list"
    )
    return (shown - answered) * 1000, (shown - pressed) * 1000
