"""Python looks for garbage on the window's thread alone.

What it finds in rings it destroys on whichever thread happens to look, and it looks wherever many objects are made: in
a thread that reads a long answer, say. A page or a profile of the web view that is destroyed there ends the whole
program, for the browser belongs to the window's thread and checks that.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer

LOOK_MS: Final = 1000


def due(counts: Sequence[int], thresholds: Sequence[int]) -> int | None:
    """The oldest generation that has grown enough to be looked through, as Python itself decides; None: none has."""
    grown = [
        generation
        for generation, (count, threshold) in enumerate(zip(counts, thresholds, strict=True))
        if threshold and count > threshold
    ]
    return grown[-1] if grown else None


class Rubbish(QObject):
    """From ``start`` to ``stop`` nobody else looks."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._by_itself = False

    def start(self) -> None:
        self._by_itself = gc.isenabled()
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        if self._by_itself:
            gc.enable()

    def _look(self) -> None:
        generation = due(gc.get_count(), gc.get_threshold())
        if generation is not None:
            gc.collect(generation)
