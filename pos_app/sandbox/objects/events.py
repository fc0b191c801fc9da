"""Events: what happened, as it was then."""

from __future__ import annotations

from pos_app.sandbox import lists
from pos_app.sandbox.errors import Json, invalid
from pos_app.sandbox.work import Call, Work


def retrieve(work: Work, call: Call) -> Json:
    return work.get("event", call.id)


def list_all(work: Work, call: Call) -> Json:
    kind, kinds = call.params.get("type"), call.params.get("types") or None
    if kind and kinds:
        raise invalid("You may only specify one of these parameters: type, types.", param="types")
    if kind and "*" in kind:
        kinds, kind = [kind], None
    if not kinds:
        return lists.page(work, call, "event", "/v1/events", type=kind)
    if len(kinds) > 20:
        raise invalid("You may specify at most 20 types.", param="types")
    return _matching(work, call, kinds)


def _matching(work: Work, call: Call, kinds: list[str]) -> Json:
    """Several types, or one with a ``*`` at its end."""
    whole = lists.page(work, Call(call.operation, {**call.params, "limit": 100}), "event", "/v1/events")
    limit = lists.limit_of(call)
    found = [
        event
        for event in whole["data"]
        if any(event["type"] == kind or (kind.endswith("*") and event["type"].startswith(kind[:-1])) for kind in kinds)
    ]
    return lists.listing(found[:limit], "/v1/events", len(found) > limit or whole["has_more"])
