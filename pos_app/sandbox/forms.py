"""Stripe's bracketed forms: ``a[b][0]=1&expand[]=x`` -> ``{"a": {"b": {"0": "1"}}, "expand": {"0": "x"}}``.

Lists stay hashes of numbers here: only the parameter's declared type says whether ``metadata[0]`` is a key or a place
in a list, so the checker of parameters settles that.
"""

from __future__ import annotations

from typing import Final, TypeAlias
from urllib.parse import unquote_plus

from pos_app.sandbox.errors import invalid

Form: TypeAlias = dict[str, "str | Form"]

MAX_PAIRS: Final = 2_000
MAX_DEPTH: Final = 12
"""Deeper than any parameter Stripe has; keeps a hostile body from nesting without end."""


def decode(raw: bytes) -> Form:
    """Decode a body or a query string. Raises ApiError 400 for what can't be read without guessing."""
    root: Form = {}
    if not raw:
        return root
    pairs = raw.split(b"&")
    if len(pairs) > MAX_PAIRS:
        raise invalid("Too many parameters.")
    for pair in pairs:
        if not pair:
            continue
        name, _, value = pair.partition(b"=")
        _put(root, _text(name), _text(value))
    return root


def _text(raw: bytes) -> str:
    try:
        return unquote_plus(raw.decode("utf-8"), errors="strict")
    except UnicodeDecodeError as error:
        raise invalid("Invalid UTF-8 in the request.") from error


def _put(root: Form, key: str, value: str) -> None:
    parts = _parts(key)
    node = root
    for depth, part in enumerate(parts):
        name = part if part or depth == 0 else str(len(node))
        if depth == len(parts) - 1:
            if isinstance(node.get(name), dict):
                raise invalid(f"Invalid parameter: {_short(key)} is both a value and a hash.", param=_short(key))
            node[name] = value
            return
        deeper = node.setdefault(name, {})
        if isinstance(deeper, str):
            raise invalid(f"Invalid parameter: {_short(key)} is both a value and a hash.", param=_short(key))
        node = deeper


def _parts(key: str) -> list[str]:
    head, bracket, rest = key.partition("[")
    if not bracket:
        return [key]
    if not rest.endswith("]"):
        raise invalid(f"Invalid parameter name: {_short(key)}", param=_short(key))
    parts = [head, *rest[:-1].split("][")]
    if len(parts) > MAX_DEPTH:
        raise invalid(f"Invalid parameter: {_short(key)} is nested too deeply.", param=_short(key))
    return parts


def _short(key: str) -> str:
    return key if len(key) <= 100 else key[:100] + "..."
