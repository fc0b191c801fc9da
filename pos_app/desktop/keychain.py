"""The session's token in the keyring of the operating system, and nowhere else."""

from __future__ import annotations

import keyring
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringError, PasswordDeleteError

from pos_app.desktop.ports import SecretsUnavailable

SERVICE = "hmis-pos till"


class KeyringSecrets:
    """One token a server. Every call may hang (a locked wallet asks its user), so only a worker may call."""

    def load(self, server: str) -> str | None:
        self._check()
        try:
            return keyring.get_password(SERVICE, server)
        except Exception as error:  # backends raise whatever their platform does
            raise SecretsUnavailable(_name(error)) from error

    def save(self, server: str, token: str) -> None:
        self._check()
        try:
            keyring.set_password(SERVICE, server, token)
        except Exception as error:  # as above
            raise SecretsUnavailable(_name(error)) from error

    def forget(self, server: str) -> None:
        self._check()
        try:
            keyring.delete_password(SERVICE, server)
        except PasswordDeleteError:
            return  # there was none
        except Exception as error:  # as above
            raise SecretsUnavailable(_name(error)) from error

    def _check(self) -> None:
        """Refuse what would not keep the secret, or would keep it in a plain file."""
        try:
            backend = keyring.get_keyring()
        except Exception as error:  # as above
            raise SecretsUnavailable(_name(error)) from error
        used = getattr(backend, "backends", None) or [backend]  # a chain asks several in turn
        plain = any(type(one).__module__.startswith("keyrings.alt") for one in used)  # these write files
        if plain or isinstance(backend, NoKeyring | NullKeyring) or backend.priority <= 0:
            raise SecretsUnavailable("this computer has no keyring")


def _name(error: Exception) -> str:
    """The kind of error only: a backend's message might quote what it was given."""
    return "the keyring is locked or broken" if isinstance(error, KeyringError) else type(error).__name__
