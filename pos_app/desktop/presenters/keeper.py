"""The session's refresh token between two starts of the till: in the OS keyring, or nowhere."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from pos_app.desktop.ports import Runner, SecretStore, Timers

T = TypeVar("T")
PATIENCE_MS = 3000
log = logging.getLogger(__name__)


class SessionKeeper:
    """Asks the keyring in a worker, for PATIENCE_MS at most. One that hung or refused once is not asked again.

    What it keeps belongs to one person (``name``) on one server; another's is neither read nor removed.
    """

    def __init__(self, secrets: SecretStore, runner: Runner, timers: Timers) -> None:
        self._secrets = secrets
        self._runner = runner
        self._timers = timers
        self._locked = False
        self.available = True

    def load(self, server: str, name: str, then: Callable[[str | None], None]) -> None:
        """``then`` gets the token, or None when there is none or nothing to ask."""
        self._ask(lambda: self._secrets.load(server, name), then)

    def save(self, server: str, name: str, token: str, then: Callable[[bool], None]) -> None:
        """``then`` gets True when the token is kept."""
        if self._locked:
            then(True)  # noqa: FBT003 - nothing is amiss: it comes with the unlocking
            return

        def store() -> bool:
            self._secrets.save(server, name, token)
            return True

        self._ask(store, lambda kept: then(bool(kept)))

    def forget(self, server: str, name: str) -> None:
        self._ask(lambda: self._secrets.forget(server, name), lambda _none: None)

    def lock(self, server: str, name: str) -> None:
        """Nothing is kept until ``unlock``: a locked till that is started again asks who is there."""
        self._locked = True
        self.forget(server, name)

    def unlock(self) -> None:
        self._locked = False

    def _ask(self, work: Callable[[], T], then: Callable[[T | None], None]) -> None:
        if not self.available:
            then(None)
            return
        answered = False

        def success(result: T) -> None:
            nonlocal answered
            answered = True
            limit.cancel()
            then(result)

        def failure(error: Exception) -> None:
            nonlocal answered
            answered = True
            limit.cancel()
            log.warning("the keyring can't be used: %s", error)
            self.available = False
            then(None)

        def give_up() -> None:
            if answered:
                return
            log.warning("the keyring did not answer in %d ms", PATIENCE_MS)
            job.drop()
            self.available = False
            then(None)

        limit = self._timers.after(PATIENCE_MS, give_up)
        job = self._runner.run("keyring", work)
        job.then(success, failure)
