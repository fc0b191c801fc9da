"""Identifiers that look like Stripe's: a prefix and random letters and digits."""

from __future__ import annotations

import secrets
import string
from typing import Final

_ALPHABET: Final = (string.ascii_letters + string.digits).encode()
_BY_BYTE: Final = bytes(_ALPHABET[byte % len(_ALPHABET)] for byte in range(256))
"""A character for each byte. Eight come up five times in 256 and not four: 24 of them are no easier to guess for it."""


def new(prefix: str, length: int = 24) -> str:
    """As ``pi_3fK...``: ``prefix``, an underscore, ``length`` random characters."""
    return f"{prefix}_{random_text(length)}"


def random_text(length: int) -> str:
    # one call for all: an operation makes a dozen ids, and choosing each character cost half of a payment's time
    return secrets.token_bytes(length).translate(_BY_BYTE).decode("ascii")


def client_secret(ident: str) -> str:
    """What lets a browser act on one intent and on nothing else."""
    return f"{ident}_secret_{random_text(25)}"
