"""Passwords, kept as argon2id hashes."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Passwords:
    """Makes and checks hashes with OWASP's profile: 19 MiB, two passes, one lane (some 20 ms)."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._nobody = self._hasher.hash("nobody has this password")

    def hash(self, password: str) -> str:
        return self._hasher.hash(password)

    def matches(self, stored: str | None, password: str) -> bool:
        """True if ``password`` is the one that ``stored`` was made of; None (no such person) takes as long."""
        try:
            good = self._hasher.verify(stored or self._nobody, password)
        except (VerificationError, InvalidHashError):
            return False
        return good and stored is not None

    def outdated(self, stored: str) -> bool:
        """True if ``stored`` was made with another profile and should be made anew."""
        return self._hasher.check_needs_rehash(stored)
