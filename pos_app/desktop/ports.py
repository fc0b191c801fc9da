"""What presenters need from the program around them, said without Qt: threads, timers, clocks, printers, secrets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal, Protocol, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Lane = Literal["reads", "money", "held", "local"]
"""``reads``: four threads, for what can be asked again.  ``money``: one thread, so that what moves money goes in
the order it was asked.  ``held``: long polls, which must not starve the reads.  ``local``: one thread for disk,
keyring and printer."""


class Job(Protocol[T_co]):
    """Work under way. Callbacks run in the window's thread, and never before ``then`` has returned."""

    def then(
        self, success: Callable[[T_co], None] | None = None, failure: Callable[[Exception], None] | None = None
    ) -> Job[T_co]:
        """Say what happens next. An error without a ``failure`` goes to the runner's own error handler."""
        ...

    def drop(self) -> None:
        """The answer is of no interest any more: neither callback will run. The work itself is not undone."""
        ...


class Runner(Protocol):
    def run(self, lane: Lane, work: Callable[[], T]) -> Job[T]:
        """Run ``work`` in a worker thread of ``lane``."""
        ...


class Timer(Protocol):
    def cancel(self) -> None: ...


class Timers(Protocol):
    def after(self, ms: int, callback: Callable[[], None]) -> Timer:
        """Call once, in the window's thread, ``ms`` milliseconds from now, unless cancelled."""
        ...


class Clock(Protocol):
    def now(self) -> datetime:
        """The wall clock, with its offset: for what people read."""
        ...

    def monotonic(self) -> float:
        """Seconds that never jump: for durations."""
        ...


class PdfPrinter(Protocol):
    """A system printer. Called in the ``local`` lane; may take long or raise PrintFailed."""

    def print_pdf(self, pdf: bytes, title: str) -> str:
        """Print and return the printer's name. Raises PrintFailed."""
        ...


class PrintFailed(Exception):
    """A receipt did not get to the printer; the message is a sentence for the cashier."""


def utc_now() -> datetime:
    return datetime.now(UTC)
