"""Nothing is opened before the first walk after a start is over, whoever walks and whoever dies meanwhile."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta

import pytest

from pos_app.server.gateway import ProcessorUnknown
from pos_app.server.reconciler.calm import Calm
from pos_app.server.reconciler.freshness import Freshness
from pos_app.server.reconciler.rules import List
from pos_app.server.reconciler.service import Reconciler
from tests.integration.books.test_sweeps import Desk, desk
from tests.support.waiting import until

__all__ = ["desk"]
INTENTS = List.PAYMENT_INTENTS


def started(desk: Desk) -> tuple[Reconciler, Freshness]:
    """A process that has just started, and has made every list due."""
    desk.stripe.time += timedelta(seconds=1)
    chore = desk.chore()
    assert chore.due(1) == [INTENTS]
    return chore, desk.freshness


def walk(desk: Desk, chore: Reconciler) -> None:
    desk.stripe.time += timedelta(seconds=1)
    chore.do(INTENTS)


def test_a_start_is_behind_until_its_first_walk_is_over(desk: Desk) -> None:
    chore, fresh = started(desk)
    assert fresh.behind(INTENTS)
    walk(desk, chore)
    assert not fresh.behind(INTENTS)
    assert fresh.behind(List.REFUNDS)
    _, again = started(desk)
    assert again.behind(INTENTS)
    assert not fresh.behind(INTENTS), "the start of one is nothing to another"


def test_before_it_has_made_the_lists_due_a_process_knows_nothing(desk: Desk) -> None:
    chore, _ = started(desk)
    walk(desk, chore)
    desk.chore()
    assert desk.freshness.behind(INTENTS)


def test_a_walk_that_began_before_the_start_does_not_count(desk: Desk) -> None:
    first, _ = started(desk)
    claimed = first._claim(INTENTS)
    assert claimed is not None
    chore, fresh = started(desk)
    first._walk(INTENTS, claimed, desk.stripe.time, _patience())
    assert fresh.behind(INTENTS)
    walk(desk, chore)
    assert not fresh.behind(INTENTS)


def test_the_end_of_the_first_walk_counts_though_others_have_begun(desk: Desk) -> None:
    first, _ = started(desk)
    second, fresh = started(desk)
    claimed = first._claim(INTENTS)
    now = desk.stripe.time
    assert claimed is not None
    assert fresh.behind(INTENTS)
    desk.stripe.time += timedelta(minutes=6)
    assert second._claim(INTENTS) is not None
    assert fresh.behind(INTENTS)
    first._walk(INTENTS, claimed, now, _patience())
    assert not fresh.behind(INTENTS)


def test_a_walk_that_fails_holds_up_nobody(desk: Desk) -> None:
    chore, fresh = started(desk)
    desk.stripe.trouble = ProcessorUnknown("timeout", "Nobody answers.")
    with pytest.raises(ProcessorUnknown):
        walk(desk, chore)
    assert not fresh.behind(INTENTS)
    _, again = started(desk)
    assert again.behind(INTENTS), "what failed before a start says nothing of the walk after it"


def test_whoever_waits_for_the_walk_of_a_dead_process_has_it_walked_by_another(desk: Desk) -> None:
    dead, _ = started(desk)
    mine, fresh = started(desk)
    assert dead._claim(INTENTS) is not None  # and is killed
    assert INTENTS not in mine.due(10)

    def looks(waiting: Future[None]) -> bool:
        if INTENTS in mine.due(10):
            walk(desk, mine)
        return waiting.done()

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(fresh.wait, INTENTS)
        until(lambda: fresh.awaited or waiting.done(), "somebody waits")
        until(lambda: looks(waiting), "it has been walked")
    assert waiting.exception() is None
    assert not fresh.awaited


def _patience() -> Calm:
    return Calm(lambda: False)
