"""When a day begins where the server stands, also on the days on which clocks are changed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from pos_app.server.clock import midnight
from pos_app.server.db import Database
from pos_app.server.invoices.service import InvoiceService
from pos_app.server.ledger import verify
from tests.support.zones import in_zone

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
BEGINS = {
    SPRING: datetime(2027, 3, 27, 23, tzinfo=UTC),  # it ends by summer time, two hours ahead of UTC
    AUTUMN: datetime(2027, 10, 30, 22, tzinfo=UTC),
    date(2027, 7, 1): datetime(2027, 6, 30, 22, tzinfo=UTC),
}


class At:
    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        return self._moment


@pytest.fixture
def berlin() -> Iterator[None]:
    with in_zone("Europe/Berlin"):
        yield


@pytest.mark.parametrize("day", BEGINS)
def test_it_begins_by_the_offset_of_its_own_midnight(berlin: None, day: date) -> None:
    assert midnight(day) == BEGINS[day]


@pytest.mark.parametrize("day", BEGINS)
@pytest.mark.parametrize("hour", [0, 1, 3, 12, 22])
def test_what_was_paid_today_is_counted_from_there(berlin: None, tmp_path: Path, day: date, hour: int) -> None:
    database = Database(f"sqlite:///{tmp_path / 'hmis.sqlite'}")
    try:
        now = BEGINS[day] + timedelta(hours=hour, minutes=30)
        service = InvoiceService(database, At(now))
        assert service._midnight() == BEGINS[day]
    finally:
        database.close()


@pytest.mark.parametrize("day", BEGINS)
def test_the_books_are_compared_from_there(berlin: None, day: date) -> None:
    asked = Namespace(start=day, end=day, ledger=None, days=None)
    found = verify._span(asked, datetime(2027, 12, 1, 12, tzinfo=UTC))
    assert (found.start, found.end) == (midnight(day), midnight(day + timedelta(days=1)))
    hours = {SPRING: 23, AUTUMN: 25}.get(day, 24)
    assert cast(datetime, found.end) - BEGINS[day] == timedelta(hours=hours)
