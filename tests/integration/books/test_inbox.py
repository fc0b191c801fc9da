"""What of the inbox is due, as those who give way to it ask."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from pos_app.server.clock import SystemClock
from pos_app.server.db import Database
from pos_app.server.gateway import EventNotice, Kind, Subject
from pos_app.server.webhooks.inbox import Inbox


@pytest.fixture
def inbox(database: Database) -> Inbox:
    return Inbox(database, SystemClock())


def store(inbox: Inbox, number: int, subject: Subject | None) -> None:
    notice = EventNotice(f"evt_{number}", "payment_intent.succeeded", False, "pi", subject, "{}")
    inbox.store(notice).result()


def test_only_events_that_are_due_make_a_crowd(inbox: Inbox) -> None:
    for number in range(3):
        store(inbox, number, Subject(Kind.PAYMENT_INTENT, f"pi_{number}"))
    store(inbox, 3, None)  # of nothing of ours: done with at once
    assert (inbox.more_than(2), inbox.more_than(3)) == (True, False)
    first, second, _ = inbox.claim("me", 3)
    assert inbox.more_than(2), "what is in hand is not done"
    inbox.done(first).result()
    inbox.failed(second, "Stripe is away", timedelta(hours=1))
    assert (inbox.more_than(0), inbox.more_than(1)) == (True, False)


def test_events_that_are_delivered_in_numbers_are_a_crowd_though_none_of_them_waits(inbox: Inbox) -> None:
    async def deliver(number: int) -> None:
        await inbox.stored(EventNotice(f"evt_{number}", "charge.updated", False, "ch", None, "{}"))

    asyncio.run(deliver(1))
    assert not inbox.crowded(1)
    asyncio.run(deliver(2))
    assert (inbox.crowded(1), inbox.more_than(0)) == (True, False)
