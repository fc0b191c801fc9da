"""Where readers stand, and the tokens with which an app reaches them."""

from __future__ import annotations

from typing import Any, Final

from pos_app.sandbox import ids, lists
from pos_app.sandbox.errors import Json, invalid
from pos_app.sandbox.work import Call, Work, address, merge_metadata

_TEXTS: Final = ("display_name_kana", "display_name_kanji", "phone", "configuration_overrides")
_JAPAN: Final = ("city", "country", "line1", "line2", "postal_code", "state", "town")


def create(work: Work, call: Call) -> Json:
    params = call.params
    for name in ("display_name", "address"):
        if not params.get(name):
            raise invalid(f"Missing required param: {name}.", param=name, code="parameter_missing")
    location: Json = {
        "id": ids.new("tml", 14),
        "object": "terminal.location",
        "address": address(params["address"]),
        "display_name": params["display_name"],
        "livemode": False,
        "metadata": {},
    }
    _apply(location, params)
    return work.put(location)


def _apply(location: Json, params: dict[str, Any]) -> None:
    for name in _TEXTS:
        if name in params:
            location.pop(name, None)
            if params[name]:
                location[name] = params[name]
    for name in ("address_kana", "address_kanji"):
        if params.get(name):
            location[name] = {part: params[name].get(part) or None for part in _JAPAN}
    if "metadata" in params:
        location["metadata"] = merge_metadata(location["metadata"], params["metadata"])


def retrieve(work: Work, call: Call) -> Json:
    return work.get("terminal.location", call.id)


def update(work: Work, call: Call) -> Json:
    location, params = work.get("terminal.location", call.id), call.params
    if params.get("display_name"):
        location["display_name"] = params["display_name"]
    if params.get("address"):
        given = params["address"]
        if given.get("country") not in (None, location["address"]["country"]):
            raise invalid("The country of a location can't be changed.", param="address[country]")
        location["address"] = address({**location["address"], **given})
    _apply(location, params)
    return work.put(location)


def delete(work: Work, call: Call) -> Json:
    work.get("terminal.location", call.id)
    if work.all("terminal.reader", location=call.id):
        raise invalid("You cannot delete a location that has readers assigned to it.", param="id")
    work.store.delete(call.id)
    return {"id": call.id, "object": "terminal.location", "deleted": True}


def list_all(work: Work, call: Call) -> Json:
    return lists.page(work, call, "terminal.location", "/v1/terminal/locations")


def create_connection_token(work: Work, call: Call) -> Json:
    token: Json = {"object": "terminal.connection_token", "secret": ids.new("pst_test", 40)}
    if call.params.get("location"):
        work.get("terminal.location", call.params["location"], "location")
        token["location"] = call.params["location"]
    return token
