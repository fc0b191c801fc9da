"""The place in a list where the next page begins."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pos_app.server.errors import ApiError
from pos_app.wire.invoices import ListSort
from pos_app.wire.problems import Code

MAX_LENGTH = 256
_NAMES = {sort: "1" if sort is ListSort.NEWEST else sort.value for sort in ListSort}
"""The usual order had no name when there was no other, and a till may hold such a place over an upgrade."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page: rows after it are older (or newer, or owe less, or more), or are its equals with a
    smaller (or greater) id. ``value``: its service's date, or what is due in minor units."""

    value: datetime | int
    id: str
    sort: ListSort = ListSort.NEWEST

    @classmethod
    def after(cls, row: Any, sort: ListSort) -> Cursor:
        """The place behind ``row``, of the list's statement."""
        return cls(row.due_minor if sort.by_due else row.service_date, row.id, sort)

    @property
    def moment(self) -> datetime:
        """The value, in a list by date."""
        assert isinstance(self.value, datetime), self.sort
        return self.value

    def __str__(self) -> str:
        value = self.value.astimezone(UTC).isoformat() if isinstance(self.value, datetime) else str(self.value)
        return base64.urlsafe_b64encode(f"{_NAMES[self.sort]}|{value}|{self.id}".encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str, sort: ListSort = ListSort.NEWEST) -> Cursor:
        """Raises ApiError ``cursor_invalid``, also for a place in a list of another order."""
        try:
            if len(text) > MAX_LENGTH:
                raise ValueError("too long")
            plain = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode()
            name, value, ident = plain.split("|", 2)
            found = cls(_due(value) if sort.by_due else _moment(value), ident, sort)
            if name != _NAMES[sort] or not 0 < len(ident) <= 64 or "\0" in ident:
                raise ValueError("not one of ours")
            if str(found) != text:
                raise ValueError("not as we write it")
        except (ValueError, OverflowError, binascii.Error):
            raise ApiError(Code.CURSOR_INVALID, 400, "This list has no such place. Begin at its first page.") from None
        return found


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("no zone")
    return found


def _due(text: str) -> int:
    found = int(text)
    if not 0 <= found < 1 << 63:
        raise ValueError("no amount that the database holds")
    return found
