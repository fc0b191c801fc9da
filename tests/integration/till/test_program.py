"""``pos-app till`` as a program: how it starts, refuses to, and ends."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import pytest

from pos_app.exits import CONFIGURATION, ENVIRONMENT, USAGE
from tests.support.processes import REPO, Program, free_port
from tests.support.waiting import until

NOWHERE = "http://127.0.0.1:9"
HEAVY = ("httpx", "pydantic", "ssl", "pos_app.desktop.till", "pos_app.desktop.views.work", "stripe", "fastapi",
         "sqlalchemy", "alembic", "typst", "keyring", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets",
         "PySide6.QtPdf", "PySide6.QtPrintSupport")  # fmt: skip


def till(*args: str, **env: str | None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **env}
    clean = {name: value for name, value in environment.items() if value is not None}
    command = [sys.executable, "-m", "pos_app", "till", *args]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60, cwd=REPO, env=clean)


@contextmanager
def running(
    folder: Path, profile: Path, *args: str, env: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Program]:
    """A till whose window has been shown: it opens its journal after that."""
    program = Program(["till", "--profile", str(profile), "--server", NOWHERE, *args], folder,
                      {"QT_QPA_PLATFORM": "offscreen", **env})  # fmt: skip
    try:
        until(lambda: (profile / "journal.sqlite").exists() or program.process.poll() is not None, "the window")
        assert program.process.poll() is None, program.errors()
        yield program
    finally:
        if program.process.poll() is None:
            program.kill()


def test_help_has_an_example() -> None:
    answer = till("--help")
    assert answer.returncode == 0
    assert "example: pos-app till --server" in answer.stdout
    assert "--smoke" not in answer.stdout


def test_no_screen(tmp_path: Path) -> None:
    answer = till("--profile", str(tmp_path), DISPLAY=None, WAYLAND_DISPLAY=None, QT_QPA_PLATFORM=None)
    assert answer.returncode == ENVIRONMENT
    assert "there is no screen here" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["--server", "http://billing.larkfield.example"], CONFIGURATION, "Only https is safe"),
        (["--server", "javascript:alert(1)"], CONFIGURATION, "can't be the server"),
        (["--locale", "xx-nowhere"], CONFIGURATION, "there is no locale"),
        (["--theme", "neon"], USAGE, "invalid choice"),
        (["--sample-people", "/nowhere/people.json"], ENVIRONMENT, "can't be read"),
        (["--sample-people", str(REPO / "pyproject.toml")], CONFIGURATION, "does not hold sample people"),
        (["--profile", "/dev/null/x"], ENVIRONMENT, "can't be written"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(tmp_path: Path, args: list[str], code: int, words: str) -> None:
    answer = till("--profile", str(tmp_path), *args)
    assert answer.returncode == code, answer.stderr
    assert words in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("deep", [False, True], ids=["usual path", "path too long for a socket"])
def test_a_second_till_in_a_profile_shows_the_first_and_ends_well(tmp_path: Path, deep: bool) -> None:
    profile = tmp_path / "/".join(["a folder of some length"] * 5 if deep else ["profile"])
    profile.parent.mkdir(parents=True, exist_ok=True)
    with running(tmp_path, profile) as program:
        second = till("--profile", str(profile), "--server", NOWHERE)
        assert second.returncode == 0, second.stderr
        assert "brought to the front" in second.stdout
        assert program.process.poll() is None
        assert program.stop() == 0, program.errors()
    assert "Traceback" not in program.errors()


def test_a_till_that_hangs_is_not_opened_twice(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    with running(tmp_path, profile) as program:
        program.process.send_signal(signal.SIGSTOP)
        second = till("--profile", str(profile), "--server", NOWHERE)
        program.process.send_signal(signal.SIGCONT)
        assert second.returncode == ENVIRONMENT
        assert "does not answer" in second.stderr
        assert program.stop() == 0, program.errors()


def test_it_listens_in_the_file_system_only(tmp_path: Path) -> None:
    """Abuse 41: no port of any kind; and what comes through the socket is two words or nothing."""
    profile = tmp_path / "profile"
    with running(tmp_path, profile) as program:
        place = profile / "till.socket"
        until(place.exists, "the socket")
        assert place.stat().st_mode & 0o077 == 0
        own = {str(fd.readlink()) for fd in Path(f"/proc/{program.process.pid}/fd").iterdir() if fd.is_symlink()}
        for kind in ("tcp", "tcp6", "udp", "udp6"):
            for line in Path(f"/proc/net/{kind}").read_text().splitlines()[1:]:
                fields = line.split()
                listens = kind.startswith("udp") or fields[3] == "0A"
                assert not (listens and f"socket:[{fields[9]}]" in own), line
        for junk in (b"GET / HTTP/1.1\r\n\r\n", b"\0" * 100_000, b"shew\n"):
            with socket.socket(socket.AF_UNIX) as one:
                one.settimeout(20)
                one.connect(str(place))
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    one.sendall(junk)
                    assert one.recv(100) == b""
        assert till("--profile", str(profile), "--server", NOWHERE).returncode == 0
        assert program.stop() == 0, program.errors()


def test_a_profile_is_free_again_after_a_kill(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    with running(tmp_path, profile) as first:
        first.kill()
    (profile / "journal.sqlite").unlink()
    with running(tmp_path, profile) as second:
        assert second.stop() == 0


def test_a_damaged_journal_keeps_the_till_from_nothing_but_charging(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / "journal.sqlite").write_bytes(b"damaged" * 1000)
    program = Program(
        ["till", "--profile", str(profile), "--server", NOWHERE], tmp_path, {"QT_QPA_PLATFORM": "offscreen"}
    )
    try:
        log = profile / "till.log"
        until(lambda: log.exists() and "journal can't be" in log.read_text(), "the log's word about the journal")
        assert program.stop() == 0, program.errors()
    finally:
        program.stop()


def test_what_is_heavy_is_not_loaded_at_the_start() -> None:
    code = f"import sys, json, pos_app.desktop.main; print(json.dumps([m for m in {HEAVY!r} if m in sys.modules]))"
    answer = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=REPO)
    assert json.loads(answer.stdout) == []


def test_no_debugging_port_is_opened(tmp_path: Path) -> None:
    """Environment that would open the card form to a debugger does nothing."""
    port = free_port()
    code = (
        "import os; from pos_app.desktop.views import environment; environment.prepare();"
        "print({k: v for k, v in os.environ.items() if k.startswith('QTWEBENGINE')})"
    )
    env = {**os.environ, "QTWEBENGINE_REMOTE_DEBUGGING": str(port),
           "QTWEBENGINE_CHROMIUM_FLAGS": f"--remote-debugging-port={port} --lang=en"}  # fmt: skip
    answer = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=REPO, env=env)
    assert str(port) not in answer.stdout
    assert "--lang=en" in answer.stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the browser without its sandbox")
def test_root_is_told_about_the_sandbox(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    with running(tmp_path, profile) as program:
        program.stop()
    assert program.errors().count("without its sandbox") == 1


SERVERS = {
    "STRIPE_SECRET_KEY": "sk_live_hush1",
    "stripe_webhook_secret": "whsec_hush2",
    "DATABASE_URL": "postgresql://till:hush3@db.example/hmis",
    "DATABASE_URL_FILE": "/run/secrets/hush4",
    "SOMEBODYS_OWN": "key=rk_live_hush5",
}


def environments(program: Program) -> str:
    """What /proc says of the environment of the till and of all that it started."""
    group, found = str(program.process.pid), ""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            if folder.joinpath("stat").read_text().rpartition(")")[2].split()[2] == group:
                found += folder.joinpath("environ").read_text(errors="replace")
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_till_keeps_no_secret_of_the_servers(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    with running(tmp_path, profile, env=SERVERS) as program:
        seen = environments(program)
        assert "QT_QPA_PLATFORM" in seen
        assert "hush" not in seen
        assert program.stop() == 0
    said = program.errors()
    assert said.count("left DATABASE_URL, DATABASE_URL_FILE, SOMEBODYS_OWN, STRIPE_SECRET_KEY, stripe_webhook_secret "
                      "out of its environment") == 1  # fmt: skip
    assert "hush" not in said
    for path in profile.rglob("*"):
        assert not path.is_file() or b"hush" not in path.read_bytes()
