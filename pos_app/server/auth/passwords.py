"""Passwords, kept as argon2id hashes."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from pos_app.server.auth.password_rules import normalised

NO_PASSWORD = ""
"""What is kept of an account that is logged into at the identity provider alone."""


class Passwords:
    """Makes and checks hashes with OWASP's profile: 19 MiB, two passes, one lane (some 20 ms)."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._nobody = self._hasher.hash("nobody has this password")

    def hash(self, password: str) -> str:
        return self._hasher.hash(normalised(password))

    def matches(self, stored: str | None, password: str) -> bool:
        """True if ``password`` is the one that ``stored`` was made of.

        None (no such person) takes as long, and so does ``NO_PASSWORD``: neither matches anything.
        """
        try:
            good = self._hasher.verify(stored or self._nobody, normalised(password))
        except (VerificationError, InvalidHashError):
            return False
        return good and bool(stored)

    def outdated(self, stored: str) -> bool:
        """True if ``stored`` was made with another profile and should be made anew."""
        return self._hasher.check_needs_rehash(stored)
