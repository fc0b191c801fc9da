"""The server's address as a person types it, and where a pay page may be opened."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?", re.ASCII)
_PAY_PATH = re.compile(r"/pay/[A-Za-z0-9_-]{8,200}", re.ASCII)


class AddressRefused(ValueError):
    """The address can't be used; the message is a sentence for the cashier."""


def is_loopback(host: str) -> bool:
    """True for this very computer, which is the only place plain http is good enough for."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def server_address(text: str) -> str:
    """The origin ("https://billing.larkfield.example") meant by ``text``; https when no scheme is given.

    Raises AddressRefused for plain http to another computer, other schemes, names and passwords, paths.
    """
    text = text.strip()
    if "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        port, host = parts.port, parts.hostname or ""
    except ValueError as error:
        raise AddressRefused("This is not an address of a server.") from error
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("The address must not hold a name or a password.")
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise AddressRefused("Only the server's name is wanted, nothing after it.")
    if ":" in host:
        try:
            host = f"[{ipaddress.IPv6Address(host)}]"
        except ValueError as error:
            raise AddressRefused("This is not an address of a server.") from error
    elif not _HOST.fullmatch(host):
        raise AddressRefused("This is not an address of a server.")
    if parts.scheme == "http" and not is_loopback(host.strip("[]")):
        raise AddressRefused("Only https is safe to another computer. Plain http is refused.")
    if parts.scheme not in ("http", "https"):
        raise AddressRefused("The address has to begin with https.")
    return f"{parts.scheme}://{host.lower()}" + (f":{port}" if port is not None else "")


def short_address(server: str) -> str:
    """As people say it: without the scheme."""
    return server.split("://", 1)[-1]


def pay_page(server: str, pay_url: str) -> str:
    """The pay page at our own server: only the path of ``pay_url`` counts, so that no answer leads elsewhere.

    Raises AddressRefused when the path is not that of a pay page.
    """
    try:
        path = urlsplit(pay_url).path
    except ValueError:
        path = ""
    if not _PAY_PATH.fullmatch(path):
        raise AddressRefused("The server named a card form that is not its own.")
    return server + path
