"""The token's place: a real keyring library with backends of our own."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as FailKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringLocked, PasswordDeleteError

from pos_app.desktop.keychain import KeyringSecrets
from pos_app.desktop.ports import SecretsUnavailable


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


def test_round_trip(backend: Memory) -> None:
    secrets = KeyringSecrets()
    assert secrets.load("https://a") is None
    secrets.save("https://a", "token")
    assert KeyringSecrets().load("https://a") == "token"
    secrets.forget("https://a")
    secrets.forget("https://a")
    assert secrets.load("https://a") is None


def test_a_locked_keyring_is_unavailable_and_tells_no_detail(backend: Memory) -> None:
    backend.locked = True
    with pytest.raises(SecretsUnavailable) as caught:
        KeyringSecrets().load("https://a")
    assert "someone" not in str(caught.value)


@pytest.mark.parametrize("unfit", [FailKeyring, NullKeyring])
def test_what_keeps_no_secret_is_no_keyring(backend: Memory, unfit: type[KeyringBackend]) -> None:
    keyring.set_keyring(unfit())
    for use in (lambda s: s.load("a"), lambda s: s.save("a", "t"), lambda s: s.forget("a")):
        with pytest.raises(SecretsUnavailable):
            use(KeyringSecrets())


def test_a_plain_file_is_refused(backend: Memory) -> None:
    plain = type("PlaintextKeyring", (Memory,), {"__module__": "keyrings.alt.file"})()
    keyring.set_keyring(plain)
    with pytest.raises(SecretsUnavailable):
        KeyringSecrets().save("a", "t")
    assert plain.kept == {}
