"""A till that takes one payment after another by keys, and says what it holds.

    python -m tests.bench.till.payer URL FOLDER NUMBERS

``NUMBERS``: of open invoices, as JSON. Prints megabytes at log-in, after half of the payments and after all.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pos_app.desktop.presenters.faces.payment import PaymentFace
from pos_app.desktop.settings import MOST_IDLE, Settings
from pos_app.desktop.views import environment
from tests.end2end.hands import Hands

CARD = "4242424242424242"


def main(url: str, folder: str, numbers: str) -> None:
    wanted: list[str] = json.loads(numbers)
    environment.prepare()
    settings = Settings(Path(folder))
    settings.idle_minutes = MOST_IDLE  # keys that a program presses are nobody's: the till would lock meanwhile
    settings.flush()
    found = []
    with closing(Hands(QApplication([]), url, Path(folder))) as hands:
        hands.log_in()
        found.append(_now())
        half = len(wanted) // 2
        for part in (wanted[:half], wanted[half:]):
            for number in part:
                _pay(hands, number)
            found.append(_now())
    sys.stdout.write(json.dumps(found) + "\n")


def _pay(hands: Hands, number: str) -> None:
    hands.find(number)
    hands.take_whole()
    hands.type_card(CARD)
    hands.charge()
    hands.outcome(PaymentFace.PAID)
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: hands.face is None, "the next patient")


def _now() -> float:
    gc.collect()  # what nobody holds any more is not held
    return held(os.getpid())


def held(pid: int) -> float:
    """Megabytes of a process and its children, each page shared among those that have it (PSS)."""
    total, waiting = 0.0, [pid]
    while waiting:
        place = Path(f"/proc/{waiting.pop()}")
        try:
            rollup = (place / "smaps_rollup").read_text()
            for task in (place / "task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has just ended, and holds nothing
        total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
    return total


if __name__ == "__main__":
    main(*sys.argv[1:])
