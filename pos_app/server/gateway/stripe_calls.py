"""One question to Stripe: sent with the SDK, and whatever comes back, an answer or a ``ProcessorError``.

An answer counts only when it is one: JSON, from Stripe.  Everything else (a timeout, a cut connection, a 5xx, a page
of HTML with status 200) is ``ProcessorUnknown``.
"""

from __future__ import annotations

import copy
import random
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Any, Final, TypeVar

import stripe

from pos_app.server.gateway import reading
from pos_app.server.gateway.errors import (
    CardDeclined,
    ProcessorBusy,
    ProcessorError,
    ProcessorRefused,
    ProcessorUnknown,
)
from pos_app.server.gateway.fields import half_answer
from pos_app.server.gateway.pace import Pace, Urgency
from pos_app.server.gateway.stripe_http import Http, Line

CALL_SECONDS: Final = 30
"""From the first byte to the last, with every try of it."""
PAUSES: Final = (0.3, 0.7, 1.5)
"""Seconds before each further try of a request that Stripe was too busy for, cut by up to half at random."""
AGAIN_AFTER: Final = 0.5
"""Seconds before the one further try of a request that was not answered."""
PAGE: Final = 100
LONGEST_LIST: Final = 10_000

_T = TypeVar("_T")


class Calls:
    """The SDK's client, and how it is asked. Safe for use from several threads, each with its own connections."""

    def __init__(
        self,
        secret_key: str,
        api_base: str | None,
        pace: Pace,
        *,
        read_seconds: int,
        call_seconds: float,
        sleep: Callable[[float], None],  # for that many seconds
    ) -> None:
        # Telemetry would write an id file into the home folder and send platform details.
        stripe.enable_telemetry = False
        self._http = Http(read_seconds)
        client = stripe.StripeClient(
            secret_key,
            base_addresses={"api": api_base.rstrip("/")} if api_base else {},
            max_network_retries=0,  # tries are made here, where each waits for its turn
            http_client=self._http,
        )
        self._client = client
        self.api = client.v1
        self._pace = pace
        self._seconds = call_seconds
        self._sleep = sleep
        self._urgency = Urgency.COUNTER

    def background(self) -> Calls:
        """The same client and pace, for work that gives way to the counter."""
        twin = copy.copy(self)
        twin._urgency = Urgency.BACKGROUND
        return twin

    def ask(self, call: Callable[[], object], *, repeatable: bool = True) -> object:
        """The JSON of Stripe's answer.

        ``repeatable`` is whether a request that was not answered may be sent again: it reads only, or carries a key.
        """
        pauses, again = list(PAUSES), repeatable
        doubt: ProcessorUnknown | None = None
        self._pace.turn(self._urgency)
        line = self._http.line()
        line.deadline = time.monotonic() + self._seconds
        while True:
            try:
                return _plain(call())
            except stripe.StripeError as error:
                found = _translate(error)
                pause = None
                if isinstance(found, ProcessorBusy):
                    pause = pauses.pop(0) if pauses else None
                    if found.code == "rate_limit":
                        self._pace.too_fast()
                elif isinstance(found, ProcessorUnknown):
                    pause = AGAIN_AFTER if again and _may_pass(error) else None
                    again, doubt = False, found
                if pause is None or not self._next_try(line, pause):
                    # A second try that found Stripe busy says nothing about the first, which went unanswered.
                    raise doubt if doubt and isinstance(found, ProcessorBusy) else found from error
            except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
                # The library builds objects from whatever JSON came; what it can't build is not an answer.
                raise half_answer() from error

    def _next_try(self, line: Line, seconds: float) -> bool:
        """Wait for it; False where there is no time left, or no turn."""
        seconds *= 1 - random.random() / 2  # noqa: S311 - spreads tries, guards nothing
        if line.seconds_left() <= seconds:
            return False
        self._sleep(seconds)
        try:
            self._pace.turn(self._urgency)
        except ProcessorBusy:
            return False  # what went wrong with the first try is what matters
        return line.seconds_left() > 0

    def read(self, path: str, params: Mapping[str, Any] = MappingProxyType({})) -> object:
        """What there is at ``path``, below "/v1/".

        The SDK sends it and reads what comes; its objects are not made, since only their JSON is used here and a page
        of a hundred intents takes far longer with them.
        """
        return self.ask(partial(self._client.raw_request, "get", f"/v1/{path}", **params))

    def each(self, path: str, params: Mapping[str, Any], read: Callable[[object], _T]) -> Iterator[_T]:
        """Every object of the list at ``path``, each page asked for when it is needed. At most ``LONGEST_LIST``."""
        asked: dict[str, Any] = {"limit": PAGE, **params}
        seen = 0
        while True:
            found, last = reading.page(self.read(path, asked))
            for one in found:
                yield read(one)
            seen += len(found)
            if not last:
                return
            if last == asked.get("starting_after"):
                raise half_answer()
            if seen >= LONGEST_LIST:
                raise ProcessorUnknown("list_too_long", "Stripe holds more than can be looked through at once.")
            asked["starting_after"] = last


def made_between(start: datetime, end: datetime | None) -> dict[str, Any]:
    """What a list is asked with for everything made from ``start`` on, up to ``end`` and not with it.

    Rounded down to Stripe's whole seconds.
    """
    span = {"gte": _seconds(start)}
    if end is not None:
        span["lt"] = _seconds(end)
    return {"created": span}


def _seconds(moment: datetime) -> int:
    return max(0, int(moment.timestamp()))


def _plain(answer: object) -> object:
    response = answer.last_response if isinstance(answer, stripe.StripeObject) else answer
    if not isinstance(response, stripe.StripeResponse):
        raise half_answer()
    return response.data


def _may_pass(error: stripe.StripeError) -> bool:
    """Whether a request that failed in this way may go through the next time."""
    if isinstance(error, stripe.APIConnectionError):
        return error.should_retry
    # Stripe says so where it would only repeat itself; a proxy in between says nothing.
    said = {name.lower(): value for name, value in (error.headers or {}).items()}.get("stripe-should-retry")
    return (error.http_status or 0) >= 500 and said != "false"


def _translate(error: stripe.StripeError) -> ProcessorError:
    body = error.json_body if isinstance(error.json_body, Mapping) else {}
    detail = body.get("error") if isinstance(body.get("error"), Mapping) else {}
    assert isinstance(detail, Mapping)
    code = str(detail.get("code") or detail.get("type") or type(error).__name__)
    message = str(detail.get("message") or "Stripe gave no reason.")[:500]
    status = error.http_status or 0
    if isinstance(error, stripe.CardError):
        return CardDeclined(
            code, message, decline_code=str(detail.get("decline_code") or ""), charge=str(detail.get("charge") or "")
        )
    if isinstance(error, stripe.RateLimitError) or (status == 409 and detail):
        return ProcessorBusy(code, message)
    if 400 <= status < 500 and detail:
        return ProcessorRefused(code, message, param=str(detail.get("param") or ""))
    if status >= 500:
        return ProcessorUnknown(f"http_{status}", "Stripe had an error of its own.", answered=True)
    return ProcessorUnknown("no_answer", "Stripe did not answer.")
