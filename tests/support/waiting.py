"""Waiting for a condition with a deadline: the only way a test may let time pass."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def until(condition: Callable[[], T], what: str, seconds: float = 30.0, step: float = 0.02) -> T:
    """Call ``condition`` until it answers something true; AssertionError with ``what`` after ``seconds``."""
    deadline = time.monotonic() + seconds
    tick = threading.Event()
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"after {seconds:g} s still not true: {what} (last answer: {answer!r})")
        tick.wait(step)
