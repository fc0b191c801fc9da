"""Walking through a long list of the processor's: span by span, the oldest first, so that nothing of it is too long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final, TypeVar

from pos_app.server.gateway.errors import ProcessorUnknown

WIDEST: Final = timedelta(days=7)
NARROWEST: Final = timedelta(seconds=1)
TOO_LONG: Final = "list_too_long"

T = TypeVar("T")


def walk(
    ask: Callable[[datetime, datetime], Iterable[T]], start: datetime, end: datetime
) -> Iterator[tuple[datetime, list[T]]]:
    """What each span holds, with the moment at which the span ends. ``ask`` gets the beginning and the end of one.

    A span that holds more than the processor lists at once is halved.  Raises what ``ask`` raises.
    """
    width = WIDEST
    while start < end:
        until = min(start + width, end)
        try:
            found = list(ask(start, until))
        except ProcessorUnknown as error:
            if error.code != TOO_LONG or until - start <= NARROWEST:
                raise
            # whole seconds: the processor counts in them, and what fell between two spans would be lost
            width = timedelta(seconds=max(1, int((until - start).total_seconds()) // 2))
            continue
        yield until, found
        start = until
