"""Tokens of the pay page: whoever has one may pay one attempt, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import timedelta
from typing import Final

LIFETIME: Final = timedelta(hours=4)
"""The page is open as long as its attempt at most; this bounds a link that was left lying about."""


class PayTokens:
    """Derived from a key of the server and the attempt, so that the same request can be given the same answer.

    The database keeps only the hash.
    """

    def __init__(self, secret: str) -> None:
        self._key = hmac.digest(secret.encode(), b"hmis-pos pay page", "sha256")

    def token(self, attempt_id: str) -> str:
        """256 bits in 43 characters that need no quoting in a URL."""
        made = hmac.digest(self._key, attempt_id.encode(), "sha256")
        return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def token_hash(token: str) -> str:
    """What is stored and looked up."""
    return hashlib.sha256(token.encode()).hexdigest()
