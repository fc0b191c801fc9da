"""What time it is, as an object, so that a test can say otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Protocol


def midnight(day: date) -> datetime:
    """When ``day`` begins on the clock of where the server stands, by the offset of that very moment: on the days on
    which clocks are changed it is another than at noon."""
    return datetime.combine(day, time()).astimezone()


class Clock(Protocol):
    def now(self) -> datetime:
        """The time now, in UTC."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)
