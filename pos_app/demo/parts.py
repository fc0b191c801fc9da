"""The processes of a demo: started together, watched, brought back when they crash, stopped together."""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pos_app.exits import ENVIRONMENT, Stop

ADDRESS = re.compile(r"^(ready|control) on (http://\S+)$", re.MULTILINE)
START_SECONDS = 60.0
RESTARTS = 5
PR_SET_PDEATHSIG = 1


def _end_with_parent() -> None:
    """Runs in the child before its program: the kernel ends it when the demo dies, even by kill -9."""
    with contextlib.suppress(OSError, AttributeError):  # only Linux knows this; elsewhere stop() must do
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Part:
    """One program of the demo. ``start`` may be called again after a crash, with the same arguments."""

    def __init__(self, name: str, args: Sequence[str], logs: Path, env: Mapping[str, str] | None = None) -> None:
        self.name = name
        self.args = list(args)
        self.env = dict(env or {})
        self.log = logs / f"{name}.log"
        self._said = logs / f"{name}.out"
        self.process: subprocess.Popen[bytes] | None = None
        self.restarts = 0

    def start(self, *, show: bool = False, narrate: bool = False) -> None:
        """Start it. ``show``: what it prints is the demo's own output; ``narrate``: all it says goes to stderr."""
        command = [sys.executable, *([] if getattr(sys, "frozen", False) else ["-m", "pos_app"]), *self.args]
        with self._said.open("wb") as said, self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own program, no shell
                command,
                env={**_clean_environment(), **self.env},
                stdout=sys.stderr if narrate else None if show else said,
                stderr=None if narrate else log,
                stdin=subprocess.DEVNULL,
                preexec_fn=_end_with_parent,  # safe: the demo has one thread
            )

    def addresses(self, *wanted: str) -> dict[str, str]:
        """Wait until it listens. Raises Stop with its last words when it ends or stays silent."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            found = dict(ADDRESS.findall(self._said.read_text(errors="replace")))
            if all(what in found for what in wanted):
                return found
            if self.ended() is not None or time.monotonic() > deadline:
                raise Stop(f"the {self.name} did not start.", self.last_words(), ENVIRONMENT)
            self.wait(0.02)

    def ended(self) -> int | None:
        """Its exit code, or None while it runs."""
        return self.process.poll() if self.process else -1

    def wait(self, seconds: float) -> None:
        if self.process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)

    def last_words(self) -> str:
        lines = self.log.read_text(errors="replace").strip().splitlines()[-3:] if self.log.exists() else []
        return "Its last words: " + (" / ".join(lines) or "none") + f"\n  Its log: {self.log}"

    def stop(self) -> None:
        """Ask, then insist."""
        if not self.process or self.process.poll() is not None:
            return
        self.process.terminate()
        self.wait(5)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


class Household:
    """Parts in the order of their starting; stopped in the reverse order, whatever happens."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._parts: list[Part] = []

    def add(self, part: Part) -> Part:
        self._parts.append(part)
        return part

    def tend(self) -> None:
        """Bring back what crashed: a hospital's service manager would. Gives up after RESTARTS."""
        for part in self._parts:
            code = part.ended()
            if code is None or part.restarts > RESTARTS:
                continue
            part.restarts += 1
            if part.restarts > RESTARTS:
                self._say(f"The {part.name} keeps ending (exit {code}) and is left alone now. {part.last_words()}")
                continue
            self._say(f"The {part.name} ended by itself (exit {code}); starting it again.")
            part.start()

    def stop(self) -> None:
        for part in reversed(self._parts):
            part.stop()


def _clean_environment() -> dict[str, str]:
    """The demo's programs must never pick up a hospital's real keys or database from the shell."""
    ours = ("STRIPE_", "DATABASE_URL", "HOSPITAL_NAME", "PUBLIC_URL")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}
