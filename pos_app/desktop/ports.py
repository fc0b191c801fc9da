"""What presenters need from the program around them, said without Qt: threads, timers, clocks, printers, secrets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Lane = Literal["reads", "money", "held", "journal", "keyring", "printer"]
"""``reads``: four threads, for what can be asked again.  ``money``: one thread, so that what moves money goes in
the order it was asked.  ``held``: long polls, which must not starve the reads.  ``journal``, ``keyring``,
``printer``: one thread each, because a keyring or a spooler may hang and must hold up nothing else."""


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
        """Seconds that never jump and go on while the machine sleeps: for durations."""
        ...


class PdfPrinter(Protocol):
    """A system printer. Called in the ``printer`` lane; may take long."""

    def print_pdf(self, pdf: bytes, title: str) -> str:
        """Print and return the printer's name. Raises PrintFailed."""
        ...


class Browser(Protocol):
    """The computer's own browser. Called in the window's thread."""

    def open(self, address: str) -> bool:
        """Show a page; False where there is no browser to show it. The caller has checked the address."""
        ...


class PrintFailed(Exception):
    """A receipt did not get to the printer; the message is a sentence for the cashier."""


class SecretStore(Protocol):
    """The OS keyring. Called in the ``keyring`` lane only: any call may hang for ever. Raises SecretsUnavailable.

    A token is one person's (by the user name) on one server.
    """

    def load(self, server: str, name: str) -> str | None: ...
    def save(self, server: str, name: str, token: str) -> None: ...
    def forget(self, server: str, name: str) -> None: ...


class SecretsUnavailable(Exception):
    """There is no safe place for a secret on this computer, or it is locked."""


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """What the till has begun and not seen the end of. No patient data: the invoice's number, never a name.

    ``leaving``: the cashier has left it, so it is to be cancelled rather than waited for.
    """

    attempt_id: str
    server: str
    person_id: str
    invoice_id: str
    invoice_number: str
    amount_minor: int
    currency: str
    state: str
    begun_at: datetime
    leaving: bool = False


class Journal(Protocol):
    """Survives a power cut: each call has reached the disk when it returns. Raises JournalBroken.

    Called in the ``journal`` lane only.
    """

    def begin(self, attempt: OpenAttempt) -> None:
        """Write down the intention, before the first byte leaves."""
        ...

    def note(self, attempt_id: str, state: str, *, leaving: bool | None = None) -> None:
        """A newer state of an open attempt."""
        ...

    def end(self, attempt_id: str, state: str) -> None:
        """The end has been seen; the attempt is no longer open."""
        ...

    def open_attempts(self, server: str) -> list[OpenAttempt]:
        """Oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class OpenRefund:
    """A refund this till has asked for and not seen the end of. No patient data, and not the words of the reason."""

    refund_id: str
    server: str
    person_id: str
    invoice_number: str
    amount_minor: int
    currency: str
    state: str
    begun_at: datetime


class RefundJournal(Protocol):
    """The same journal, for refunds; the same promises."""

    def begin_refund(self, refund: OpenRefund) -> None:
        """Write down the intention, before the first byte leaves."""
        ...

    def note_refund(self, refund_id: str, state: str) -> None: ...
    def end_refund(self, refund_id: str, state: str) -> None:
        """The end has been seen; the refund is no longer open."""
        ...

    def open_refunds(self, server: str) -> list[OpenRefund]:
        """Oldest first."""
        ...


class TillJournal(Journal, RefundJournal, Protocol):
    """All that a till begins."""


class JournalBroken(Exception):
    """The journal can't be written or read: nothing may be charged from this till until it can."""


class Preferences(Protocol):
    """What the till remembers of a person's choices. Never a secret, never a patient."""

    @property
    def server(self) -> str: ...
    @server.setter
    def server(self, value: str) -> None: ...
    @property
    def theme(self) -> str: ...
    @theme.setter
    def theme(self, value: str) -> None: ...
    @property
    def locale(self) -> str:
        """As "es", "es_MX" or empty: the computer's. Counts from the next start on."""
        ...

    @locale.setter
    def locale(self, value: str) -> None: ...
    @property
    def last_name(self) -> str: ...
    @last_name.setter
    def last_name(self, value: str) -> None: ...
    @property
    def idle_minutes(self) -> int:
        """From 1 to 60."""
        ...

    @idle_minutes.setter
    def idle_minutes(self, value: int) -> None: ...
