"""How many requests a second the account may make."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from pos_app.sandbox.errors import ApiError


class RateLimit:
    """At most ``most`` requests in any second; None sets no limit."""

    def __init__(self, most: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._taken: deque[float] = deque()

    def take(self) -> None:
        """Count one request. Raises ApiError 429 for one too many, which is not counted."""
        if self._most is None:
            return
        now = self._clock()
        while self._taken and self._taken[0] <= now - 1.0:
            self._taken.popleft()
        if len(self._taken) >= self._most:
            raise ApiError(
                429,
                "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.",
                code="rate_limit",
                remembered=False,
            )
        self._taken.append(now)
