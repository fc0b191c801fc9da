"""A virtual screen of a process's own: windows of tests that run side by side would take each other's keyboard."""

from __future__ import annotations

import atexit
import os
import subprocess


def take_own_screen() -> None:
    """Start one as large as the suite's, and have what is opened from now on appear there."""
    told, tell = os.pipe()
    command = ["Xvfb", "-displayfd", str(tell), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[tell], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(tell)
    with os.fdopen(told) as answer:
        number = answer.readline().strip()
    if not number:
        raise AssertionError(f"Xvfb did not start: exit {process.wait(10)}")

    def end() -> None:
        process.terminate()
        process.wait(10)

    atexit.register(end)
    os.environ["DISPLAY"] = f":{number}"
