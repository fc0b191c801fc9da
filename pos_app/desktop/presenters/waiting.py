"""Timers with names: at most one of each runs, and all can be stopped at once."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.desktop.ports import Timer, Timers


class Waiting:
    def __init__(self, timers: Timers) -> None:
        self._timers = timers
        self._running: dict[str, Timer] = {}

    def after(self, name: str, ms: int, callback: Callable[[], None]) -> None:
        """Call once after ``ms``; an earlier timer of this name is cancelled."""
        self.cancel(name)

        def fire() -> None:
            self._running.pop(name, None)
            callback()

        self._running[name] = self._timers.after(ms, fire)

    def cancel(self, name: str) -> None:
        timer = self._running.pop(name, None)
        if timer:
            timer.cancel()

    def stop(self) -> None:
        for name in list(self._running):
            self.cancel(name)

    def __contains__(self, name: str) -> bool:
        return name in self._running
