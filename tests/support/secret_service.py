"""A D-Bus session of a test's own, and the Secret Services on it: the real one, a locked one, one that hangs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.waiting import until

PASSWORD = "a wallet's password"
NAME = "org.freedesktop.secrets"
OWNED = ["dbus-send", "--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner"]
CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy>
</busconfig>
"""
"""A bus that starts nothing by itself: which Secret Service is there, the test says."""
HANGING = f"""
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import Proxy, open_dbus_connection
connection = open_dbus_connection("SESSION")
Proxy(message_bus, connection).RequestName({NAME!r})
while True:
    connection.receive()
"""


class Bus:
    """``env`` is for programs that are to find it; with a home of their own, so that no wallet of ours is touched."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        socket = folder / "bus"
        home = folder / "home"
        (folder / "run").mkdir(mode=0o700)
        home.mkdir()
        config = folder / "bus.conf"
        config.write_text(CONFIG.format(socket=socket))
        self.env = {
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={socket}",
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "PATH": "/usr/local/bin:/usr/bin:/bin",
        }
        self._programs: list[subprocess.Popen[bytes]] = []
        self._start(["dbus-daemon", "--nofork", f"--config-file={config}"])
        until(socket.exists, "the bus")

    def unlocked(self) -> None:
        """GNOME's keyring, unlocked by its password as a log-in to the desktop does; its wallet is made if need be."""
        self._keyring("--unlock", PASSWORD)

    def locked(self) -> None:
        """The same with its wallet locked, and nobody who could be asked for the password."""
        self._keyring("", "")

    def hanging(self) -> None:
        """Something that has the name and never answers."""
        self._start([sys.executable, "-c", HANGING])
        until(self._there, "the hanging service")

    def end_service(self) -> None:
        service = self._programs.pop()
        service.terminate()
        service.wait(20)
        until(lambda: not self._there(), "the service has gone")

    def close(self) -> None:
        for program in reversed(self._programs):
            program.kill()
            program.wait(20)

    def _keyring(self, option: str, password: str) -> None:
        command = ["gnome-keyring-daemon", "--foreground", "--components=secrets", *([option] if option else [])]
        self._start(command, password.encode())
        until(self._there, "GNOME's keyring")

    def _there(self) -> bool:
        answer = subprocess.run([*OWNED, f"string:{NAME}"], check=False, capture_output=True, env=self.env, timeout=20)
        return b"true" in answer.stdout

    def _start(self, command: list[str], given: bytes = b"") -> None:
        with (self._folder / "programs.log").open("ab") as log:
            program = subprocess.Popen(command, env=self.env, stdin=subprocess.PIPE, stdout=log, stderr=log)
        self._programs.append(program)
        assert program.stdin is not None
        program.stdin.write(given)
        program.stdin.close()


@contextmanager
def running_bus(folder: Path) -> Iterator[Bus]:
    bus = Bus(folder)
    try:
        yield bus
    finally:
        bus.close()
