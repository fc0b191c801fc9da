"""The session's refresh token in the keyring of the operating system, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, PasswordDeleteError

from pos_app.desktop.ports import SecretsUnavailable
from pos_app.desktop.say import say

SERVICE = "hmis-pos till"
TRUSTED = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)
"""The operating systems' own. Others may be set up for other programs: plain files, nothing at all, a cloud."""


class KeyringSecrets:
    """One token for each person, server and profile folder: two tills of one account never use each other's.

    Every call may hang (a locked wallet asks its user), so only a worker may call.
    """

    def __init__(self, profile: Path, trusted: tuple[str, ...] = TRUSTED) -> None:
        self._service = f"{SERVICE} {profile}"
        self._trusted = trusted

    def load(self, server: str, name: str) -> str | None:
        backend = self._backend()
        try:
            return backend.get_password(self._service, _account(server, name))
        except Exception as error:  # backends raise whatever their platform does
            raise SecretsUnavailable(_name(error)) from error

    def save(self, server: str, name: str, token: str) -> None:
        backend = self._backend()
        try:
            backend.set_password(self._service, _account(server, name), token)
        except Exception as error:  # as above
            raise SecretsUnavailable(_name(error)) from error

    def forget(self, server: str, name: str) -> None:
        backend = self._backend()
        try:
            backend.delete_password(self._service, _account(server, name))
        except PasswordDeleteError:
            return  # there was none
        except Exception as error:  # as above
            raise SecretsUnavailable(_name(error)) from error

    def _backend(self) -> KeyringBackend:
        """The first that is the operating system's own, by itself: a chain would go on to one that is not."""
        try:
            found = keyring.get_keyring()
            chain = getattr(found, "backends", None) or [found]
            fit = [one for one in chain if type(one).__module__ in self._trusted and one.priority > 0]
        except Exception as error:  # as above
            raise SecretsUnavailable(_name(error)) from error
        if not fit or not isinstance(fit[0], KeyringBackend):
            raise SecretsUnavailable(say("this computer has no keyring"))
        return fit[0]


def _account(server: str, name: str) -> str:
    return f"{name} at {server}"


def _name(error: Exception) -> str:
    """The kind of error only: a backend's message might quote what it was given."""
    return say("the keyring is locked or broken") if isinstance(error, KeyringError) else type(error).__name__
