"""Identifiers that look like Stripe's: a prefix and random letters and digits."""

from __future__ import annotations

import secrets
import string
from typing import Final

_ALPHABET: Final = string.ascii_letters + string.digits


def new(prefix: str, length: int = 24) -> str:
    """As ``pi_3fK...``: ``prefix``, an underscore, ``length`` random characters."""
    return f"{prefix}_{random_text(length)}"


def random_text(length: int) -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def client_secret(ident: str) -> str:
    """What lets a browser act on one intent and on nothing else."""
    return f"{ident}_secret_{random_text(25)}"
