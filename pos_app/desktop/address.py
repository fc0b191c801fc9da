"""The server's address as a person types it, and where a pay page may be opened."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from pos_app.desktop.say import say

_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?", re.ASCII)
_PHONE_PATH = r"(?:/[A-Za-z0-9._-]+)*/p/[A-Za-z0-9_-]{43}"
_PAY_PATH = r"/pay/[A-Za-z0-9_-]{8,200}"


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
        raise AddressRefused(say("This is not an address of a server.")) from error
    if parts.username is not None or parts.password is not None:
        raise AddressRefused(say("The address must not hold a name or a password."))
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise AddressRefused(say("Only the server's name is wanted, nothing after it."))
    if ":" in host:
        try:
            host = f"[{ipaddress.IPv6Address(host)}]"
        except ValueError as error:
            raise AddressRefused(say("This is not an address of a server.")) from error
    elif not _HOST.fullmatch(host):
        raise AddressRefused(say("This is not an address of a server."))
    if parts.scheme == "http" and not is_loopback(host.strip("[]")):
        raise AddressRefused(say("Only https is safe to another computer. Plain http is refused."))
    if parts.scheme not in ("http", "https"):
        raise AddressRefused(say("The address has to begin with https."))
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
    if not re.fullmatch(_PAY_PATH, path):
        raise AddressRefused(say("The server named a card form that is not its own."))
    return server + path


def phone_link(server: str, url: str) -> str:
    """The address for the patient's phone: the one the server names, or at our own server if it names no other.

    Raises AddressRefused for what is no link to a payment.
    """
    refused = AddressRefused(say("The server named a link that is none."))
    try:
        parts, own = urlsplit(url), urlsplit(server)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise refused from None
    if not host or parts.scheme not in ("http", "https") or parts.username or not re.fullmatch(_PHONE_PATH, parts.path):
        raise refused
    if host == own.hostname:
        return server + parts.path  # a proxy before the server may have made another scheme or port of it
    return f"{parts.scheme}://{parts.netloc}{parts.path}"


def page_address(url: str) -> str:
    """An address that the computer's browser may be sent to: https, or this very computer.

    Raises AddressRefused for anything else: what opens an address may also start a program.
    """
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError as error:
        raise AddressRefused(say("This is not an address of a page.")) from error
    fine = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    if not fine or not host or parts.username is not None or not url.isascii() or not url.isprintable():
        raise AddressRefused(say("This is not an address of a page."))
    return url
