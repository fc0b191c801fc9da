"""All that wait for a card are asked about with Stripe's list, as long as it answers; whoever it leaves out, alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from pos_app.server.db import Database
from pos_app.server.gateway import ProcessorBusy
from pos_app.server.models import StripePaymentIntent
from pos_app.server.news import MANY
from pos_app.server.payments.in_bulk import ManyAttempts
from pos_app.server.work.attempts import ROUND, ROUND_PAUSE_SECONDS, OpenAttempts, WaitingAttempts
from tests.integration.payments.test_recording import NOW, attempt, database, invoice, snapshot
from tests.integration.payments.test_recording_together import Listing, attempts, of

__all__ = ["database"]
EARLY = timedelta(seconds=5)


@dataclass
class Clock:
    at: datetime = NOW

    def now(self) -> datetime:
        return self.at

    def steady(self) -> float:  # seconds
        return self.at.timestamp()


class Front:
    """Attempts that wait for a card and are due in ten seconds, and the chores that look after them."""

    def __init__(self, database: Database, count: int, ends: int = 1000) -> None:
        self.database = database
        self.clock = Clock()
        self.ids = [attempt(database, invoice(database), created_at=NOW) for _ in range(count)]
        self.change(self.ids, state="submitted", next_check_at=NOW + timedelta(seconds=10))
        self.listing = Listing([of(ident, snapshot("requires_payment_method")) for ident in self.ids], ends=ends)
        conversation = attempts(database)
        conversation._clock = self.clock
        many = ManyAttempts(database, self.listing, conversation)  # type: ignore[arg-type]  # only its list is asked for
        self.together = WaitingAttempts(database, many.hear, self.clock, EARLY, self.clock.steady)
        self.alone = OpenAttempts(database, conversation, self.clock)

    def change(self, ids: Sequence[str], **values: object) -> None:
        row = StripePaymentIntent
        with self.database.write() as session:
            session.execute(update(row).where(row.id.in_(ids)).values(**values))

    def passes(self, seconds: float) -> None:
        self.clock.at += timedelta(seconds=seconds)

    def due(self) -> tuple[list[str], list[str]]:
        return list(self.together.due(16)), list(self.alone.due(1000))


@pytest.fixture
def front(database: Database) -> Iterator[Front]:
    return Front(database, MANY + 1)


def test_one_list_asks_about_all_of_them_before_any_is_due(front: Front) -> None:
    assert front.due() == ([], [])
    front.passes(6)
    assert front.due() == ([ROUND], [])
    front.together.do(ROUND)
    assert len(front.listing.asked) == 1
    front.passes(24)
    assert front.due() == ([], []), "they were asked about, and are due half a minute later"
    front.passes(2)
    assert front.due() == ([ROUND], [])


def test_what_it_says_is_written_down(front: Front) -> None:
    front.listing.snapshots[2] = of(front.ids[2], snapshot())
    front.together.do(ROUND)
    with front.database.read() as session:
        states = {ident: session.get_one(StripePaymentIntent, ident).state for ident in front.ids}
    assert states == {ident: "succeeded" if ident == front.ids[2] else "submitted" for ident in front.ids}


def test_few_are_asked_about_alone(database: Database) -> None:
    front = Front(database, MANY - 1)
    front.passes(20)
    together, alone = front.due()
    assert (together, sorted(alone)) == ([], sorted(front.ids))


@pytest.mark.parametrize(
    "other",
    [
        {"state": "processing"},
        {"tries": 1},
        {"cancel_asked": True},
        {"lease_expires_at": NOW},
        {"stripe_id": None},
        {"live": False},
    ],
)
def test_what_does_not_just_wait_is_no_part_of_it(front: Front, other: dict[str, object]) -> None:
    front.change(front.ids[:2], **other)
    front.passes(20)
    assert front.due()[0] == []


def test_a_list_that_breaks_off_holds_up_nobody(database: Database) -> None:
    front = Front(database, MANY + 2, ends=2)
    front.passes(20)
    with pytest.raises(ProcessorBusy):
        front.together.do(ROUND)
    together, alone = front.due()
    assert together == [], "the others are asked about alone meanwhile"
    assert sorted(alone) == sorted(front.ids[2:])
    front.passes(ROUND_PAUSE_SECONDS)
    assert front.due()[0] == [ROUND]
