from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import reduce
from itertools import permutations

import pytest

from pos_app.server.disputes import rules

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    ("news", "end"),
    [
        (("needs_response", "under_review", "won"), "won"),
        (("needs_response", "under_review", "lost"), "lost"),
        (("warning_needs_response", "warning_under_review", "warning_closed"), "warning_closed"),
        (("warning_needs_response", "needs_response", "lost"), "lost"),
        (("needs_response", "lost", "won"), "won"),
    ],
)
def test_every_order_of_the_news_ends_the_same(news: tuple[str, ...], end: str) -> None:
    for order in permutations((*news, news[0])):
        assert reduce(rules.after, order) == end


def test_an_appeal_opens_what_was_lost() -> None:
    assert rules.after("lost", "appeal_under_review") == "appeal_under_review"
    assert rules.live("appeal_under_review")
    assert rules.after("appeal_under_review", "lost") == "lost"


def test_a_word_nobody_knows_is_no_decision() -> None:
    assert rules.live("a_new_word")
    assert rules.after("won", "a_new_word") == "won"
    assert rules.after("needs_response", "a_new_word") == "a_new_word"


def test_a_live_one_is_looked_at_each_hour_and_a_won_one_until_the_money_is_back() -> None:
    assert rules.next_check("needs_response", 100, NOW) == NOW + rules.CHECK
    assert rules.next_check("won", 100, NOW) == NOW + rules.CHECK
    assert rules.next_check("won", 0, NOW) is None
    assert rules.next_check("lost", 0, NOW) is None


def test_tries_are_spaced_up_to_the_usual_hour() -> None:
    waits = [rules.retry(tries, NOW) - NOW for tries in range(1, 10)]
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert waits[-1] == rules.CHECK
    assert waits == sorted(waits)
