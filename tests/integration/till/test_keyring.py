"""The refresh token in a real keyring under a real D-Bus, and in keyrings that are missing, locked or hanging.

Each till here is a process of its own, whose window nobody looks at: these run beside the others.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.processes import REPO, running_stack
from tests.support.secret_service import Bus, running_bus

NO_KEYRING = "This computer has no safe place for the session: you’ll be asked at each start."
LIST = """
import secretstorage, json
found = [(item.get_attributes(), item.get_secret().decode()) for item in
         secretstorage.get_default_collection(secretstorage.dbus_init()).get_all_items()]
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("hospital")
    with running_stack(folder, f"sqlite:///{folder / 'hmis.sqlite'}") as stack:
        yield stack.url


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[Bus]:
    folder = tmp_path / "desktop"
    folder.mkdir()
    with running_bus(folder) as found:
        yield found


class Computer:
    """One whose tills are started on ``bus``, or without any."""

    def __init__(self, server: str, profile: Path, bus: Bus | None) -> None:
        self._server, self._profile = server, profile
        outer = {name: value for name, value in os.environ.items() if name != "DBUS_SESSION_BUS_ADDRESS"}
        self._env = {**outer, **(bus.env if bus else {})}

    def till(self, errand: str, profile: Path | None = None, server: str = "") -> dict[str, Any]:
        command = [sys.executable, "-m", "tests.end2end.errands", errand, server or self._server]
        answer = subprocess.run([*command, str(profile or self._profile)], check=False, capture_output=True, text=True,
                                timeout=120, cwd=REPO, env=self._env)  # fmt: skip
        assert answer.returncode == 0, answer.stderr[-4000:]
        found = json.loads(answer.stdout.splitlines()[-1])
        assert isinstance(found, dict)
        return found

    def kept(self) -> list[tuple[dict[str, str], str]]:
        """All that the keyring holds: attributes and secret of each."""
        answer = subprocess.run([sys.executable, "-c", LIST], check=True, capture_output=True, text=True, timeout=60,
                                env=self._env)  # fmt: skip
        return [(dict(attributes), secret) for attributes, secret in json.loads(answer.stdout)]


@pytest.fixture
def computer(server: str, bus: Bus, tmp_path: Path) -> Computer:
    return Computer(server, tmp_path / "profile", bus)


def plain_text(folder: Path, secret: str) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and secret.encode() in file.read_bytes()]


def test_a_session_outlasts_the_till_and_its_token_is_in_the_keyring_alone(
    computer: Computer, bus: Bus, server: str, tmp_path: Path
) -> None:
    bus.unlocked()
    assert computer.till("enter")["screen"] == "invoices"
    (attributes, first), *others = computer.kept()
    assert not others, "the refresh token and nothing else"
    assert attributes["username"] == f"cashier at {server}"
    assert str(tmp_path / "profile") in attributes["service"]
    assert plain_text(tmp_path, first) == []
    assert computer.till("return")["screen"] == "invoices"
    ((_, second),) = computer.kept()
    assert second != first, "it is exchanged at each start"
    assert computer.till("log_out")["screen"] == "login"
    assert computer.kept() == []
    assert computer.till("return")["screen"] == "login"


def test_what_is_another_tills_is_neither_used_nor_deleted(
    computer: Computer, bus: Bus, server: str, tmp_path: Path
) -> None:
    bus.unlocked()
    other = tmp_path / "other till"
    assert computer.till("enter", other)["screen"] == "invoices"
    theirs = computer.kept()
    assert computer.till("return")["screen"] == "login", "another profile's"
    # the same profile, as if another person had been here last, and then another server been chosen
    settings = other / "till.ini"
    mine = settings.read_text()
    settings.write_text(mine.replace("last_name=cashier", "last_name=supervisor"))
    assert computer.till("return", other)["screen"] == "login", "another person's"
    settings.write_text(mine)
    elsewhere = server.replace("127.0.0.1", "localhost")
    assert computer.till("return", other, elsewhere)["screen"] == "login", "another server's"
    assert computer.till("log_out")["screen"] == "login"
    assert computer.kept() == theirs
    assert computer.till("return", other)["screen"] == "invoices"


def test_a_missing_keyring_asks_each_time(server: str, tmp_path: Path) -> None:
    computer = Computer(server, tmp_path / "profile", None)
    assert computer.till("enter") == {"screen": "invoices", "notice": NO_KEYRING, "keyring": False}
    assert computer.till("return")["screen"] == "login"


def test_a_locked_keyring_asks_each_time(computer: Computer, bus: Bus) -> None:
    bus.unlocked()
    computer.till("enter")
    kept = computer.kept()
    bus.end_service()
    bus.locked()
    found = computer.till("return")
    assert (found["screen"], found["keyring"], found["notice"]) == ("login", False, NO_KEYRING)
    assert computer.till("enter")["screen"] == "invoices"
    bus.end_service()
    bus.unlocked()
    assert computer.kept() == kept, "what is locked in is as it was"


def test_a_hanging_keyring_holds_up_nothing(computer: Computer, bus: Bus) -> None:
    bus.hanging()
    assert computer.till("enter") == {"screen": "invoices", "notice": NO_KEYRING, "keyring": False}
    assert computer.till("return") == {"screen": "login", "notice": NO_KEYRING, "keyring": False}
    assert computer.till("log_out")["screen"] == "login"
