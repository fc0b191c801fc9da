"""Walking through long lists: nothing is lost between spans, nothing comes twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.gateway import ProcessorUnknown
from pos_app.server.gateway.spans import walk

START = datetime(2026, 11, 1, tzinfo=UTC)


@given(
    made=st.lists(st.integers(0, 40 * 24 * 3600 - 1), max_size=60, unique=True),
    most=st.integers(1, 10),
    seconds=st.integers(1, 40 * 24 * 3600),
)
def test_everything_is_seen_once_and_the_oldest_first(made: list[int], most: int, seconds: int) -> None:
    end = START + timedelta(seconds=seconds)

    def ask(since: datetime, until: datetime) -> Iterator[int]:
        found = [second for second in made if since <= START + timedelta(seconds=second) < until]
        for count, second in enumerate(sorted(found, reverse=True)):
            if count >= most:
                raise ProcessorUnknown("list_too_long", "too long")
            yield second

    marks, seen = [START], []
    for until, found in walk(ask, START, end):
        assert all(marks[-1] <= START + timedelta(seconds=one) < until for one in found)
        marks.append(until)
        seen += found
    assert sorted(seen) == sorted(one for one in made if one < seconds)
    assert marks[-1] == end
    assert marks == sorted(marks)


@pytest.mark.parametrize("most", [100, 2])
def test_what_was_made_where_two_spans_meet_is_seen(most: int) -> None:
    asked: list[tuple[datetime, datetime]] = []
    made = [START + timedelta(days=days, seconds=second) for days in (7, 14, 21) for second in (-1, 0, 1)]

    def ask(since: datetime, until: datetime) -> Iterator[datetime]:
        found = [one for one in made if since <= one < until]
        if len(found) > most:
            raise ProcessorUnknown("list_too_long", "too long")
        asked.append((since, until))
        yield from found

    seen = [one for _, found in walk(ask, START, START + timedelta(days=30)) for one in found]
    assert seen == made
    assert [begin for begin, _ in asked[1:]] == [end for _, end in asked[:-1]]


def test_other_trouble_is_told() -> None:
    def ask(_since: datetime, _until: datetime) -> Iterator[int]:
        raise ProcessorUnknown("no_answer", "Stripe did not answer.")
        yield 1

    with pytest.raises(ProcessorUnknown, match="no_answer"):
        list(walk(ask, START, START + timedelta(days=1)))


def test_a_second_that_holds_too_much_is_told_and_not_halved_for_ever() -> None:
    def ask(_since: datetime, _until: datetime) -> Iterator[int]:
        raise ProcessorUnknown("list_too_long", "too long")
        yield 1

    with pytest.raises(ProcessorUnknown, match="too long"):
        list(walk(ask, START, START + timedelta(days=1)))
