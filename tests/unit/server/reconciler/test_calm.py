"""Walks wait for a crowd of events to pass, and not for ever."""

from __future__ import annotations

from collections.abc import Iterator

from pos_app.server.reconciler.calm import LONGEST_SECONDS, PAGE, Calm


class Street:
    """A crowd that goes away after some looks at it."""

    def __init__(self, looks: int) -> None:
        self.looks = looks
        self.waited: list[float] = []

    def crowded(self) -> bool:
        return len(self.waited) < self.looks

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)


def test_where_it_is_calm_nothing_waits() -> None:
    street = Street(0)
    Calm(street.crowded, street.wait).come()
    assert street.waited == []


def test_a_crowd_is_waited_for() -> None:
    street = Street(3)
    Calm(street.crowded, street.wait).come()
    assert len(street.waited) == 3


def test_the_patience_of_a_walk_ends() -> None:
    street = Street(10_000)
    calm = Calm(street.crowded, street.wait)
    calm.come()
    assert round(sum(street.waited)) == LONGEST_SECONDS
    calm.come()
    assert round(sum(street.waited)) == LONGEST_SECONDS


def test_each_page_is_asked_for_in_calm() -> None:
    street, asked = Street(2), list[int]()

    def listed() -> Iterator[int]:
        for number in range(2 * PAGE + 1):
            if number % PAGE == 0:
                assert not street.crowded()
                asked.append(number)
                street.looks += 2
            yield number

    assert list(Calm(street.crowded, street.wait).page_by_page(listed())) == list(range(2 * PAGE + 1))
    assert asked == [0, PAGE, 2 * PAGE]
