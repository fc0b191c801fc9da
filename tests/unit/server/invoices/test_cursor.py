from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.errors import ApiError
from pos_app.server.invoices.cursor import Cursor

PLACE = Cursor(datetime(2026, 11, 23, 9, 41, 0, 123456, UTC), "06d9ddfd-5f01-561f-9510-c84622dbd11c")


def encoded(plain: str) -> str:
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def test_it_comes_back_as_it_went() -> None:
    assert Cursor.parse(str(PLACE)) == PLACE


def test_the_zone_does_not_matter() -> None:
    elsewhere = Cursor(PLACE.service_date.astimezone(timezone(timedelta(hours=5))), PLACE.id)
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


@given(st.text(max_size=300))
def test_nothing_gets_through_or_breaks_it(text: str) -> None:
    try:
        found = Cursor.parse(text)
    except ApiError:
        return
    assert str(found) == text
