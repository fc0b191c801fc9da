"""Something made on first use, in whichever thread needs it first: for what is too heavy to load at the start."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from pos_app.desktop.ports import Journal, OpenAttempt, SecretStore

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
    """A Journal opened by its first use."""

    def __init__(self, make: Callable[[], Journal]) -> None:
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


class LateSecrets:
    """A SecretStore loaded by its first use."""

    def __init__(self, make: Callable[[], SecretStore]) -> None:
        self._late = Late(make)

    def load(self, server: str) -> str | None:
        return self._late.get().load(server)

    def save(self, server: str, token: str) -> None:
        self._late.get().save(server, token)

    def forget(self, server: str) -> None:
        self._late.get().forget(server)
