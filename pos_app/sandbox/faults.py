"""Faults on demand: what the control port asked to go wrong, for which requests, how often."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from fnmatch import fnmatchcase
from typing import Any, Final

from pos_app.sandbox.cards import DECLINES, Decline
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
        "decline",
        "webhook_before_answer",
    ],
)
_OF_THE_API: Final = frozenset(["processing", "refund_requires_action", "decline", "webhook_before_answer"])
"""What only an operation of the API can suffer; a page or a script passes such a fault by."""
MAX_SECONDS: Final = 365 * 24 * 3600
MAX_SEED: Final = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exact."""


@dataclass(slots=True, eq=False)
class Fault:
    """``on`` is a method and a path or a template, ``*`` standing for anything.

    The fault acts from the ``nth`` such request on, for ``times`` of them (counted down); with a ``chance``, each of
    these is hit with that many percent. ``seen`` counts the requests that suited.
    """

    on: str
    do: str
    times: int = 1
    status: int = 500
    seconds: float = 1.0
    code: str | None = None
    decline_code: str | None = None
    nth: int = 1
    chance: int | None = None
    remembered: bool | None = None
    """Does the idempotency key keep the error? None: yes after the side effect, no before it."""
    seen: int = field(default=0, init=False)

    def suits(self, method: str, path: str, template: str) -> bool:
        return any(
            name == self.on or fnmatchcase(name, self.on.replace("[", "[[]"))
            for name in (f"{method} {path}", f"{method} {template}")
        )

    @property
    def kept(self) -> bool:
        return self.do == "error_after" if self.remembered is None else self.remembered

    def decline(self) -> Decline:
        """The issuer's no of a ``decline`` fault, in the words of the test card with the same code, if there is one."""
        code = self.code or "card_declined"
        decline_code = self.decline_code or ("generic_decline" if code == "card_declined" else None)
        known = DECLINES.get(decline_code or code, DECLINES["generic_decline"])
        return Decline(code, decline_code, known.message, known.advice)

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
    """The plan, in the order it was given. The same ``seed`` and the same requests lead to the same faults."""

    def __init__(self) -> None:
        self._plan: list[Fault] = []
        self._cleared = asyncio.Event()
        self.reseed(random.SystemRandom().randint(0, MAX_SEED))

    def reseed(self, seed: int) -> None:
        """Begin the row of random numbers of this seed."""
        self.seed = seed
        self._dice = random.Random(seed)  # noqa: S311  # to be repeated, not to be secret

    def extend(self, faults: Iterable[Fault]) -> None:
        self._plan.extend(faults)

    def add(self, given: Json) -> Fault:
        """Raises ApiError 400 for what is no fault."""
        fault = parse(given)
        self._plan.append(fault)
        return fault

    def clear(self) -> None:
        """No more faults; requests that are being delayed go on at once. The seed stays."""
        self._plan.clear()
        self._cleared.set()
        self._cleared = asyncio.Event()

    async def wait(self, seconds: float) -> None:
        """A delay, ended early by ``clear``."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._cleared.wait(), seconds)

    def take(self, method: str, path: str, template: str, *, page: bool = False) -> Fault | None:
        """The first fault that hits this request; ``page`` says that it asks for no operation of the API.

        Every fault that suits counts the request for its ``nth``; ``times`` goes down where its turn came, hit or not.
        """
        suiting = [
            fault
            for fault in self._plan
            if fault.suits(method, path, template) and not (page and fault.do in _OF_THE_API)
        ]
        for fault in suiting:
            fault.seen += 1
        for fault in suiting:
            if fault.seen < fault.nth:
                continue
            fault.times -= 1
            if fault.times <= 0:
                self._plan.remove(fault)
            if fault.chance is None or self._dice.randrange(100) < fault.chance:
                return fault
        return None

    def listed(self) -> list[dict[str, Any]]:
        return [asdict(fault) for fault in self._plan]


def parse(given: Json) -> Fault:
    known = [one.name for one in fields(Fault) if one.init]
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise ApiError(400, f"A fault has no '{unknown[0]}'; it takes {', '.join(known)}.")
    if given.get("do") not in DOINGS:
        raise ApiError(400, f"'do' is one of {', '.join(sorted(DOINGS))}.")
    if not isinstance(given.get("on"), str):
        raise ApiError(400, "'on' is a method and a path, as in 'POST /v1/payment_intents'.")
    for name, lowest, highest in (
        ("times", 1, 10**9),
        ("nth", 1, 10**9),
        ("chance", 1, 100),
        ("status", 400, 599),
        ("seconds", 0, MAX_SECONDS),
    ):
        value = given.get(name, lowest)
        if isinstance(value, bool) or not isinstance(value, int | float) or not lowest <= value <= highest:
            raise ApiError(400, f"'{name}' is a number from {lowest} to {highest}.")
    for name in ("times", "nth", "chance", "status"):
        if not isinstance(given.get(name, 1), int):
            raise ApiError(400, f"'{name}' is a whole number.")
    if not all(isinstance(given.get(name), str | None) for name in ("code", "decline_code")):
        raise ApiError(400, "'code' and 'decline_code' are texts.")
    if not isinstance(given.get("remembered"), bool | None):
        raise ApiError(400, "'remembered' is true or false.")
    return Fault(**given)
