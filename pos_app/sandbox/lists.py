"""Lists: newest first, pages by the id at their edge, ranges over ``created``."""

from __future__ import annotations

from typing import Any, Final

from pos_app.sandbox.errors import Json, invalid, missing
from pos_app.sandbox.work import NOUNS, Call, Work

DEFAULT_LIMIT: Final = 10
MAX_LIMIT: Final = 100
_EVER: Final = 2**62


def page(work: Work, call: Call, kind: str, url: str, **filters: Any) -> Json:
    """Stripe's list object; filters that are None are left out."""
    limit = limit_of(call)
    after, before = call.params.get("starting_after"), call.params.get("ending_before")
    if after and before:
        raise invalid("You may only specify one of these parameters: starting_after, ending_before.")
    found = work.store.page(
        kind,
        {name: value for name, value in filters.items() if value is not None},
        created_range(call.params.get("created")),
        _place(work, kind, after, "starting_after"),
        _place(work, kind, before, "ending_before"),
        limit + 1,
    )
    more = len(found) > limit
    # read backwards, the row too many stands in front
    data = (found[1:] if before else found[:limit]) if more else found
    return listing(data, url, more)


def listing(data: list[Json], url: str, has_more: bool = False) -> Json:
    return {"object": "list", "data": data, "has_more": has_more, "url": url}


def limit_of(call: Call) -> int:
    """Raises ApiError for what is not 1 to 100."""
    limit: int = call.params.get("limit", DEFAULT_LIMIT)
    if limit < 1:
        raise invalid(f"This value must be greater than or equal to 1 (it currently is '{limit}').", "limit")
    if limit > MAX_LIMIT:
        raise invalid(f"This value must be less than or equal to 100 (it currently is '{limit}').", "limit")
    return limit


def created_range(given: Json | int | str | None) -> tuple[int, int]:
    """The seconds that ``created`` may have, both ends included."""
    if given is None or given == "":
        return 0, _EVER
    if isinstance(given, int):
        return _bounded(given), _bounded(given)
    if isinstance(given, str):
        raise invalid("Invalid timestamp", param="created")
    low, high = 0, _EVER
    if "gt" in given:
        low = max(low, _bounded(given["gt"]) + 1)
    if "gte" in given:
        low = max(low, _bounded(given["gte"]))
    if "lt" in given:
        high = min(high, _bounded(given["lt"]) - 1)
    if "lte" in given:
        high = min(high, _bounded(given["lte"]))
    return low, high


def _bounded(seconds: int) -> int:
    return max(-1, min(seconds, _EVER))


def _place(work: Work, kind: str, ident: str | None, param: str) -> int | None:
    if not ident:
        return None
    place = work.store.place(ident, kind)
    if place is None:
        raise missing(NOUNS.get(kind, kind), ident, param)
    return place
