from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.errors import ApiError
from pos_app.server.invoices.cursor import Cursor
from pos_app.wire.invoices import ListSort

SORTS = list(ListSort)
PLACE = Cursor(datetime(2026, 11, 23, 9, 41, 0, 123456, UTC), "06d9ddfd-5f01-561f-9510-c84622dbd11c")
DUE = Cursor(4_000, PLACE.id, ListSort.MOST_DUE)


def encoded(plain: str) -> str:
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def test_it_comes_back_as_it_went() -> None:
    assert Cursor.parse(str(PLACE)) == PLACE


def test_a_place_of_the_first_version_is_still_one() -> None:
    assert Cursor.parse(encoded(f"1|2026-11-23T09:41:00.123456+00:00|{PLACE.id}")) == PLACE


@given(st.sampled_from(SORTS), st.integers(0, (1 << 63) - 1), st.datetimes(timezones=st.just(UTC)))
def test_a_place_is_one_in_a_list_of_its_order_alone(sort: ListSort, due: int, moment: datetime) -> None:
    place = Cursor(due if sort.by_due else moment, PLACE.id, sort)
    assert Cursor.parse(str(place), sort) == place
    for other in SORTS:
        if other is not sort:
            with pytest.raises(ApiError):
                Cursor.parse(str(place), other)


def test_the_zone_does_not_matter() -> None:
    assert isinstance(PLACE.value, datetime)
    elsewhere = Cursor(PLACE.value.astimezone(timezone(timedelta(hours=5))), PLACE.id)
    assert str(elsewhere) == str(PLACE)


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "=",
        "é",
        "x" * 300,
        str(PLACE) + "=",
        str(PLACE)[:-1],
        encoded("1|2026-11-23T09:41:00|no-zone"),
        encoded("1|2026-11-23T09:41:00+00:00|"),
        encoded("1|2026-11-23T09:41:00+00:00|" + "i" * 65),
        encoded("1|2026-11-23T09:41:00+00:00|nul\0"),
        encoded("2|2026-11-23T09:41:00+00:00|id"),
        encoded("1|yesterday|id"),
        encoded("1|0001-01-01T00:00:00+14:00|id"),
        encoded("nothing"),
    ],
)
def test_what_is_not_ours_is_refused(text: str) -> None:
    with pytest.raises(ApiError) as refused:
        Cursor.parse(text)
    assert (refused.value.status, refused.value.code) == (400, "cursor_invalid")


@pytest.mark.parametrize("value", ["-1", "1.0", "1e3", " 1", "+1", "\u0661", "01", str(1 << 63), "9" * 200, ""])
def test_what_is_no_amount_is_refused(value: str) -> None:
    assert Cursor.parse(encoded(f"most_due|4000|{PLACE.id}"), ListSort.MOST_DUE) == DUE
    with pytest.raises(ApiError):
        Cursor.parse(encoded(f"most_due|{value}|{PLACE.id}"), ListSort.MOST_DUE)


@given(st.text(max_size=300), st.sampled_from(SORTS))
def test_nothing_gets_through_or_breaks_it(text: str, sort: ListSort) -> None:
    try:
        found = Cursor.parse(text, sort)
    except ApiError:
        return
    assert str(found) == text
