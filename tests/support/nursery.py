"""Starts the product's programs by forking a process that has already loaded them.

Loading the server takes 1.5 s of processor, and the suite starts it hundreds of times. A program started here is a
process of its own all the same, in a session of its own, with its own environment and files: only the modules are there
already. ``python -m tests.support.nursery`` is that process; ``Nursery`` is the end that the tests hold.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import gc
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

LOADED = (
    "pos_app.server.main",
    "pos_app.sandbox.main",
    "pos_app.server.audit.verify",
    "pos_app.server.imports.main",
    "pos_app.server.ledger.verify",
    "pos_app.server.people.main",
    # what those load when they start
    "pos_app.server.migrations.steps",
    "fastapi.telemetry._runtime",
    "netrc",
    "pydantic.v1",
    "stripe._client_options",
    "stripe._event_notification_handler",
    "stripe._oauth_service",
    "stripe._stripe_client",
    "stripe._v1_services",
    "stripe._v2_services",
    "stripe.v2.core",
    "uvicorn.lifespan.on",
    "uvicorn.loops.asyncio",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
    "uvicorn.protocols.websockets.auto",
)
POSSIBLE = sys.platform == "linux"
_LONGEST = 1 << 20
_PR_SET_PDEATHSIG = 1


class Forked:
    """What the tests use of ``subprocess.Popen``, for a process that is the nursery's child."""

    def __init__(self, args: list[str], pid: int, ended: int) -> None:
        """``ended``: where the nursery writes how it ended; closed by this object."""
        self.args = args
        self.pid = pid
        self.returncode: int | None = None
        self._ended = ended

    def poll(self) -> int | None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """``timeout`` in seconds. Raises TimeoutExpired after that."""
        if self.returncode is None:
            if not select.select([self._ended], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(self.args, timeout or 0)
            told = os.read(self._ended, 32)
            os.close(self._ended)
            if not told:
                raise AssertionError("the process that starts the programs has gone")
            self.returncode = int(told)
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def __del__(self) -> None:
        if self.returncode is None:
            with contextlib.suppress(OSError):
                os.close(self._ended)


class Nursery:
    """The process that has the programs loaded. It ends with whoever holds this."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.nursery", str(theirs.fileno())],
                cwd=Path(__file__).resolve().parents[2],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def start(
        self, args: list[str], cwd: Path, env: Mapping[str, str], out: Path, err: Path, typed: Path | None = None
    ) -> Forked:
        """``pos-app`` with these arguments; its stdout and stderr go into these files, stdin comes from ``typed``."""
        told, tell = os.pipe()
        try:
            files = {"in": str(typed or os.devnull), "out": str(out), "err": str(err)}
            order = {"args": args, "cwd": str(cwd), "env": dict(env), **files}
            socket.send_fds(self._socket, [json.dumps(order).encode()], [tell])
        finally:
            os.close(tell)
        answer = self._socket.recv(64)
        if not answer:
            os.close(told)
            raise AssertionError(f"the process that starts the programs has gone: {self._process.wait(10)}")
        return Forked(args, int(answer), told)

    def close(self) -> None:
        self._socket.close()
        self._process.wait(30)


class _Child(Exception):
    def __init__(self, order: dict[str, object]) -> None:
        super().__init__()
        self.order = order


def _serve(orders: socket.socket) -> None:
    """Fork for each order, and tell how each child ends; _Child is raised in the children."""
    news, tell = os.pipe()
    os.set_blocking(tell, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(tell, warn_on_full_buffer=False)
    running: dict[int, int] = {}
    while True:
        ready = select.select([orders, news], [], [])[0]
        if news in ready:
            os.read(news, 4096)
        while running:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                break
            _tell(running.pop(pid), str(os.waitstatus_to_exitcode(status)))
        if orders not in ready:
            continue
        text, files, _, _ = socket.recv_fds(orders, _LONGEST, 1)
        if not text:
            return
        pid = os.fork()
        if not pid:
            _end_with_parent()
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()  # before anybody knows its number: whoever does may signal the session
            orders.send(str(os.getpid()).encode())
            orders.close()
            for one in (news, tell, *files, *running.values()):
                os.close(one)
            raise _Child(json.loads(text))
        running[pid] = files[0]


def _end_with_parent() -> None:
    """A run that is killed leaves no programs behind: the nursery ends with the run, and its children with it."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _tell(file: int, code: str) -> None:
    with contextlib.suppress(BrokenPipeError):
        os.write(file, code.encode())
    os.close(file)


def _become(order: dict[str, object]) -> None:
    """Be what ``python -m pos_app`` would be with these arguments."""
    os.environ.clear()
    os.environ.update(order["env"])  # type: ignore[call-overload]
    time.tzset()
    os.chdir(str(order["cwd"]))
    written = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    for number, name, way in ((0, "in", os.O_RDONLY), (1, "out", written), (2, "err", written)):
        file = os.open(str(order[name]), way, 0o600)
        os.dup2(file, number)
        os.close(file)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(line_buffering=True, write_through=True)  # type: ignore[union-attr]
    faulthandler.enable()
    sys.argv = ["pos_app", *order["args"]]  # type: ignore[misc]
    runpy.run_module("pos_app", run_name="__main__", alter_sys=True)


def main() -> None:
    orders = socket.socket(fileno=int(sys.argv[1]))
    for name in LOADED:
        import_module(name)
    gc.collect()
    gc.freeze()  # what is never looked at again stays shared by all
    try:
        _serve(orders)
    except _Child as child:
        order = child.order
    else:
        return
    _become(order)


if __name__ == "__main__":
    main()
