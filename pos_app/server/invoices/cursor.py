"""The place in a list where the next page begins."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime

from pos_app.server.errors import ApiError
from pos_app.wire.problems import Code

MAX_LENGTH = 256


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page: rows after it are older, or as old with a smaller id."""

    service_date: datetime
    id: str

    def __str__(self) -> str:
        plain = f"1|{self.service_date.astimezone(UTC).isoformat()}|{self.id}"
        return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> Cursor:
        """Raises ApiError ``cursor_invalid``."""
        try:
            if len(text) > MAX_LENGTH:
                raise ValueError("too long")
            plain = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode()
            version, moment, ident = plain.split("|", 2)
            found = cls(datetime.fromisoformat(moment), ident)
            if version != "1" or found.service_date.tzinfo is None or not 0 < len(ident) <= 64 or "\0" in ident:
                raise ValueError("not one of ours")
            if str(found) != text:
                raise ValueError("not as we write it")
        except (ValueError, OverflowError, binascii.Error):
            raise ApiError(Code.CURSOR_INVALID, 400, "This list has no such place. Begin at its first page.") from None
        return found
