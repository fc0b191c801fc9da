"""Whoever tries links that open nothing has to wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pos_app.portal.guesses import FREE, MAX_KEYS, WINDOW, Guesses
from pos_app.portal.phone import first_language


class Now:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


def test_an_address_waits_after_too_many_misses_and_others_do_not() -> None:
    clock = Now()
    guesses = Guesses(clock)
    limits = [guesses.missed("198.51.100.7") for _ in range(FREE + 5)]
    assert limits.count(True) == 1, "it is told once"
    assert guesses.held_up("198.51.100.7")
    assert not guesses.held_up("198.51.100.8")
    clock.at += WINDOW
    assert not guesses.held_up("198.51.100.7")
    assert not guesses.missed("198.51.100.7")


def test_misses_far_apart_hold_nobody_up() -> None:
    clock = Now()
    guesses = Guesses(clock)
    for _ in range(5 * FREE):
        guesses.missed("198.51.100.7")
        clock.at += WINDOW / FREE + timedelta(seconds=1)
    assert not guesses.held_up("198.51.100.7")


def test_a_whole_ipv6_network_is_one_guesser() -> None:
    guesses = Guesses(Now())
    for n in range(FREE):
        guesses.missed(f"2001:db8:1:2::{n:x}")
    assert guesses.held_up("2001:db8:1:2:ffff::1")
    assert not guesses.held_up("2001:db8:1:3::1")


def test_the_count_is_bounded() -> None:
    guesses = Guesses(Now())
    for n in range(MAX_KEYS + 50):
        guesses.missed(str(n))
    assert len(guesses._misses) == MAX_KEYS


@pytest.mark.parametrize(
    ("header", "language"),
    [("es-MX,es;q=0.9", "es-MX"), ("ar", "ar"), ("de;q=1", "de"), ("", "en"), (",", "en"), ("x" * 90, "x" * 20)],
)
def test_the_phones_first_language(header: str, language: str) -> None:
    assert first_language(header) == language
