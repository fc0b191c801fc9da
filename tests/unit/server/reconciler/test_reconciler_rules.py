from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pos_app.server.reconciler import rules
from pos_app.server.reconciler.rules import List

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)


def test_every_list_has_its_pace() -> None:
    assert set(rules.PACES) == set(List)
    assert all(pace.overlap > pace.every for pace in rules.PACES.values())


def test_a_walk_begins_before_its_mark_and_events_are_kept_for_a_month_only() -> None:
    mark = NOW - timedelta(days=400)
    assert rules.start(List.REFUNDS, mark, NOW) == mark - timedelta(hours=1)
    assert rules.start(List.EVENTS, mark, NOW) == NOW - timedelta(days=30)
    assert rules.start(List.EVENTS, NOW, NOW) == NOW - timedelta(minutes=10)


def test_tries_are_spaced_and_never_end() -> None:
    waits = [rules.retry(tries, NOW) - NOW for tries in range(1, 100)]
    assert waits[:3] == [timedelta(seconds=s) for s in (5, 10, 20)]
    assert waits[-1] == timedelta(minutes=5)
    assert waits == sorted(waits)


def test_books_are_behind_while_the_first_walk_after_a_long_stop_goes_on() -> None:
    usual = rules.PACES[List.PAYMENT_INTENTS].every
    assert not rules.behind(NOW - usual - timedelta(minutes=1), NOW)
    assert rules.behind(NOW - timedelta(hours=8), NOW)
