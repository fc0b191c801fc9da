"""The token's place: a real keyring library with backends of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as FailKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringLocked, PasswordDeleteError

from pos_app.desktop.keychain import KeyringSecrets
from pos_app.desktop.ports import SecretsUnavailable

PROFILE = Path("/home/cashier/till")
SERVER, NAME = "https://a", "cashier"


class Memory(KeyringBackend):
    priority = 5  # type: ignore[assignment]  # keyring declares it as a class property

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("the wallet of someone is locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError("not there")
        del self.kept[service, username]


@pytest.fixture
def backend() -> Iterator[Memory]:
    before = keyring.get_keyring()
    memory = Memory()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


def secrets(profile: Path = PROFILE) -> KeyringSecrets:
    return KeyringSecrets(profile, trusted=(Memory.__module__,))


def test_round_trip(backend: Memory) -> None:
    kept = secrets()
    assert kept.load(SERVER, NAME) is None
    kept.save(SERVER, NAME, "token")
    assert secrets().load(SERVER, NAME) == "token"
    kept.forget(SERVER, NAME)
    kept.forget(SERVER, NAME)
    assert kept.load(SERVER, NAME) is None


@pytest.mark.parametrize(
    ("server", "name", "profile"),
    [("https://b", NAME, PROFILE), (SERVER, "supervisor", PROFILE), (SERVER, NAME, Path("/home/cashier/other"))],
)
def test_somebody_elses_is_neither_used_nor_deleted(backend: Memory, server: str, name: str, profile: Path) -> None:
    secrets(profile).save(server, name, "theirs")
    assert secrets().load(SERVER, NAME) is None
    secrets().save(SERVER, NAME, "ours")
    secrets().forget(SERVER, NAME)
    assert secrets(profile).load(server, name) == "theirs"


def test_a_locked_keyring_is_unavailable_and_tells_no_detail(backend: Memory) -> None:
    backend.locked = True
    with pytest.raises(SecretsUnavailable) as caught:
        secrets().load(SERVER, NAME)
    assert "someone" not in str(caught.value)


@pytest.mark.parametrize("unfit", [FailKeyring, NullKeyring])
def test_what_keeps_no_secret_is_no_keyring(backend: Memory, unfit: type[KeyringBackend]) -> None:
    keyring.set_keyring(unfit())
    kept = KeyringSecrets(PROFILE)
    for use in (lambda: kept.load("a", "n"), lambda: kept.save("a", "n", "t"), lambda: kept.forget("a", "n")):
        with pytest.raises(SecretsUnavailable):
            use()


def plain_file() -> Memory:
    found = type("PlaintextKeyring", (Memory,), {"__module__": "keyrings.alt.file"})()
    assert isinstance(found, Memory)
    return found


@pytest.mark.parametrize("module", ["keyrings.alt.file", "somebody.vault", "tests.unit.desktop.test_keychain"])
def test_only_the_operating_systems_own_is_trusted(backend: Memory, module: str) -> None:
    other = type("Other", (Memory,), {"__module__": module})()
    keyring.set_keyring(other)
    with pytest.raises(SecretsUnavailable):
        KeyringSecrets(PROFILE).save("a", "n", "t")
    assert other.kept == {}


def test_of_a_chain_only_the_trusted_one_is_asked(backend: Memory) -> None:
    plain = plain_file()

    class Chain(ChainerBackend):
        backends = (plain, backend)  # type: ignore[assignment]  # keyring computes it from what is installed

    keyring.set_keyring(Chain())
    secrets().save(SERVER, NAME, "token")
    assert plain.kept == {}
    assert secrets().load(SERVER, NAME) == "token"
    backend.locked = True
    with pytest.raises(SecretsUnavailable):
        secrets().load(SERVER, NAME)
