"""From an event to the object it is about. Webhooks and the list of events are read by the same code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pos_app.server.gateway import fields
from pos_app.server.gateway.errors import EventMalformed
from pos_app.server.gateway.snapshots import EventNotice, Kind, Subject

_KINDS: Final = {
    "payment_intent": Kind.PAYMENT_INTENT,
    "refund": Kind.REFUND,
    "dispute": Kind.DISPUTE,
    "payout": Kind.PAYOUT,
    "payment_method": Kind.PAYMENT_METHOD,
}


def notice(event: object, payload: str) -> EventNotice:
    """What may be used of ``event``, which was read from the text ``payload``. Raises EventMalformed."""
    if not isinstance(event, Mapping) or event.get("object") != "event":
        raise EventMalformed("the body is not an event")
    data = event.get("data")
    thing = data.get("object") if isinstance(data, Mapping) else None
    kind, event_id = event.get("type"), event.get("id")
    if not isinstance(thing, Mapping) or not isinstance(kind, str) or not isinstance(event.get("livemode"), bool):
        raise EventMalformed("the event lacks its type, mode or object")
    object_id = thing.get("id") or ""  # balances and the like have no id
    if not isinstance(object_id, str) or not fields.is_id(event_id):
        raise EventMalformed("the event's ids are not ids")
    return EventNotice(
        id=str(event_id),
        type=fields.text({"type": kind}, "type", 128),
        livemode=event["livemode"],
        object_id=fields.text({"id": object_id}, "id"),
        subject=_subject(kind, thing),
        payload=payload,
        created=fields.likely_moment(event.get("created")),
    )


def _subject(kind: str, thing: Mapping[str, Any]) -> Subject | None:
    """What an event is about. A charge's own life is its intent's; what was given back from it is the charge's."""
    found, ident = thing.get("object"), thing.get("id")
    what = _KINDS.get(str(found))
    if found == "charge":
        what = Kind.CHARGE if kind == "charge.refunded" else Kind.PAYMENT_INTENT
        ident = ident if what is Kind.CHARGE else thing.get("payment_intent")
    if what is None or not fields.is_id(ident):
        return None
    return Subject(what, str(ident))
