"""Whom the till believes to be its server: the computer's own authorities, and the hospital's own where it has one."""

from __future__ import annotations

import os
import ssl
from pathlib import Path

MAX_BYTES = 512 * 1024


class AuthorityRefused(ValueError):
    """The file can't say whom to believe; the message is a sentence."""


def read_authority(path: Path) -> str:
    """The certificates (PEM) of a hospital's own authority. Raises AuthorityRefused."""
    try:
        facts = path.stat()
        text = path.read_text(encoding="ascii") if facts.st_size <= MAX_BYTES else ""
    except OSError as error:
        raise AuthorityRefused(f"{path} can't be read ({error.strerror}).") from error
    except UnicodeDecodeError:
        text = ""
    if os.name == "posix" and facts.st_mode & 0o022:
        raise AuthorityRefused(f"Others than its owner may change {path}, and so whom this till believes.")
    try:
        alone = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        alone.load_verify_locations(cadata=text)
        if not alone.get_ca_certs():
            raise ValueError(text)  # such as a server's own certificate, which vouches for nobody
    except (ssl.SSLError, ValueError) as error:
        raise AuthorityRefused(f"{path} does not hold the certificate of an authority, as text (PEM).") from error
    return text


def context(authority: str = "") -> ssl.SSLContext:
    """For the till's calls. Whatever does not check is refused: there is no way to go on all the same."""
    found = ssl.create_default_context()
    if authority:
        found.load_verify_locations(cadata=authority)
    return found
