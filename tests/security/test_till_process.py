"""The till as a program and the repository as a whole: no open door, nothing secret in it."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from pos_app.exits import ENVIRONMENT
from pos_app.server.db import Database
from pos_app.server.main import keep_private
from tests.integration.payments.desk import INTENTS, Desk
from tests.integration.server_base.conftest import ENVIRONMENT as SETTINGS
from tests.security.watch import Watch
from tests.support.processes import REPO, Program
from tests.support.waiting import until

LISTENING = "0A"
REAL_SECRET = re.compile(r"(?:(?:sk|rk)_(?:live|test)_[0-9A-Za-z]{24,}|whsec_[0-9A-Za-z+/]{32,}|AKIA[0-9A-Z]{16}"
                         r"|-----BEGIN [A-Z ]*PRIVATE KEY-----)")  # fmt: skip


def listening() -> dict[str, str]:
    """Sockets of this computer that take connections: inode -> local address."""
    found = {}
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            parts = line.split()
            if parts[3] == LISTENING:
                found[parts[9]] = parts[1]
    return found


def open_to_others(folder: Path) -> list[str]:
    """What in a folder, and the folder itself, somebody else may read or change."""
    return [str(one) for one in (folder, *folder.rglob("*")) if one.lstat().st_mode & 0o077 and not one.is_symlink()]


def sockets_of(group: int) -> set[str]:
    """Inodes of the sockets that a process and all it started hold open."""
    found: set[str] = set()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            if process.joinpath("stat").read_text().rpartition(")")[2].split()[2] == str(group):
                for one in process.joinpath("fd").iterdir():
                    with contextlib.suppress(OSError):
                        found |= set(re.findall(r"socket:\[(\d+)\]", str(one.readlink())))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_till_listens_on_no_port(tmp_path: Path) -> None:
    """Row 41. And nobody else on this computer reads what it keeps, though the folder was there, open to all."""
    profile = tmp_path / "profile"
    profile.mkdir(mode=0o755)
    env = {"QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_REMOTE_DEBUGGING": "0"}
    program = Program(["till", "--profile", str(profile), "--server", "http://127.0.0.1:9"], tmp_path, env)
    try:
        until(lambda: (profile / "journal.sqlite").exists() or program.process.poll() is not None, "the window")
        assert program.process.poll() is None, program.errors()
        assert not sockets_of(program.process.pid) & set(listening())
        with socket.create_server(("127.0.0.1", 0)):  # one that is there is seen
            assert sockets_of(os.getpgrp()) & set(listening())
        assert open_to_others(tmp_path / "profile") == []
        limits = Path(f"/proc/{program.process.pid}/limits").read_text()
        assert re.search(r"Max core file size +0 +0 ", limits), "a crash leaves no memory behind, nor its children's"
        assert program.stop() == 0
    finally:
        program.stop()


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="gives a folder away")
def test_somebody_elses_folder_is_no_profile(tmp_path: Path) -> None:
    """They could read and change what the till keeps there, or have it written elsewhere by a link."""
    theirs = tmp_path / "profile"
    theirs.mkdir()
    os.chown(theirs, 65534, 65534)
    for named in (theirs, tmp_path / "link"):
        if named != theirs:
            named.symlink_to(theirs)
        till = ["till", "--profile", str(named), "--server", "http://127.0.0.1:9"]
        program = Program(till, tmp_path, {"QT_QPA_PLATFORM": "offscreen"})
        assert program.process.wait(60) == ENVIRONMENT
        assert "belongs to another user" in program.errors()
    assert list(theirs.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="rights of files as POSIX has them")
def test_the_servers_database_is_its_users_alone(tmp_path: Path) -> None:
    made = tmp_path / "made.sqlite"
    environment = {**SETTINGS, "DATABASE_URL": f"sqlite:///{made}"}
    server = Program(["server", "--port", "0", "--demo"], tmp_path, environment, cold=True)
    try:
        server.addresses("ready")
        files = sorted(tmp_path.glob("made.sqlite*"))
        assert len(files) == 3
        assert [oct(file.stat().st_mode & 0o777) for file in files] == ["0o600"] * 3
    finally:
        assert server.stop() == 0


@pytest.mark.skipif(os.name != "posix", reason="rights of files as POSIX has them")
def test_a_database_of_before_is_closed_to_others(tmp_path: Path) -> None:
    before = tmp_path / "before.sqlite"  # of a version that did not see to it
    before.touch(mode=0o644)
    before.chmod(0o644)
    database = Database(f"sqlite:///{before}")
    keep_private(database)
    database.close()
    assert oct(before.stat().st_mode & 0o777) == "0o640"


def test_a_session_is_no_cookie(desk: Desk, watch: Watch) -> None:
    """Row 41: what a browser sends by itself opens nothing, so no other site can ask in somebody's name."""
    token = desk.till.headers["Authorization"].removeprefix("Bearer ")
    body = desk.body(desk._invoices[0])
    with httpx.Client(base_url=f"{desk.stack.url}/api/v1") as browser:
        login = browser.post("/auth/login", json={"username": "cashier", "password": "sample-cashier"})
        assert "set-cookie" not in login.headers
        for name in ("Authorization", "access_token", "token", "session"):
            headers = {"Cookie": f"{name}={token}", "Origin": "https://evil.example"}
            watch.refused(lambda headers=headers: browser.post(INTENTS, json=body, headers=headers), 401,
                          "not_authenticated", never=(token,))  # fmt: skip
        asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
        watch.refused(lambda: browser.options(INTENTS, headers=asked), 405, "method_not_allowed", audited=False)


def test_no_real_secret_is_in_the_repository() -> None:
    """Row 48: a key of Stripe's has more letters than any that stands in a test."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPO, check=True, capture_output=True).stdout.decode()
    found = []
    for name in filter(None, listed.split("\0")):
        path = REPO / name
        if path.is_file() and path.stat().st_size < 2_000_000:
            found += [f"{name}: {one[:12]}..." for one in REAL_SECRET.findall(path.read_text(errors="ignore"))]
    assert found == []
