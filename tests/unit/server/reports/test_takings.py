"""What is summed up: every part adds up to the whole, and different money is never added."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.reports.takings import Movement, Try, by_currency, tries
from pos_app.wire.reports import CurrencyTakings, Takings

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
MOVEMENT = st.builds(
    Movement,
    at=st.integers(0, 12 * 60).map(lambda minutes: MORNING + timedelta(minutes=minutes)),
    currency=st.sampled_from(["usd", "jpy", "kwd"]),
    minor=st.integers(1, 10**7),
    refund=st.booleans(),
    tender=st.sampled_from(["card", "cash"]),
    till=st.sampled_from(["", "Front desk 1", "Front desk 2"]),
    person=st.sampled_from(["", "Lucía Ferrer", "Tomasz Zieliński"]),
)


def sums(parts: Sequence[Takings]) -> tuple[int, ...]:
    return (
        sum(part.payments for part in parts),
        sum(part.taken.amount_minor for part in parts),
        sum(part.refunds for part in parts),
        sum(part.given_back.amount_minor for part in parts),
        sum(part.net.amount_minor for part in parts),
    )


@given(st.lists(MOVEMENT))
def test_the_parts_of_each_kind_add_up_to_the_whole(movements: list[Movement]) -> None:
    found = by_currency(movements)
    assert {one.currency for one in found} == {one.currency for one in movements}
    for one in found:
        mine = [move for move in movements if move.currency == one.currency]
        taken = sum(move.minor for move in mine if not move.refund)
        back = sum(move.minor for move in mine if move.refund)
        whole = (sum(not move.refund for move in mine), taken, sum(move.refund for move in mine), back, taken - back)
        for parts in ((one,), one.tenders, one.tills, one.people, one.hours):
            assert sums(parts) == whole
            assert {part.net.currency for part in parts} == {one.currency}
        for group in (*one.tills, *one.people, *one.hours):
            assert sums(group.tenders) == sums((group,))
        assert [hour.begins for hour in one.hours] == sorted({hour.begins for hour in one.hours})


@given(st.permutations([("usd", 3), ("jpy", 2), ("eur", 2)]))
def test_the_currency_used_most_comes_first(used: list[tuple[str, int]]) -> None:
    movements = [
        Movement(MORNING, currency, 100, False, "card", "", "") for currency, count in used for _ in range(count)
    ]
    assert [one.currency for one in by_currency(movements)] == ["usd", "eur", "jpy"]


def test_a_day_with_more_given_back_than_taken_is_negative() -> None:
    one: CurrencyTakings
    [one] = by_currency([Movement(MORNING, "usd", 14800, True, "card", "Front desk 3", "Tomasz Zieliński")])
    assert (one.net.amount, one.net.amount_minor) == ("-148.00", -14800)


def test_tries_count_what_ended_and_say_why() -> None:
    found = tries(
        [
            Try("succeeded", "", 30.0),
            Try("succeeded", "insufficient_funds", 50.0),  # another card paid in the end
            Try("succeeded", "", None),
            Try("failed", "processing_error", None),
            Try("submitted", "insufficient_funds", None),
            Try("cancelled", "", None),
            Try("submitted", "", None),  # under way
        ]
    )
    assert (found.succeeded, found.failed, found.median_seconds) == (3, 2, 40.0)
    assert [(one.code, one.tries) for one in found.declines] == [("insufficient_funds", 2), ("processing_error", 1)]


def test_a_day_without_anything() -> None:
    assert by_currency([]) == ()
    assert tries([]).median_seconds is None
