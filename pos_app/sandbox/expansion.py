"""``expand``: an id in the answer is replaced by its object, four levels deep at most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pos_app.sandbox.errors import Json, invalid
from pos_app.sandbox.lists import listing
from pos_app.sandbox.work import Work

MAX_DEPTH: Final = 4
_INCLUDED: Final = {
    "charge": {"refunds": "/v1/charges/{id}/refunds"},
    "customer": {
        "sources": "/v1/customers/{id}/sources",
        "subscriptions": "/v1/customers/{id}/subscriptions",
        "tax_ids": "/v1/customers/{id}/tax_ids",
    },
}
"""Lists that are left out unless asked for."""

Table = Mapping[str, Mapping[str, Sequence[str]]]
"""Object -> path of a field -> objects it may hold; none for a hash that is always there."""


class Expansion:
    """Knows which fields of which object can be expanded."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def check(self, kind: str, params: Json) -> list[list[str]]:
        """The paths asked for, split. Raises ApiError 400 for one that leads nowhere."""
        wanted = params.get("expand")
        if not isinstance(wanted, list):
            return []
        paths = []
        for place, text in enumerate(wanted):
            parts = str(text).split(".")
            if not self._leads(kind, parts, 0):
                raise invalid(
                    f"This property cannot be expanded ({str(text)[:100]}). You may want to try expanding "
                    "'data' first if this is a list.",
                    param=f"expand[{place}]",
                )
            paths.append(parts)
        return paths

    def _leads(self, kind: str, parts: list[str], depth: int) -> bool:
        if depth >= MAX_DEPTH:
            raise invalid("You cannot expand more than 4 levels of a property.", param="expand")
        if kind.startswith("list:"):
            return parts[0] == "data" and (len(parts) == 1 or self._leads(kind[5:], parts[1:], depth))
        if parts[0] in _INCLUDED.get(kind, {}):
            return len(parts) == 1 or (parts[0] == "refunds" and self._leads("list:refund", parts[1:], depth + 1))
        field, rest = self._field(kind, parts)
        if field is None:
            return False
        if not rest:
            return True
        return any(self._leads(target, rest, depth + 1) for target in self._table[kind][field])

    def _field(self, kind: str, parts: list[str]) -> tuple[str | None, list[str]]:
        """The longest beginning of the path that is a field of ``kind``."""
        fields = self._table.get(kind, {})
        for length in range(min(3, len(parts)), 0, -1):
            name = ".".join(parts[:length])
            if name in fields:
                return name, parts[length:]
        return None, parts

    def apply(self, work: Work, obj: Any, paths: list[list[str]]) -> Any:
        for path in paths:
            obj = self._put(work, obj, path)
        return obj

    def _put(self, work: Work, value: Any, path: list[str]) -> Any:
        if isinstance(value, list):
            return [self._put(work, item, path) for item in value]
        if isinstance(value, str):
            value = self._fetch(work, value)
        if not path or not isinstance(value, dict):
            return value
        name, rest = path[0], path[1:]
        out = dict(value)
        url = _INCLUDED.get(str(value.get("object")), {}).get(name)
        if url and name not in out:
            found = work.all("refund", charge=value["id"])[:10] if name == "refunds" else []
            out[name] = listing(found, url.format(id=value["id"]))
        if name in out:
            out[name] = self._put(work, out[name], rest)
        return out

    @staticmethod
    def _fetch(work: Work, ident: str) -> Any:
        found = work.find(ident)
        if found is not None:
            return found
        if work.store.is_deleted(ident) and work.store.kind(ident) == "customer":
            return {"id": ident, "object": "customer", "deleted": True}
        return ident
