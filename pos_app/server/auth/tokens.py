"""Opaque tokens of 256 bits, of which the database keeps only the SHA-256.

A refresh token is ``FAMILY.SECRET``. The first part stays for the whole session, so that a token of long ago still
leads to its session, though nothing of it is kept. The next pair is derived from the secret and a key of the client's:
the same exchange, asked again because its answer was lost, has the same answer, in whatever order the two arrive.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field

SEPARATOR = "."


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Pair:
    """An access token, and the secret half of the refresh token that renews it."""

    access: str = field(repr=False)
    secret: str = field(repr=False)

    @classmethod
    def fresh(cls) -> Pair:
        return cls(secrets.token_urlsafe(32), secrets.token_urlsafe(32))

    @classmethod
    def after(cls, secret: str, key: str | None) -> Pair:
        """What ``secret`` is exchanged for under ``key``; without one nobody can ask for the same again."""
        drawn = key or secrets.token_urlsafe(32)
        return cls(_derived(secret, "access", drawn), _derived(secret, "refresh", drawn))


@dataclass(frozen=True, slots=True)
class RefreshToken:
    family: str = field(repr=False)
    secret: str = field(repr=False)

    @classmethod
    def read(cls, text: str) -> RefreshToken | None:
        """None for what can't be one."""
        family, _, secret = text.partition(SEPARATOR)
        return cls(family, secret) if family and secret and text.isascii() else None

    def __str__(self) -> str:
        return f"{self.family}{SEPARATOR}{self.secret}"


def new_family() -> str:
    return secrets.token_urlsafe(16)


def _derived(secret: str, purpose: str, key: str) -> str:
    found = hmac.new(secret.encode(), f"{purpose}|{key}".encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(found).decode().rstrip("=")
