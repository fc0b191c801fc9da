"""Debian's Chromium without a window, spoken to over two pipes in the DevTools protocol."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

PATH = Path("/usr/bin/chromium")
PATIENCE = 30.0
FLAGS = [
    *("--headless", "--remote-debugging-pipe", "--no-first-run", "--disable-quic", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-gpu", "--disable-dev-shm-usage"),
]
# Chromium reads commands from descriptor 3 and answers on 4; a child's descriptors are arranged in the child.
AS_3_AND_4 = (
    "import os, sys; r, w = map(int, sys.argv[1:3]); os.dup2(r, 3); os.dup2(w, 4); os.execv(sys.argv[3], sys.argv[3:])"
)
TAB = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
SHIFT = {"key": "Shift", "code": "ShiftLeft", "windowsVirtualKeyCode": 16}


class Chromium:
    """One page of a browser of its own. Waits end in AssertionError, never in silence."""

    def __init__(self, profile: Path) -> None:
        self._read, self._write, process_ends = _pipes()
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses to sandbox what root runs
        self._log = profile.with_suffix(".log")
        command = [str(PATH), *FLAGS, *as_root, f"--user-data-dir={profile}", "about:blank"]
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", AS_3_AND_4, *map(str, process_ends), *command],
                pass_fds=process_ends,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        for end in process_ends:
            os.close(end)
        self._buffer = b""
        self._last_id = 0
        self._session: str | None = None
        self.contexts: dict[int, str] = {}
        self.console: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Runtime", "Log", "Page"):
            self.call(f"{domain}.enable")

    def close(self) -> None:
        self._session = None
        with contextlib.suppress(OSError, AssertionError):
            self.call("Browser.close")
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
        os.close(self._read)
        os.close(self._write)

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """The result of a DevTools command for the page, or for the browser before there is one."""
        self._last_id += 1
        message: dict[str, Any] = {"id": self._last_id, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        _write_all(self._write, json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + PATIENCE
        while True:
            answer = self._next(deadline)
            if answer.get("id") == self._last_id:
                assert "error" not in answer, f"{method}: {answer['error']}"
                found: dict[str, Any] = answer["result"]
                return found
            self._heard(answer.get("method", ""), answer.get("params", {}))

    def open(self, url: str) -> None:
        self.call("Page.navigate", url=url)

    def js(self, code: str, context: int | None = None) -> Any:
        """The value of an expression, awaited if it is a promise; ``context`` is a frame's, else the page's."""
        where = {} if context is None else {"contextId": context}
        answer = self.call("Runtime.evaluate", expression=code, returnByValue=True, awaitPromise=True, **where)
        assert "exceptionDetails" not in answer, f"{code}: {answer['exceptionDetails']}"
        return answer["result"].get("value")

    def wait(self, true: Callable[[], Any], what: str) -> Any:
        deadline = time.monotonic() + PATIENCE
        while not (found := true()):
            assert time.monotonic() < deadline, f"waited for {what}; console {self.console}"
            select.select([self._read], [], [], 0.02)  # until there is news, or a moment has passed
        return found

    def wait_js(self, code: str, context: int | None = None) -> Any:
        return self.wait(lambda: self.js(code, context), code)

    def frame(self, origin: str, path: str) -> int:
        """The context of the frame that shows this path of this origin."""

        def shows(context: int) -> bool:
            return self.contexts.get(context) == origin and self.js("location.pathname", context) == path

        found: int = self.wait(lambda: next(filter(shows, list(self.contexts)), None), f"a frame at {path}")
        return found

    def press(self, key: dict[str, Any]) -> None:
        for kind in ("keyDown" if "text" in key else "rawKeyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, **key)

    def type(self, digits: str) -> None:
        for digit in digits:
            self.press({"key": digit, "text": digit, "code": f"Digit{digit}", "windowsVirtualKeyCode": ord(digit)})

    def _heard(self, event: str, params: dict[str, Any]) -> None:
        if event == "Runtime.executionContextCreated":
            self.contexts[params["context"]["id"]] = params["context"]["origin"]
        elif event == "Runtime.executionContextDestroyed":
            self.contexts.pop(params["executionContextId"], None)
        elif event == "Runtime.executionContextsCleared":
            self.contexts.clear()
        elif event == "Runtime.consoleAPICalled":
            words = [str(part.get("value", part.get("description", ""))) for part in params["args"]]
            self.console.append(f"{params['type']}: {' '.join(words)}")
        elif event == "Log.entryAdded":
            self.console.append(f"{params['entry']['level']}: {params['entry']['text']}")
        elif event == "Runtime.exceptionThrown":
            self.console.append(f"exception: {params['exceptionDetails']}")

    def _next(self, deadline: float) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], max(0.0, deadline - time.monotonic()))
            more = os.read(self._read, 65_536) if ready else b""
            assert more, f"Chromium said nothing:\n{self._log.read_text(errors='replace')[-4000:]}"
            self._buffer += more
        message, _, self._buffer = self._buffer.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Chromium]:
    browser = Chromium(folder / "profile")
    try:
        yield browser
    finally:
        browser.close()


def _pipes() -> tuple[int, int, tuple[int, int]]:
    """Our reading end, our writing end, and the child's two, which must not be 3 or 4 themselves."""
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()
    moved = tuple(fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (theirs_in, theirs_out))
    os.close(theirs_in)
    os.close(theirs_out)
    return ours_in, ours_out, (moved[0], moved[1])


def _write_all(end: int, data: bytes) -> None:
    while data:
        data = data[os.write(end, data) :]
