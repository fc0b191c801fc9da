"""What we need of an identity provider, as a protocol, so that nothing but ``oidc`` knows how it is spoken to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Secrets:
    """Of one log-in. ``state`` goes through the browser; ``verifier`` never does."""

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody at a provider: ``subject`` never changes and is nobody else's; ``username`` may be empty."""

    issuer: str
    subject: str
    username: str


class ProviderTrouble(Exception):
    """Nothing was learned from the provider. The message is for the log and holds no secret."""


class ProviderUnreachable(ProviderTrouble):
    """It does not answer, or too slowly, or too much, or says that it is broken."""


class ProviderRefused(ProviderTrouble):
    """It answered what must not be believed, or did not take our code."""


class IdentityProvider(Protocol):
    def address(self, secrets: Secrets) -> str:
        """Where the browser goes, to log in afresh. Raises ProviderTrouble."""
        ...

    def identity(self, code: str, secrets: Secrets, since: datetime, issuer: str | None) -> Identity:
        """Whom ``code`` stands for, who must have logged in after ``since``. ``issuer``: as the browser brought it.

        Raises ProviderTrouble. A code is good for one call.
        """
        ...
