"""API keys: secret, restricted and publishable ones of test mode, and what each may do.

A restricted key carries its permissions in its own name: after the first double underscore come resources, each with
``_read`` or ``_write`` (which includes reading), as in ``rk_test_till__payment_intents_write__refunds_read``; ``all``
stands for every resource.  One without a double underscore may do everything.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from pos_app.sandbox.errors import ApiError
from pos_app.sandbox.forms import Form

_KEY: Final = re.compile(r"(sk|rk|pk)_(test|live)_[A-Za-z0-9_]{1,250}", re.ASCII)
_GRANT: Final = re.compile(r"([a-z_]+)_(read|write)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Key:
    """``grants`` None means everything; else the resources with what may be done to each."""

    publishable: bool = False
    grants: frozenset[tuple[str, str]] | None = None

    def require(self, method: str, template: str) -> None:
        """Raises ApiError 403 where a restricted key may not do this."""
        if self.grants is None:
            return
        resource, verb = resource_of(template), "read" if method == "GET" else "write"
        wanted = [(name, one) for name in (resource, "all") for one in {verb, "write"}]
        if not self.grants.intersection(wanted):
            raise ApiError(
                403,
                "The provided key 'rk_test_****' does not have the required permissions for this endpoint. Having "
                f"the '{resource}_{verb}' permission would allow this request to continue.",
                remembered=False,
            )


def resource_of(template: str) -> str:
    """What a path is about: ``payment_intents``, ``terminal``; a test helper counts as what it helps with."""
    parts = template.removeprefix("/v1/").removeprefix("test_helpers/").split("/")
    return parts[0]


def authenticate(header: str, form: Form, resources: Collection[str]) -> Key:
    """The key of a request. Raises ApiError 401 for none, a live one, or something else."""
    text = _written(header) or (form["key"] if isinstance(form.get("key"), str) else "")
    if not isinstance(text, str) or not text:
        raise ApiError(
            401,
            "You did not provide an API key. You need to provide your API key in the Authorization header, using "
            "Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
            remembered=False,
        )
    found = _KEY.fullmatch(text)
    if not found:
        raise ApiError(401, f"Invalid API Key provided: {text[:3]}****", remembered=False)
    if found[2] == "live":
        raise ApiError(
            401,
            f"Invalid API Key provided: {found[1]}_live_****. This is the sandbox: it takes test keys only.",
            remembered=False,
        )
    if found[1] != "rk" or "__" not in text:
        return Key(publishable=found[1] == "pk")
    return Key(grants=frozenset(_grant(part, resources) for part in text.split("__")[1:]))


def _grant(part: str, resources: Collection[str]) -> tuple[str, str]:
    found = _GRANT.fullmatch(part)
    if not found or (found[1] != "all" and found[1] not in resources):
        raise ApiError(
            401,
            f"Invalid API Key provided: '{part[:40]}' is no permission of a restricted key; one reads like "
            "'payment_intents_write' or 'refunds_read'.",
            remembered=False,
        )
    return found[1], found[2]


def _written(header: str) -> str:
    scheme, _, rest = header.partition(" ")
    rest = rest.strip()
    if scheme.lower() == "bearer":
        return rest
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(rest, validate=True).decode("ascii").partition(":")[0]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""
