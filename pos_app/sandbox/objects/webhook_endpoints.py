"""Webhook endpoints: who is told of events, and the secret that signs what they are told."""

from __future__ import annotations

from urllib.parse import urlsplit

from pos_app.sandbox import ids, lists
from pos_app.sandbox.errors import Json, invalid
from pos_app.sandbox.work import Call, Work, merge_metadata


def create(work: Work, call: Call) -> Json:
    params = call.params
    endpoint: Json = {
        "id": ids.new("we"),
        "object": "webhook_endpoint",
        "api_version": params.get("api_version"),
        "application": None,
        "created": work.now,
        "description": params.get("description") or None,
        "enabled_events": _events(params["enabled_events"]),
        "livemode": False,
        "metadata": merge_metadata(None, params.get("metadata")),
        "status": "enabled",
        "url": _url(params["url"]),
    }
    secret = ids.new("whsec", 32)
    work.put(endpoint, {"secret": secret})
    return {**endpoint, "secret": secret}  # shown once


def _events(wanted: list[str] | str) -> list[str]:
    if not wanted or isinstance(wanted, str):
        raise invalid("Invalid array: at least one event is needed.", param="enabled_events")
    if "*" in wanted and len(wanted) > 1:
        raise invalid("You may not specify '*' together with other events.", param="enabled_events")
    return list(dict.fromkeys(wanted))


def _url(url: str) -> str:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good or len(url) > 2048 or any(ord(char) < 33 or ord(char) > 126 for char in url):
        raise invalid("Invalid URL: An explicit scheme (such as https) must be provided.", "url", "url_invalid")
    return url


def retrieve(work: Work, call: Call) -> Json:
    return work.get("webhook_endpoint", call.id)


def update(work: Work, call: Call) -> Json:
    endpoint, params = work.get("webhook_endpoint", call.id), call.params
    if "url" in params:
        endpoint["url"] = _url(params["url"])
    if "enabled_events" in params:
        endpoint["enabled_events"] = _events(params["enabled_events"])
    if "description" in params:
        endpoint["description"] = params["description"] or None
    if "metadata" in params:
        endpoint["metadata"] = merge_metadata(endpoint["metadata"], params["metadata"])
    if "disabled" in params:
        endpoint["status"] = "disabled" if params["disabled"] else "enabled"
    return work.put(endpoint)


def delete(work: Work, call: Call) -> Json:
    work.get("webhook_endpoint", call.id)
    work.store.delete(call.id)
    return {"id": call.id, "object": "webhook_endpoint", "deleted": True}


def list_all(work: Work, call: Call) -> Json:
    return lists.page(work, call, "webhook_endpoint", "/v1/webhook_endpoints")
