"""Secrets from files: NAME_FILE names the file that holds what NAME would.

What stands in a process's environment can be read in /proc by its user and by root for as long as it runs, and is
handed on to its children; a file need not be.  A file that others may read is no secret and is refused.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, MutableMapping
from pathlib import Path

from pos_app.exits import CONFIGURATION, Stop

SUFFIX = "_FILE"
MAX_BYTES = 8192


def take(environ: MutableMapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """What the files of ``names`` hold, by name, for those that are set to come from one.

    Raises Stop(CONFIGURATION) for a name that is set both ways, and for a file that can't be used.
    """
    given = {name.upper(): value for name, value in environ.items()}
    found = {}
    for name in names:
        path = given.get(name + SUFFIX, "")
        if not path:
            continue
        if given.get(name, ""):
            raise Stop(f"{name} and {name}{SUFFIX} are both set.", "Keep the file, unset the other.", CONFIGURATION)
        found[name] = _read(name + SUFFIX, Path(path))
    return found


def remove(environ: MutableMapping[str, str], names: Iterable[str]) -> list[str]:
    """Take ``names``, however they are written, out of ``environ``. Those that were there."""
    wanted = {name.upper() for name in names}
    there = sorted(name for name in environ if name.upper() in wanted)
    for name in there:
        del environ[name]
    return there


def _read(setting: str, path: Path) -> str:
    try:
        with os.fdopen(
            os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb"
        ) as file:  # a pipe must not hang us
            facts = os.fstat(file.fileno())  # of what was opened, not of what stands there by now
            _check(setting, path, facts)
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Stop(f"{setting}: {path} can't be read ({error.strerror}).", "", CONFIGURATION) from None
    try:
        text = raw.decode().strip()
    except UnicodeDecodeError:
        text = ""
    if not text or len(raw) > MAX_BYTES or not text.isprintable():
        raise Stop(f"{setting}: {path} does not hold one line of text.", "Write the secret alone there.", CONFIGURATION)
    return text


def _check(setting: str, path: Path, facts: os.stat_result) -> None:
    if not stat.S_ISREG(facts.st_mode):
        raise Stop(f"{setting}: {path} is not a file.", "", CONFIGURATION)
    if os.name != "posix":
        return
    if facts.st_mode & 0o077:
        raise Stop(
            f"{setting}: others than its owner may use {path} (its mode is {stat.S_IMODE(facts.st_mode):04o}).",
            f"Say 'chmod 600 {path}', and replace the secret if others had the time to read it.",
            CONFIGURATION,
        )
    if facts.st_uid not in (0, os.geteuid()):
        raise Stop(f"{setting}: {path} belongs to another user.", "Give it to the server's own user.", CONFIGURATION)
