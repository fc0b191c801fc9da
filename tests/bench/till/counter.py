"""A till in this process on a hospital of its own, and a watch that sees what has been painted."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication

from pos_app.desktop.views import environment
from tests.bench.server import hospital
from tests.end2end.hands import Hands
from tests.support.processes import Stack, running_stack

FRAME_MS: Final = 1000 / 60
LOOK_MS: Final = 1
PATIENCE: Final = 60.0


@contextmanager
def served(folder: Path, invoices: int = 0) -> Iterator[Stack]:
    """Sandbox and server; ``invoices`` of them open, besides those of the sample hospital."""
    place = folder / "server"
    place.mkdir()
    url = f"sqlite:///{place / 'hmis.sqlite'}"
    if invoices:
        hospital.fill(url, invoices, all_open=True)
    with running_stack(place, url) as stack:
        yield stack


@contextmanager
def counter(stack: Stack, folder: Path) -> Iterator[Hands]:
    """A till with nobody logged in."""
    environment.prepare()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with closing(Hands(app, stack.url, folder / "till")) as hands:
        hands.counter.complete()
        gc.freeze()  # as the till's own start does it
        yield hands


class Painted(QObject):
    """When a table was painted last, and when its rows changed last, in seconds of ``time.perf_counter``."""

    def __init__(self, table: QAbstractItemView) -> None:
        viewport = table.viewport()
        super().__init__(viewport)
        self.at = self.changed = 0.0
        viewport.installEventFilter(self)
        model = table.model()
        for signal in (model.modelReset, model.rowsInserted, model.dataChanged, model.layoutChanged):
            signal.connect(self._change)

    def _change(self, *_what: object) -> None:
        self.changed = time.perf_counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.at = time.perf_counter()
        return super().eventFilter(watched, event)


def until(condition: Callable[[], object], what: str) -> float:
    """Run the event loop until it is so; the moment it was seen, to a millisecond or so. AssertionError if never."""
    loop, timer = QEventLoop(), QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    begun = time.perf_counter()

    def look() -> None:
        if condition() or time.perf_counter() - begun > PATIENCE:
            loop.quit()

    timer.timeout.connect(look)
    timer.start(LOOK_MS)
    if not condition():
        loop.exec()
    timer.stop()
    assert condition(), f"after {PATIENCE:g} s still not: {what}"
    return time.perf_counter()


def painted_since(painted: Painted, begun: float, condition: Callable[[], object], what: str) -> float:
    """As ``until``, with rows that came after ``begun`` painted."""
    until(lambda: condition() and painted.at > painted.changed > begun, what)
    return painted.at
