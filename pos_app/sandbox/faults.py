"""Faults on demand: what the control port asked to go wrong, for which requests, how often."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from typing import Any, Final

from pos_app.sandbox.errors import ApiError, Json

DOINGS: Final = frozenset(
    [
        "drop_before",
        "drop_after",
        "error_before",
        "error_after",
        "delay",
        "delay_after",
        "half_after",
        "html_before",
        "html_after",
        "processing",
        "refund_requires_action",
    ],
)
MAX_SECONDS: Final = 365 * 24 * 3600


@dataclass(slots=True)
class Fault:
    """``on`` is a method and a path or a template, ``*`` standing for anything; ``times`` counts down."""

    on: str
    do: str
    times: int = 1
    status: int = 500
    seconds: float = 1.0
    code: str | None = None
    remembered: bool | None = None
    """Does the idempotency key keep the error? None: yes after the side effect, no before it."""

    def suits(self, method: str, path: str, template: str) -> bool:
        return any(
            name == self.on or fnmatchcase(name, self.on.replace("[", "[[]"))
            for name in (f"{method} {path}", f"{method} {template}")
        )

    @property
    def kept(self) -> bool:
        return self.do == "error_after" if self.remembered is None else self.remembered

    def error(self) -> ApiError:
        """The answer of an ``error_*`` fault."""
        if self.status == 429:
            code = self.code or "rate_limit"
            text = {
                "lock_timeout": "This object cannot be accessed right now because another API request or Stripe "
                "process is currently accessing it.",
            }.get(code, "Request rate limit exceeded.")
            return ApiError(429, text, code=code, remembered=self.kept)
        if self.status == 409:
            return ApiError(
                409, "Another request with this key is in progress.", kind="idempotency_error", remembered=False
            )
        if self.status < 500:
            return ApiError(self.status, "A fault was asked for.", code=self.code, remembered=self.kept)
        return ApiError(
            self.status,
            "An unknown error occurred.",
            kind="api_error",
            code=self.code,
            remembered=self.kept,
        )


class Faults:
    """The plan, in the order it was given."""

    def __init__(self) -> None:
        self._plan: list[Fault] = []
        self._cleared = asyncio.Event()

    def add(self, given: Json) -> Fault:
        """Raises ApiError 400 for what is no fault."""
        fault = parse(given)
        self._plan.append(fault)
        return fault

    def clear(self) -> None:
        """No more faults; requests that are being delayed go on at once."""
        self._plan.clear()
        self._cleared.set()
        self._cleared = asyncio.Event()

    async def wait(self, seconds: float) -> None:
        """A delay, ended early by ``clear``."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._cleared.wait(), seconds)

    def take(self, method: str, path: str, template: str) -> Fault | None:
        """The first fault for this request; it counts as used."""
        for fault in self._plan:
            if fault.suits(method, path, template):
                fault.times -= 1
                if fault.times <= 0:
                    self._plan.remove(fault)
                return fault
        return None

    def listed(self) -> list[dict[str, Any]]:
        return [asdict(fault) for fault in self._plan]


def parse(given: Json) -> Fault:
    known = Fault.__dataclass_fields__
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise ApiError(400, f"A fault has no '{unknown[0]}'; it takes {', '.join(known)}.")
    if given.get("do") not in DOINGS:
        raise ApiError(400, f"'do' is one of {', '.join(sorted(DOINGS))}.")
    if not isinstance(given.get("on"), str):
        raise ApiError(400, "'on' is a method and a path, as in 'POST /v1/payment_intents'.")
    for name, lowest, highest in (("times", 1, 10**9), ("status", 400, 599), ("seconds", 0, MAX_SECONDS)):
        value = given.get(name, lowest)
        if isinstance(value, bool) or not isinstance(value, int | float) or not lowest <= value <= highest:
            raise ApiError(400, f"'{name}' is a number from {lowest} to {highest}.")
    for name in ("times", "status"):
        if not isinstance(given.get(name, 1), int):
            raise ApiError(400, f"'{name}' is a whole number.")
    if not isinstance(given.get("code", ""), str | None) or not isinstance(given.get("remembered"), bool | None):
        raise ApiError(400, "'code' is a text and 'remembered' true or false.")
    return Fault(**given)
