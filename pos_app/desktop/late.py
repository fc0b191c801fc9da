"""Something made on first use, in whichever thread needs it first: for what is too heavy to load at the start."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from pos_app.desktop.ports import OpenAttempt, OpenRefund, SecretStore, TillJournal

T = TypeVar("T")


class Late(Generic[T]):
    """``make`` runs once; if it fails, the next use tries again."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: T | None = None

    def get(self) -> T:
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made


class LateJournal:
    """A TillJournal opened by its first use."""

    def __init__(self, make: Callable[[], TillJournal]) -> None:
        self._late = Late(make)

    def open(self) -> None:
        """Load and open it now. Raises JournalBroken."""
        self._late.get()

    def begin(self, attempt: OpenAttempt) -> None:
        self._late.get().begin(attempt)

    def note(self, attempt_id: str, state: str, *, leaving: bool | None = None) -> None:
        self._late.get().note(attempt_id, state, leaving=leaving)

    def end(self, attempt_id: str, state: str) -> None:
        self._late.get().end(attempt_id, state)

    def open_attempts(self, server: str) -> list[OpenAttempt]:
        return self._late.get().open_attempts(server)

    def begin_refund(self, refund: OpenRefund) -> None:
        self._late.get().begin_refund(refund)

    def note_refund(self, refund_id: str, state: str) -> None:
        self._late.get().note_refund(refund_id, state)

    def end_refund(self, refund_id: str, state: str) -> None:
        self._late.get().end_refund(refund_id, state)

    def open_refunds(self, server: str) -> list[OpenRefund]:
        return self._late.get().open_refunds(server)


class LateSecrets:
    """A SecretStore loaded by its first use."""

    def __init__(self, make: Callable[[], SecretStore]) -> None:
        self._late = Late(make)

    def load(self, server: str, name: str) -> str | None:
        return self._late.get().load(server, name)

    def save(self, server: str, name: str, token: str) -> None:
        self._late.get().save(server, name, token)

    def forget(self, server: str, name: str) -> None:
        self._late.get().forget(server, name)
