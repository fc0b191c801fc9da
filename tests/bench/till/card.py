"""From Pay to a card form that takes keys, beside a bare, warm web view on the same page."""

from __future__ import annotations

import statistics
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt

from tests.bench.report import Figure
from tests.bench.till.counter import counter, served
from tests.browser.window import Window
from tests.end2end.hands import Hands
from tests.integration.payments.desk import Desk

AT_MOST = 1.2


def measured(folder: Path, options: Namespace) -> Iterator[Figure]:
    floors, products = [], []
    own = folder / "desk"
    own.mkdir()
    with served(folder) as stack, counter(stack, folder) as hands, closing(Desk(stack, own)) as desk:
        hands.log_in()
        bare = Window(480, 620)
        for number in range(options.till_rounds + 1):
            # The floor is given the payment, the till has to open it first.
            url = str(desk.opened(desk.invoice())["pay_url"])
            hands.until(lambda: _in_front(bare), "the bare window has the keyboard")
            floor, product = _bare(bare, url), _till(hands, desk.invoice()["number"])
            if number:
                floors.append(floor)
                products.append(product)
        bare.close()
    yield Figure(
        "Pay to a card form that takes keys", "", statistics.median(products), "ms", floor=statistics.median(floors),
        at_most=AT_MOST, more={"floors": floors, "products": products},
    )  # fmt: skip


def _in_front(bare: Window) -> bool:
    bare.view.raise_()
    bare.view.activateWindow()
    bare.view.setFocus()
    return bare.view.isActiveWindow()


def _bare(bare: Window, url: str) -> float:
    begun = time.perf_counter()
    bare.open(f"{url}{'&' if '?' in url else '?'}view=till&theme=light&locale=en")
    bare.focus_card()
    return (time.perf_counter() - begun) * 1000


def _till(hands: Hands, number: str) -> float:
    hands.to_front()
    hands.find(number)
    begun = time.perf_counter()
    hands.take_whole()
    took = (time.perf_counter() - begun) * 1000
    hands.press(Qt.Key.Key_Escape)
    hands.until(lambda: hands.face is None or hands.question, "the payment left")
    if hands.question:
        hands.yes()
    hands.until(lambda: hands.face is None, "the list")
    hands.window.invoices.search.edit.setFocus()
    hands.press(Qt.Key.Key_Escape)
    hands.until(lambda: not hands.counter.till.invoices.searching, "an empty search box")
    return took
