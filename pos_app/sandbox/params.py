"""Checks a request's parameters against the table of what each operation takes, and gives them their types.

The table ``parameters.json`` holds names, types and allowed values of the operations of API 2026-10-28.endive, reduced
from the OpenAPI description that Stripe publishes under the MIT licence (github.com/stripe/openapi).  Its types:

``"string"``, ``"integer"``, ``"number"``, ``"boolean"``, ``"any"``; ``{"max": n}`` a string of at most n characters;
``{"one": [...]}`` one of; ``{"list": T}``; ``{"map": T}`` free keys; ``{"hash": {name: T}, "required": [...]}``;
``{"any": [T, ...]}``; ``{"is": name}`` a type of the table's ``types``.
``expandable`` says which fields of which object hold ids of which others.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

from pos_app.sandbox.errors import ApiError, Json, invalid
from pos_app.sandbox.forms import Form

Type = Any  # a node of the table: a word or a hash, as described above

PATH: Final = Path(__file__).with_name("parameters.json")
BROWSER_ONLY: Final = frozenset(
    [
        "client_secret",
        "key",
        "payment_user_agent",
        "guid",
        "muid",
        "sid",
        "referrer",
        "time_on_page",
        "_stripe_version",
    ],
)
"""What Stripe.js sends beside the published parameters; taken with a publishable key only."""

PRIVATE: Final[dict[str, Json]] = {
    "GET /v1/elements/sessions": {"hash": {"customer_session_client_secret": "string"}},
    "POST /v1/elements/payment_methods/{id}/detach": {
        "hash": {"customer_session_client_secret": "string"},
        "required": ["customer_session_client_secret"],
    },
}
"""Between Stripe.js and the sandbox alone; Stripe publishes nothing of the kind."""

_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,30}", re.ASCII)
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,30}(\.[0-9]{1,12})?", re.ASCII)
_MAX_METADATA_KEYS: Final = 50
_MAX_METADATA_KEY: Final = 40
_MAX_METADATA_VALUE: Final = 500


class Parameters:
    """The table, read once."""

    def __init__(self, path: Path = PATH) -> None:
        table = json.loads(path.read_text("utf-8"))
        self.version: str = table["version"]
        self._operations: dict[str, Json] = {**table["operations"], **PRIVATE}
        self._types: dict[str, Type] = table["types"]
        self.expandable: dict[str, dict[str, list[str]]] = table["expandable"]

    def operations(self) -> list[str]:
        """The published ones, as ``"POST /v1/payment_intents/{id}/confirm"``."""
        return [name for name in self._operations if name not in PRIVATE]

    def check(self, operation: str, form: Form, publishable: bool = False) -> Json:
        """The parameters with their types. Raises ApiError 400 with the code and parameter that Stripe names."""
        extra: Json = {}
        if publishable:
            form, extra = self._browser(form)
        kind = self._operations[operation]
        if "hash" not in kind:
            kind = {"hash": {}, **kind}
        params: Json = self._hash(form, kind, "")
        _check_metadata(params)
        return {**params, **extra}

    def _browser(self, form: Form) -> tuple[Form, Json]:
        """Take out what only Stripe.js may send: its own names, and the card itself."""
        extra: Json = {}
        rest: Form = {}
        for name, value in form.items():
            if name in BROWSER_ONLY:
                extra[name] = value if isinstance(value, str) else ""
            elif name == "payment_method_data" and isinstance(value, dict):
                extra[name] = self._payment_method_data(value)
            else:
                rest[name] = value
        return rest, extra

    def _payment_method_data(self, form: Form) -> Json:
        known = {name: value for name, value in form.items() if name not in BROWSER_ONLY}
        data: Json = self._hash(known, self._operations["POST /v1/payment_methods"], "payment_method_data")
        return data

    def _resolve(self, kind: Type) -> Type:
        while isinstance(kind, dict) and "is" in kind:
            kind = self._types[kind["is"]]
        return kind

    def _value(self, value: str | Form, kind: Type, at: str) -> Any:
        kind = self._resolve(kind)
        if kind == "any":
            return value
        if isinstance(kind, str):
            return _scalar(value, kind, at)
        if "any" in kind:
            return self._either(value, kind["any"], at)
        if "one" in kind:
            return _one(value, kind["one"], at)
        if "max" in kind:
            return _bounded(value, kind["max"], at)
        if "list" in kind:
            return self._list(value, kind["list"], at)
        if "map" in kind:
            return self._map(value, kind["map"], at)
        return self._hash(value, kind, at)

    def _either(self, value: str | Form, kinds: list[Type], at: str) -> Any:
        first: ApiError | None = None
        for kind in sorted(kinds, key=lambda k: k == "string"):  # text last: everything is text
            try:
                return self._value(value, kind, at)
            except ApiError as error:
                # of a hash given to a choice, the complaint worth hearing is the one from inside it
                if first is None or (isinstance(value, dict) and error.error.get("param") != at):
                    first = error
        if first is None:
            raise invalid(f"Invalid {at}", param=at)
        raise first

    def _list(self, value: str | Form, kind: Type, at: str) -> list[Any] | str:
        if value == "":
            return ""
        if not isinstance(value, dict) or not all(_place(key) for key in value):
            raise invalid("Invalid array", param=at)
        items = sorted(value.items(), key=lambda item: int(item[0]))
        return [self._value(item, kind, f"{at}[{place}]") for place, (_, item) in enumerate(items)]

    def _map(self, value: str | Form, kind: Type, at: str) -> Json | str:
        if value == "":
            return ""
        if not isinstance(value, dict):
            raise invalid("Invalid hash", param=at)
        return {name: self._value(item, kind, f"{at}[{name}]") for name, item in value.items()}

    def _hash(self, value: str | Form, kind: Type, at: str) -> Any:
        if not isinstance(value, dict):
            # an empty text unsets a hash only where the table says so, by a choice of the two
            raise invalid("Invalid object", param=at)
        names: dict[str, Type] = kind["hash"]
        out: Json = {}
        for name, item in value.items():
            where = f"{at}[{name}]" if at else name
            if name in names:
                out[name] = self._value(item, names[name], where)
            elif "more" in kind:
                out[name] = self._value(item, kind["more"], where)
            else:
                shown = where if len(where) <= 100 else where[:100] + "..."
                raise invalid(f"Received unknown parameter: {shown}", param=shown, code="parameter_unknown")
        for name in kind.get("required", ()):
            if name not in out:
                where = f"{at}[{name}]" if at else name
                raise invalid(f"Missing required param: {where}.", param=where, code="parameter_missing")
            if out[name] == "" and not at:
                raise empty(name)
        return out


def empty(at: str) -> ApiError:
    return invalid(
        f"You passed an empty string for '{at}'. We assume empty values are an attempt to unset a parameter; "
        f"however '{at}' cannot be unset. You should remove '{at}' from your request or supply a non-empty value.",
        param=at,
        code="parameter_invalid_empty",
    )


def _place(key: str) -> bool:
    return key.isascii() and key.isdigit() and len(key) < 6


def _scalar(value: str | Form, kind: str, at: str) -> Any:
    if not isinstance(value, str):
        raise invalid(f"Invalid {kind}", param=at)
    if kind == "string":
        return value
    if value == "":
        raise empty(at)
    if kind == "integer":
        if not _INTEGER.fullmatch(value):
            raise invalid(f"Invalid integer: {value[:50]}", param=at, code="parameter_invalid_integer")
        return int(value)
    if kind == "number":
        if not _NUMBER.fullmatch(value):
            raise invalid(f"Invalid decimal: {value[:50]}", param=at)
        return float(value)
    if value not in ("true", "false"):
        raise invalid(f"Invalid boolean: {value[:50]}", param=at)
    return value == "true"


def _one(value: str | Form, allowed: list[str], at: str) -> str:
    if isinstance(value, str) and value in allowed:
        return value
    if value == "":
        raise empty(at)
    words = ", ".join(allowed[:-1]) + f" or {allowed[-1]}" if len(allowed) > 1 else allowed[0] or "empty"
    raise invalid(f"Invalid {at}: must be one of {words}", param=at)


def _bounded(value: str | Form, limit: int, at: str) -> str:
    if not isinstance(value, str):
        raise invalid("Invalid string", param=at)
    if len(value) > limit:
        raise invalid(
            f"Invalid string: {value[:10]}...; must be at most {limit} characters",
            param=at,
        )
    return value


def _check_metadata(params: Json) -> None:
    metadata = params.get("metadata")
    if not isinstance(metadata, dict):
        return
    if len(metadata) > _MAX_METADATA_KEYS:
        raise invalid("You may only specify up to 50 keys.", param="metadata")
    for name, value in metadata.items():
        if len(name) > _MAX_METADATA_KEY:
            raise invalid("Metadata keys can be up to 40 characters long.", param="metadata")
        if len(str(value)) > _MAX_METADATA_VALUE:
            raise invalid("Metadata values can be up to 500 characters long.", param=f"metadata[{name}]")
