"""Work with names: at most one of each is under way, and all can be dropped at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pos_app.desktop.ports import Job, Lane, Runner


class Jobs:
    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._running: dict[str, Job[Any]] = {}

    def run(
        self, name: str, lane: Lane, work: Callable[[], Any], success: Callable[[Any], None],
        failure: Callable[[Exception], None],
    ) -> None:  # fmt: skip
        """Work in ``lane``; by the time a callback runs, this name is free again."""

        def done(result: Any) -> None:
            self._running.pop(name, None)
            success(result)

        def failed(error: Exception) -> None:
            self._running.pop(name, None)
            failure(error)

        job = self._runner.run(lane, work)
        self._running[name] = job
        job.then(done, failed)

    def drop(self, name: str) -> None:
        job = self._running.pop(name, None)
        if job:
            job.drop()

    def stop(self) -> None:
        for name in list(self._running):
            self.drop(name)

    def __contains__(self, name: str) -> bool:
        return name in self._running
