"""From a key press in the search box to the rows on the screen, beside the server's answer to the same question."""

from __future__ import annotations

import statistics
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.bench.report import Figure
from tests.bench.till.counter import FRAME_MS, Painted, counter, painted_since, served, until

AT_MOST = 1.2
WORDS = ("quibb", "q7700")


def measured(folder: Path, options: Namespace) -> Iterator[Figure]:
    floors: list[float] = []
    products: list[float] = []
    with served(folder, options.open_invoices) as stack, counter(stack, folder) as hands:
        hands.log_in()
        page = hands.window.invoices
        table = page.list.table
        painted = Painted(table)
        presenter = hands.counter.till.invoices
        with closing(stack.client("cashier")) as client:
            for word in WORDS * options.till_rounds:
                page.search.edit.clear()
                presenter.search_typed("")
                until(lambda: not presenter.asking and not presenter.searching, "the whole list")
                page.search.edit.setFocus()
                typed = ""
                for letter in word:
                    typed += letter
                    begun = time.perf_counter()
                    client.get("/invoices", params={"status": "open", "q": typed, "limit": 50}).raise_for_status()
                    floors.append((time.perf_counter() - begun) * 1000)
                    pressed = time.perf_counter()
                    hands.type(letter)
                    shown = painted_since(painted, pressed, lambda: not presenter.asking, f"rows for {typed}")
                    products.append((shown - pressed) * 1000)
    yield Figure(
        "key press in search to rows on screen", "", statistics.median(products), "ms",
        floor=statistics.median(floors) + FRAME_MS / AT_MOST, at_most=AT_MOST,
        more={"floors": floors, "frame": FRAME_MS, "products": products},
    )  # fmt: skip
