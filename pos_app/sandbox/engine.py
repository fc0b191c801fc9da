"""Runs one operation from start to end: key, parameters, transaction, account book, answer.

Everything here happens on one thread, one operation after the other; ``Engine`` is what the web layer calls.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any, Final

from pos_app.sandbox import idempotency, later
from pos_app.sandbox.cards import Cards
from pos_app.sandbox.errors import ApiError, Json, invalid
from pos_app.sandbox.expansion import Expansion
from pos_app.sandbox.faults import Fault
from pos_app.sandbox.forms import Form
from pos_app.sandbox.ledger import Ledger
from pos_app.sandbox.pace import PACES, Pace
from pos_app.sandbox.params import PRIVATE, Parameters
from pos_app.sandbox.routes import Match
from pos_app.sandbox.store import Store
from pos_app.sandbox.work import Call, Work

_MOST_STEPS: Final = 10_000
"""Of one advance of the clock; ends a chain of jobs that would put each other off for ever."""


@dataclass(frozen=True, slots=True)
class Order:
    """A request as the web layer read it."""

    match: Match
    method: str
    path: str
    form: Form
    publishable: bool
    request_id: str
    key: str | None = None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


MANY: Final = 10
"""Objects in a list that is written without line breaks: to set them costs more than everything else of the answer."""


def answer(status: int, body: Json) -> Answer:
    """Set for people to read, as Stripe does, unless it is a long list."""
    many = body.get("object") in ("list", "search_result") and len(body["data"]) > MANY
    return Answer(status, json.dumps(body, indent=None if many else 2).encode())


def refusal(error: ApiError) -> Answer:
    return answer(error.status, error.body)


class Engine:
    """Not for parallel use: the caller gives it one thread.

    ``base_url`` is the address for those who did not ask: receivers of webhooks.
    """

    def __init__(
        self, store: Store, ledger: Ledger, parameters: Parameters, base_url: str, pace: Pace = PACES["fast"]
    ) -> None:
        self.store = store
        self.ledger = ledger
        self._parameters = parameters
        self._expansion = Expansion(parameters.expandable)
        self._cards = Cards()
        self.base_url = base_url
        self.pace = pace

    def work(self, order: Order | None = None) -> Work:
        """A hold on everything, outside any request when ``order`` is None."""
        work = Work(self.store, self._cards, self.pace)
        if order is not None:
            work.request_id = order.request_id
            work.idempotency_key = order.key
            if order.fault is not None and order.fault.do == "processing":
                work.processing = order.fault.seconds
            if order.fault is not None and order.fault.do == "decline":
                work.decline = order.fault.decline()
            work.refund_requires_action = order.fault is not None and order.fault.do == "refund_requires_action"
        return work

    def execute(self, order: Order) -> Answer:
        """The answer, with everything it tells of on disk."""
        mark = idempotency.fingerprint(order.method, order.path, json.dumps(order.form, sort_keys=True).encode())
        try:
            if order.key is not None:
                kept = idempotency.recall(self.store, order.key, mark)
                if kept is not None:
                    return Answer(kept.status, kept.body, {"Idempotent-Replayed": "true"})
            if order.fault is not None and order.fault.do == "error_before":
                self._before(order, mark)
            call, paths = self._call(order)
        except ApiError as error:
            return refusal(error)
        done = self._run(order, call, paths, mark)
        self.ledger.flush()
        return done

    def _before(self, order: Order, mark: str) -> None:
        """Fail without having done anything."""
        error = order.fault.error() if order.fault else None
        if error is None:
            return
        if order.key is not None and error.remembered:
            idempotency.keep(self.store, order.key, mark, error.status, refusal(error).body)
        raise error

    def _call(self, order: Order) -> tuple[Call, list[list[str]]]:
        route = order.match.route
        if order.publishable and not route.browser:
            raise ApiError(
                403,
                "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a "
                "list of your API keys at https://dashboard.stripe.com/account/apikeys.",
                code="secret_key_required",
                remembered=False,
            )
        params = self._parameters.check(route.checked_as or route.name, order.form, order.publishable)
        secret = str(params.pop("client_secret", ""))
        private = route.name in PRIVATE
        if order.publishable and order.match.ids and not secret and not private:
            raise invalid("Missing required param: client_secret.", param="client_secret", code="parameter_missing")
        paths = self._expansion.check(route.gives, params)
        return Call(route.name, params, order.match.ids, order.publishable, secret), paths

    def _run(self, order: Order, call: Call, paths: list[list[str]], mark: str) -> Answer:
        failed: ApiError | None = None
        done: Answer
        try:
            with self.store.transaction():
                work = self.work(order)
                try:
                    found: Any = order.match.route.operation(work, call)
                    done = answer(200, self._expansion.apply(work, found, paths))
                except ApiError as error:
                    failed = error
                    if not error.keep:
                        raise
                    done = refusal(error)
                told = done
                fault = order.fault
                if fault is not None and fault.do == "error_after":
                    injected = fault.error()
                    told = refusal(injected)
                    if injected.status != 409:  # which says that the work goes on, and the key keeps what comes of it
                        failed, done = injected, told
                if order.key is not None and (failed is None or failed.remembered):
                    idempotency.keep(self.store, order.key, mark, done.status, done.body)
                done = told
        except ApiError as error:
            # what the operation wrote is rolled back; the refusal itself may be kept for the key
            done = refusal(error)
            if order.key is not None and error.remembered:
                idempotency.keep(self.store, order.key, mark, done.status, done.body)
        return done

    def run_due(self) -> int:
        """Do what has become due; gives how many jobs that were."""
        done = 0
        while True:
            with self.store.transaction():
                found = later.run_due(self.work())
            done += found
            if not found:
                break
        self.ledger.flush()
        return done

    def catch_up(self) -> tuple[int, float | None]:
        """As ``run_due``, and when the next job is due; costs next to nothing where there is nothing to do."""
        due = later.next_due(self.store)
        if due is None or due > time.time():
            return 0, due
        return self.run_due(), later.next_due(self.store)

    def advance(self, seconds: float) -> int:
        """Let time pass from one job to the next, so that what a job puts off is counted from its own hour."""
        done = self.run_due()
        for _ in range(_MOST_STEPS):
            due = later.next_due(self.store)
            step = seconds if due is None else min(seconds, max(0.0, due - time.time()))
            with self.store.transaction():
                later.advance(self.store, step)
            seconds -= step
            done += self.run_due()
            if seconds <= 0:
                break
        return done
