"""Fields of what the processor sent, taken only where they are what they should be.

``None`` and "not there" are the same.  Everything raises ProcessorUnknown("half_answer") for a field of another kind:
an answer that is odd in one place is not believed in the others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final, TypeGuard

from pos_app.server.gateway.errors import ProcessorUnknown
from pos_app.server.gateway.snapshots import EPOCH

Data = Mapping[str, Any]
_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,255}", re.ASCII)
_CURRENCY: Final = re.compile(r"[a-z]{3}", re.ASCII)
_MOST: Final = 10**12
"""Minor units. The processor takes twelve digits at most; more is a mistake, and would not fit into the books."""
_LAST_SECOND: Final = 253_402_300_799
"""The end of the year 9999, the last that a datetime knows."""


def half_answer() -> ProcessorUnknown:
    return ProcessorUnknown("half_answer", "Stripe's answer could not be read.")


def is_id(value: object) -> bool:
    """Whether it may be put into an address, and into the books, as an id."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def an(kind: str, data: object) -> Data:
    """``data`` as an object of that kind."""
    if not isinstance(data, Mapping) or data.get("object") != kind:
        raise half_answer()
    return data


def part(data: Data, name: str) -> Data:
    """A hash within; empty where there is none."""
    found = data.get(name)
    if found is None:
        return {}
    if not isinstance(found, Mapping):
        raise half_answer()
    return found


def needed_id(data: Data, name: str = "id") -> str:
    found = optional_id(data, name)
    if not found:
        raise half_answer()
    return found


def optional_id(data: Data, name: str) -> str:
    """An id, or that of an object put in its place; empty where there is none."""
    found = data.get(name)
    if isinstance(found, Mapping):
        found = found.get("id")
        if found is None:
            raise half_answer()
    if found is None:
        return ""
    if not is_id(found):
        raise half_answer()
    return str(found)


def word(data: Data, name: str) -> str:
    """A word of an enumeration; never empty."""
    found = text(data, name, 64)
    if not found:
        raise half_answer()
    return found


def text(data: Data, name: str, most: int = 255) -> str:
    """Text without what no database takes; at most ``most`` characters of it."""
    found = data.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise half_answer()
    found = found[:most]
    return found if found.isprintable() else "".join(c for c in found if c.isprintable())


def amount(data: Data, name: str = "amount") -> int:
    """Minor units, with a sign."""
    found = data.get(name)
    if isinstance(found, bool) or not isinstance(found, int) or not -_MOST < found < _MOST:
        raise half_answer()
    return found


def currency(data: Data) -> str:
    found = data.get("currency")
    if not isinstance(found, str) or not _CURRENCY.fullmatch(found):
        raise half_answer()
    return found


def flag(data: Data, name: str) -> bool:
    found = data.get(name)
    if not isinstance(found, bool):
        raise half_answer()
    return found


def moment(data: Data, name: str = "created") -> datetime:
    """A point in time; ``EPOCH`` where there is none."""
    return optional_moment(data, name) or EPOCH


def optional_moment(data: Data, name: str) -> datetime | None:
    found = data.get(name)
    if found is None:
        return None
    if not _is_moment(found):
        raise half_answer()
    return datetime.fromtimestamp(found, UTC)


def likely_moment(value: object) -> datetime:
    """For a time that nothing depends on: ``EPOCH`` where it is none."""
    return datetime.fromtimestamp(value, UTC) if _is_moment(value) else EPOCH


def _is_moment(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LAST_SECOND


def items(data: Data, name: str) -> list[Any]:
    """A list within; empty where there is none."""
    found = data.get(name)
    if found is None:
        return []
    if not isinstance(found, list):
        raise half_answer()
    return found
