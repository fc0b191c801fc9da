"""The truth about the connection: when the server last answered, and what that allows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from pos_app.desktop.api import ApiProblem, OutcomeUnknown
from pos_app.desktop.ports import Clock, Job, Runner, Timer, Timers
from pos_app.wire.info import Health, ServerInfo
from pos_app.wire.problems import Code

POLL_MS = 3000
LONGEST_MS = 15000
STALE_SECONDS = 8.0


class ConnectionApi(Protocol):
    def health(self) -> Health: ...
    def info(self) -> ServerInfo: ...


class Connection:
    """Asks after the server's health, and learns from every other answer too.

    Lost means: the last try failed, or nothing was heard for STALE_SECONDS.  While it is lost, tries come at growing
    distances.  Listeners are called on every change and every second's tick, so that ages on screen stay true.
    """

    def __init__(self, api: ConnectionApi, runner: Runner, timers: Timers, clock: Clock) -> None:
        self._api = api
        self._runner = runner
        self._timers = timers
        self._clock = clock
        self._listeners: list[Callable[[], None]] = []
        self._expired: Callable[[], None] | None = None
        self._job: Job[Health] | None = None
        self._info_job: Job[ServerInfo] | None = None
        self._timer: Timer | None = None
        self._tick: Timer | None = None
        self._heard: float | None = None
        self._failures = 0
        self._next_at = 0.0
        self.heard_at: datetime | None = None
        self.info: ServerInfo | None = None
        self.degraded = False

    def listen(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    def on_expired(self, listener: Callable[[], None]) -> None:
        """Called when the server no longer knows our session."""
        self._expired = listener

    def start(self) -> None:
        """Begin, or begin anew after the server's address changed."""
        self.stop()
        self._heard, self.heard_at, self._failures, self.info = None, None, 0, None
        self.poll()
        self._beat()

    def stop(self) -> None:
        for waiting in (self._timer, self._tick):
            if waiting:
                waiting.cancel()
        for job in (self._job, self._info_job):
            if job:
                job.drop()
        self._timer = self._tick = self._job = self._info_job = None

    @property
    def known(self) -> bool:
        """Has it ever answered, or failed to?"""
        return self._heard is not None or self._failures > 0

    @property
    def good(self) -> bool:
        return self._heard is not None and not self._failures and self.age < STALE_SECONDS

    @property
    def lost(self) -> bool:
        return self.known and not self.good

    @property
    def age(self) -> float:
        """Seconds since the server last answered."""
        return self._clock.monotonic() - self._heard if self._heard is not None else 0.0

    def monotonic(self) -> float:
        """Seconds that never jump, to measure other ages with."""
        return self._clock.monotonic()

    @property
    def next_try_in(self) -> int:
        """Whole seconds until the next try."""
        return max(0, round(self._next_at - self._clock.monotonic()))

    def poll(self) -> None:
        """Ask now."""
        if self._job:
            return
        if self._timer:
            self._timer.cancel()
            self._timer = None
        self._next_at = self._clock.monotonic()
        self._job = self._runner.run("reads", self._api.health)
        self._job.then(self._healthy, self._unhealthy)

    def answered(self) -> None:
        """Some answer came from the server."""
        self._heard = self._clock.monotonic()
        self.heard_at = self._clock.now()
        was_lost, self._failures = self._failures > 0, 0
        if was_lost:
            self._tell()
        if self.info is None and self._info_job is None:
            self._info_job = self._runner.run("reads", self._api.info)
            self._info_job.then(self._informed, self._uninformed)

    def saw(self, error: Exception) -> None:
        """Something else failed: an ended session, a lost server, or a mere refusal (which is an answer too)."""
        if isinstance(error, ApiProblem):
            self.answered()
            if error.code == Code.NOT_AUTHENTICATED and self._expired:
                self._expired()
        elif isinstance(error, OutcomeUnknown):
            self.poll()  # its own answer decides: one slow request is not a lost server

    def _healthy(self, health: Health) -> None:
        self._job = None
        self.degraded = health.status != "ok"
        self.answered()
        self._again(POLL_MS)

    def _unhealthy(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, ApiProblem):
            self.degraded = True
            self.answered()
            self._again(POLL_MS)
            return
        self._failures += 1
        self._again(min(LONGEST_MS, 1000 * 2 ** min(self._failures, 6)))

    def _again(self, ms: int) -> None:
        self._next_at = self._clock.monotonic() + ms / 1000
        self._timer = self._timers.after(ms, self.poll)
        self._tell()

    def _informed(self, info: ServerInfo) -> None:
        self._info_job = None
        self.info = info
        self._tell()

    def _uninformed(self, error: Exception) -> None:
        self._info_job = None  # asked again with the next answer of health
        if not isinstance(error, ApiProblem):
            self.poll()

    def _beat(self) -> None:
        self._tick = self._timers.after(1000, self._beat)
        self._tell()

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()
