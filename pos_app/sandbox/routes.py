"""Which operation answers which request, and what kind of object comes back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

from pos_app.sandbox.errors import Json
from pos_app.sandbox.objects import (
    balance,
    charges,
    confirmation_tokens,
    customers,
    disputes,
    events,
    locations,
    payment_intents,
    payment_methods,
    payouts,
    reader_actions,
    readers,
    refunds,
    sessions,
    setup_intents,
    webhook_endpoints,
)
from pos_app.sandbox.work import Call, Work

Operation = Callable[[Work, Call], Json]


@dataclass(frozen=True, slots=True)
class Route:
    """``template`` as in Stripe's documents; ``gives`` is an object's name, or ``list:`` and a name."""

    method: str
    template: str
    operation: Operation
    gives: str
    browser: bool = False
    """May be called with a publishable key."""
    checked_as: str | None = None
    """The operation whose parameters it takes, where it is not one of the published ones."""

    @property
    def name(self) -> str:
        return f"{self.method} {self.template}"


@dataclass(frozen=True, slots=True)
class Match:
    route: Route
    ids: tuple[str, ...]


class Routes:
    """Literal paths win over templates."""

    def __init__(self, routes: list[Route]) -> None:
        ordered = sorted(routes, key=lambda route: route.template.count("{"))
        self.routes = ordered
        self._patterns: list[tuple[re.Pattern[str], Route]] = [
            (re.compile(re.sub(r"\\\{\w+\\\}", "([^/]+)", re.escape(route.template))), route) for route in ordered
        ]

    def find(self, method: str, raw_path: str) -> Match | None:
        """``raw_path`` is percent-encoded, so that an id holding a slash stays one part."""
        for pattern, route in self._patterns:
            found = pattern.fullmatch(raw_path) if route.method == method else None
            if found:
                return Match(route, tuple(unquote(part, errors="replace") for part in found.groups()))
        return None


def _crud(path: str, kind: str, module: Any, verbs: str) -> list[Route]:
    """The usual four or five; ``verbs`` as "create retrieve update delete list"."""
    methods = {
        "create": ("POST", path, "create", kind),
        "retrieve": ("GET", path + "/{id}", "retrieve", kind),
        "update": ("POST", path + "/{id}", "update", kind),
        "delete": ("DELETE", path + "/{id}", "delete", kind),
        "list": ("GET", path, "list_all", f"list:{kind}"),
        "search": ("GET", path + "/search", "search", f"list:{kind}"),
    }
    routes = []
    for verb in verbs.split():
        method, template, function, gives = methods[verb]
        routes.append(Route(method, template, getattr(module, function), gives))
    return routes


_INTENTS: Final = "/v1/payment_intents"
_METHODS: Final = "/v1/payment_methods"
_SETUPS: Final = "/v1/setup_intents"
_READERS: Final = "/v1/terminal/readers"


def _readers() -> list[Route]:
    acts = {
        "cancel_action": readers.cancel_action,
        "collect_inputs": readers.collect_inputs,
        "collect_payment_method": readers.collect_payment_method,
        "confirm_payment_intent": readers.confirm_payment_intent,
        "process_payment_intent": readers.process_payment_intent,
        "process_setup_intent": readers.process_setup_intent,
        "refund_payment": readers.refund_payment,
        "set_reader_display": readers.set_reader_display,
    }
    helpers = {
        "present_payment_method": reader_actions.present_payment_method,
        "succeed_input_collection": reader_actions.succeed_input_collection,
        "timeout_input_collection": reader_actions.timeout_input_collection,
    }
    simulated = _READERS.replace("/v1/", "/v1/test_helpers/")
    return [
        *(Route("POST", f"{_READERS}/{{id}}/{name}", act, "terminal.reader") for name, act in acts.items()),
        *(Route("POST", f"{simulated}/{{id}}/{name}", act, "terminal.reader") for name, act in helpers.items()),
    ]


def table() -> Routes:
    """Every operation the sandbox plays."""
    return Routes(
        [
            *_crud(_INTENTS, "payment_intent", payment_intents, "create update list search"),
            Route("GET", _INTENTS + "/{id}", payment_intents.retrieve, "payment_intent", browser=True),
            Route("POST", _INTENTS + "/{id}/confirm", payment_intents.confirm, "payment_intent", browser=True),
            Route("POST", _INTENTS + "/{id}/cancel", payment_intents.cancel, "payment_intent"),
            Route("POST", _INTENTS + "/{id}/capture", payment_intents.capture, "payment_intent"),
            Route(
                "POST",
                _INTENTS + "/{id}/increment_authorization",
                payment_intents.increment_authorization,
                "payment_intent",
            ),
            *_crud("/v1/charges", "charge", charges, "retrieve update list search"),
            *_crud("/v1/customers", "customer", customers, "create retrieve update delete list search"),
            Route("GET", "/v1/customers/{id}/payment_methods", payment_methods.list_of_customer, "list:payment_method"),
            Route(
                "GET",
                "/v1/customers/{customerId}/payment_methods/{id}",
                payment_methods.retrieve_of_customer,
                "payment_method",
            ),
            *_crud(_METHODS, "payment_method", payment_methods, "retrieve update list"),
            Route("POST", _METHODS, payment_methods.create, "payment_method", browser=True),
            Route("POST", _METHODS + "/{id}/attach", payment_methods.attach, "payment_method"),
            Route("POST", _METHODS + "/{id}/detach", payment_methods.detach, "payment_method"),
            *_crud("/v1/events", "event", events, "retrieve list"),
            *_crud(
                "/v1/webhook_endpoints", "webhook_endpoint", webhook_endpoints, "create retrieve update delete list"
            ),
            *_crud(_SETUPS, "setup_intent", setup_intents, "create update list"),
            Route("GET", _SETUPS + "/{id}", setup_intents.retrieve, "setup_intent", browser=True),
            Route("POST", _SETUPS + "/{id}/confirm", setup_intents.confirm, "setup_intent", browser=True),
            Route("POST", _SETUPS + "/{id}/cancel", setup_intents.cancel, "setup_intent"),
            *_crud("/v1/refunds", "refund", refunds, "create retrieve update list"),
            Route("POST", "/v1/refunds/{id}/cancel", refunds.cancel, "refund"),
            Route("POST", "/v1/test_helpers/refunds/{id}/expire", refunds.expire, "refund"),
            *_crud("/v1/disputes", "dispute", disputes, "retrieve update list"),
            Route("POST", "/v1/disputes/{id}/close", disputes.close, "dispute"),
            *_crud("/v1/payouts", "payout", payouts, "retrieve list"),
            Route("POST", "/v1/customer_sessions", sessions.create_customer_session, "customer_session"),
            Route("GET", "/v1/elements/sessions", sessions.elements, "elements_session", browser=True),
            Route(
                "POST",
                "/v1/elements/payment_methods/{id}/detach",
                sessions.remove_saved,
                "payment_method",
                browser=True,
            ),
            Route("POST", "/v1/ephemeral_keys", sessions.create_ephemeral_key, "ephemeral_key"),
            Route("DELETE", "/v1/ephemeral_keys/{id}", sessions.delete_ephemeral_key, "ephemeral_key"),
            Route(
                "POST",
                "/v1/terminal/connection_tokens",
                locations.create_connection_token,
                "terminal.connection_token",
            ),
            *_crud("/v1/terminal/locations", "terminal.location", locations, "create retrieve update delete list"),
            *_crud(_READERS, "terminal.reader", readers, "create retrieve update delete list"),
            *_readers(),
            Route("GET", "/v1/balance", balance.retrieve_balance, "balance"),
            *_crud("/v1/balance_transactions", "balance_transaction", balance, "retrieve list"),
            *_crud("/v1/confirmation_tokens", "confirmation_token", confirmation_tokens, "retrieve"),
            Route("POST", "/v1/test_helpers/confirmation_tokens", confirmation_tokens.create, "confirmation_token"),
            Route(
                "POST",
                "/v1/confirmation_tokens",
                confirmation_tokens.create,
                "confirmation_token",
                browser=True,
                checked_as="POST /v1/test_helpers/confirmation_tokens",
            ),
        ]
    )
